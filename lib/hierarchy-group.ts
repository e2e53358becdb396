import type { IUserHierarchyGroupRef } from 'aws-cdk-lib/aws-connect';
import type { Target } from './private/reference';
import { checkArn, checkText } from './private/reference';

/**
 * The hierarchy group of a user: by id, by ARN, by name, or from a construct of the same app.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/agent-hierarchy.html
 */
export class HierarchyGroup {
  /**
   * By id, for a hierarchy group of the user's instance.
   *
   * @param id the last part of its ARN; may be a token
   * @throws if the id is empty or an ARN
   */
  public static fromId(id: string): HierarchyGroup {
    return new HierarchyGroup({
      idOrArn: checkText('HierarchyGroup.fromId', id, 'For an ARN use HierarchyGroup.fromArn.'),
    });
  }

  /**
   * By ARN.
   *
   * @param arn `arn:aws:connect:us-west-2:123456789012:instance/<instance id>/agent-group/<id>`; may be a token
   * @throws if it is not the ARN of a hierarchy group
   */
  public static fromArn(arn: string): HierarchyGroup {
    return new HierarchyGroup({ idOrArn: checkArn('HierarchyGroup.fromArn', arn, 'agent-group') });
  }

  /**
   * By name. The name is looked up when the stack is deployed; a name that does not exist then, or that more than
   * one hierarchy group has, fails the deployment before anything is changed.
   *
   * @param name as the Amazon Connect console shows it, upper and lower case included; may be a token
   * @throws if the name is empty or an ARN
   */
  public static fromName(name: string): HierarchyGroup {
    return new HierarchyGroup({
      name: checkText('HierarchyGroup.fromName', name, 'For an ARN use HierarchyGroup.fromArn.'),
    });
  }

  /**
   * From a construct of the same app, such as an L1.
   *
   * @param reference for example a `CfnUserHierarchyGroup`
   */
  public static fromHierarchyGroup(reference: IUserHierarchyGroupRef): HierarchyGroup {
    return new HierarchyGroup({ idOrArn: reference.userHierarchyGroupRef.userHierarchyGroupArn });
  }

  /** @internal */
  public readonly _target: Target;

  private constructor(target: Target) {
    this._target = target;
  }
}
