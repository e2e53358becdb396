import type { IRoutingProfileRef } from 'aws-cdk-lib/aws-connect';
import type { Target } from './private/reference';
import { checkArn, checkText } from './private/reference';

/**
 * The routing profile of a user: by id, by ARN, by name, or from a construct of the same app.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/routing-profiles.html
 */
export class RoutingProfile {
  /**
   * By id, for a routing profile of the user's instance.
   *
   * @param id the last part of its ARN; may be a token
   * @throws if the id is empty or an ARN
   */
  public static fromId(id: string): RoutingProfile {
    return new RoutingProfile({
      idOrArn: checkText('RoutingProfile.fromId', id, 'For an ARN use RoutingProfile.fromArn.'),
    });
  }

  /**
   * By ARN.
   *
   * @param arn `arn:aws:connect:us-west-2:123456789012:instance/<instance id>/routing-profile/<id>`; may be a token
   * @throws if it is not the ARN of a routing profile
   */
  public static fromArn(arn: string): RoutingProfile {
    return new RoutingProfile({ idOrArn: checkArn('RoutingProfile.fromArn', arn, 'routing-profile') });
  }

  /**
   * By name. The name is looked up when the stack is deployed; a name that does not exist then, or that more than
   * one routing profile has, fails the deployment before anything is changed.
   *
   * @param name as the Amazon Connect console shows it, upper and lower case included; may be a token
   * @throws if the name is empty or an ARN
   */
  public static fromName(name: string): RoutingProfile {
    return new RoutingProfile({
      name: checkText('RoutingProfile.fromName', name, 'For an ARN use RoutingProfile.fromArn.'),
    });
  }

  /**
   * From a construct of the same app, such as an L1.
   *
   * @param reference for example a `CfnRoutingProfile`
   */
  public static fromRoutingProfile(reference: IRoutingProfileRef): RoutingProfile {
    return new RoutingProfile({ idOrArn: reference.routingProfileRef.routingProfileArn });
  }

  /** @internal */
  public readonly _target: Target;

  private constructor(target: Target) {
    this._target = target;
  }
}
