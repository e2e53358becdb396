import { Fn, Resource, Token } from 'aws-cdk-lib';
import type { UserReference } from 'aws-cdk-lib/aws-connect';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { IConnectUser } from '../connect-user-ref';

/**
 * What users made here and users that exist already have in common.
 * @internal
 */
export abstract class ConnectUserBase extends Resource implements IConnectUser {
  public abstract readonly userId: string;
  public abstract readonly userArn: string;
  public abstract readonly username: string;

  /** A reference to the user, as L1 constructs take it. */
  public get userRef(): UserReference {
    return { userArn: this.userArn };
  }

  /**
   * Allows a principal to do something with this account, and only this one.
   *
   * @param grantee who is allowed
   * @param actions IAM actions such as `connect:DescribeUser`
   * @throws if an action is not of the form `service:Action`
   */
  public grant(grantee: IGrantable, ...actions: string[]): Grant {
    for (const action of actions) {
      if (!Token.isUnresolved(action) && !/^[a-z0-9-]+:[A-Za-z*?]+$/.test(action)) {
        throw new Error(
          `[${this.node.path}] grant: given the action "${action}", allowed the form "connect:DescribeUser" ` +
            '(https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonconnect.html).',
        );
      }
    }
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.userArn] });
  }
}

/** A user that exists already. */
export class ImportedUser extends ConnectUserBase {
  constructor(
    scope: Construct,
    id: string,
    public readonly userArn: string,
    public readonly userId: string,
    private readonly knownUsername?: string,
  ) {
    super(scope, id, Token.isUnresolved(userArn) ? {} : { environmentFromArn: userArn });
  }

  public get username(): string {
    if (this.knownUsername === undefined) {
      throw new Error(
        `[${this.node.path}] username: an ARN or id does not tell the username; import the user with ` +
          'ConnectUser.fromUserAttributes({ instance, userId, username }).',
      );
    }
    return this.knownUsername;
  }
}

/** The id of an account from its ARN. */
export function userIdOf(scope: Construct, id: string, userArn: string): string {
  if (Token.isUnresolved(userArn)) return Fn.select(3, Fn.split('/', userArn));
  const match = /^arn:[^:]+:connect:[^:]+:\d{12}:instance\/[^/]+\/agent\/([^/]+)$/.exec(userArn);
  if (match === null) {
    throw new Error(
      `[${scope.node.path}/${id}] userArn: given "${userArn}", allowed ` +
        'arn:aws:connect:<region>:<account>:instance/<instance id>/agent/<user id>.',
    );
  }
  return match[1];
}
