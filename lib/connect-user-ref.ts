import type { IResource } from 'aws-cdk-lib';
import type { IInstanceRef, IUserRef } from 'aws-cdk-lib/aws-connect';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';

/** A user of an Amazon Connect instance. Every L1 that takes an `IUserRef` accepts it. */
export interface IConnectUser extends IResource, IUserRef {
  /**
   * Id of the account.
   * @attribute
   */
  readonly userId: string;
  /**
   * ARN of the account.
   * @attribute
   */
  readonly userArn: string;
  /**
   * The name that the user signs in with. For a user imported without it, reading it is an error.
   * @attribute
   */
  readonly username: string;

  /**
   * Allows a principal to do something with this account, and only this one.
   *
   * @param grantee who is allowed
   * @param actions IAM actions such as `connect:DescribeUser`
   */
  grant(grantee: IGrantable, ...actions: string[]): Grant;
}

/** What is known of a user that exists already. */
export interface ConnectUserAttributes {
  /** The instance that the user belongs to. */
  readonly instance: IInstanceRef;
  /** Id of the account: the last part of its ARN. */
  readonly userId: string;
  /**
   * The name that the user signs in with.
   * @default - unknown: reading `username` is an error
   */
  readonly username?: string;
}

/** Which user is looked up. */
export interface ConnectUserLookup {
  /** The instance that the user belongs to. */
  readonly instance: IInstanceRef;
  /** The name that the user signs in with; letter case counts. */
  readonly username: string;
}
