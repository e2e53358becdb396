import type { ISecurityProfileRef } from 'aws-cdk-lib/aws-connect';
import type { Target } from './private/reference';
import { checkArn, checkText } from './private/reference';

/**
 * The security profile of a user: by id, by ARN, by name, or from a construct of the same app.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/connect-security-profiles.html
 */
export class SecurityProfile {
  /**
   * By id, for a security profile of the user's instance.
   *
   * @param id the last part of its ARN; may be a token
   * @throws if the id is empty or an ARN
   */
  public static fromId(id: string): SecurityProfile {
    return new SecurityProfile({
      idOrArn: checkText('SecurityProfile.fromId', id, 'For an ARN use SecurityProfile.fromArn.'),
    });
  }

  /**
   * By ARN.
   *
   * @param arn `arn:aws:connect:us-west-2:123456789012:instance/<instance id>/security-profile/<id>`; may be a token
   * @throws if it is not the ARN of a security profile
   */
  public static fromArn(arn: string): SecurityProfile {
    return new SecurityProfile({ idOrArn: checkArn('SecurityProfile.fromArn', arn, 'security-profile') });
  }

  /**
   * By name. The name is looked up when the stack is deployed; a name that does not exist then, or that more than
   * one security profile has, fails the deployment before anything is changed.
   *
   * @param name as the Amazon Connect console shows it, upper and lower case included; may be a token
   * @throws if the name is empty or an ARN
   */
  public static fromName(name: string): SecurityProfile {
    return new SecurityProfile({
      name: checkText('SecurityProfile.fromName', name, 'For an ARN use SecurityProfile.fromArn.'),
    });
  }

  /**
   * From a construct of the same app, such as an L1.
   *
   * @param reference for example a `CfnSecurityProfile`
   */
  public static fromSecurityProfile(reference: ISecurityProfileRef): SecurityProfile {
    return new SecurityProfile({ idOrArn: reference.securityProfileRef.securityProfileArn });
  }

  /** @internal */
  public readonly _target: Target;

  private constructor(target: Target) {
    this._target = target;
  }
}
