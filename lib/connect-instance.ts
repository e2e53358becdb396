import type { IResource } from 'aws-cdk-lib';
import { Arn, ArnFormat, Resource, Stack, Token } from 'aws-cdk-lib';
import type { IInstanceRef, InstanceReference } from 'aws-cdk-lib/aws-connect';
import type { Construct } from 'constructs';

/**
 * Where the users of an instance sign in, which decides what a user may and must have.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/connect-identity-management.html
 */
export enum IdentityManagementType {
  /** Users and passwords live in Amazon Connect: every user needs a password, a first and a last name. */
  CONNECT_MANAGED = 'CONNECT_MANAGED',
  /** A SAML 2.0 identity provider signs users in: a password and a directory user id are errors. */
  SAML = 'SAML',
  /** An AWS Directory Service directory signs users in: a password is an error. */
  EXISTING_DIRECTORY = 'EXISTING_DIRECTORY',
}

/** An Amazon Connect instance. Every L1 that takes an `IInstanceRef` accepts it. */
export interface IConnectInstance extends IResource, IInstanceRef {
  /**
   * ARN of the instance.
   * @attribute
   */
  readonly instanceArn: string;
  /**
   * Id of the instance.
   * @attribute
   */
  readonly instanceId: string;
  /** How users sign in; undefined where nobody said it, and then only what holds for every type is checked. */
  readonly identityManagementType?: IdentityManagementType;
}

/** What else is known of an instance that is only referred to. */
export interface ConnectInstanceOptions {
  /**
   * How users sign in. Given, the rules are strict: a missing password under `CONNECT_MANAGED`, or one under
   * `SAML`, is an error at synthesis instead of one in the middle of a deployment.
   *
   * @default - only what holds for every type is checked
   */
  readonly identityManagementType?: IdentityManagementType;
}

const ARN_SHAPE = 'arn:aws:connect:<region>:<account>:instance/<instance id>';

/** A reference to an Amazon Connect instance that exists already, or that an L1 of this app makes. */
export class ConnectInstance extends Resource implements IConnectInstance {
  /**
   * An instance by its ARN.
   *
   * @param scope where the reference lives
   * @param id its construct id
   * @param instanceArn `arn:aws:connect:us-west-2:123456789012:instance/<id>`; may be a token
   * @param options what else is known of it
   * @throws if the ARN is not that of a Connect instance
   * @see https://docs.aws.amazon.com/connect/latest/adminguide/find-instance-arn.html
   */
  public static fromInstanceArn(
    scope: Construct,
    id: string,
    instanceArn: string,
    options: ConnectInstanceOptions = {},
  ): IConnectInstance {
    if (
      !Token.isUnresolved(instanceArn) &&
      !/^arn:[^:]+:connect:[^:]+:\d{12}:instance\/[^/]+$/.test(instanceArn)
    ) {
      throw new Error(
        `[${scope.node.path}/${id}] instanceArn: given "${instanceArn}", allowed ${ARN_SHAPE}. ` +
          'Find it in the Amazon Connect console: https://docs.aws.amazon.com/connect/latest/adminguide/find-instance-arn.html',
      );
    }
    return new ConnectInstance(scope, id, instanceArn, options.identityManagementType);
  }

  /**
   * An instance of the stack's own account and Region, by its id.
   *
   * @param scope where the reference lives
   * @param id its construct id
   * @param instanceId the last part of the ARN, 1–100 characters; may be a token
   * @param options what else is known of it
   * @throws if the id is empty, longer than 100 characters or an ARN
   */
  public static fromInstanceId(
    scope: Construct,
    id: string,
    instanceId: string,
    options: ConnectInstanceOptions = {},
  ): IConnectInstance {
    if (!Token.isUnresolved(instanceId) && !/^[^/:\s]{1,100}$/.test(instanceId)) {
      throw new Error(
        `[${scope.node.path}/${id}] instanceId: given "${instanceId}", allowed 1 to 100 characters without "/", ":" or ` +
          'spaces. For an ARN use ConnectInstance.fromInstanceArn.',
      );
    }
    const arn = Stack.of(scope).formatArn({
      service: 'connect',
      resource: 'instance',
      resourceName: instanceId,
    });
    return new ConnectInstance(scope, id, arn, options.identityManagementType, instanceId);
  }

  /**
   * An instance that something else refers to, such as a `CfnInstance` of this app, with what is known of it.
   *
   * @param scope where the reference lives
   * @param id its construct id
   * @param instance the reference
   * @param options what else is known of it
   */
  public static fromInstance(
    scope: Construct,
    id: string,
    instance: IInstanceRef,
    options: ConnectInstanceOptions = {},
  ): IConnectInstance {
    return new ConnectInstance(
      scope,
      id,
      instance.instanceRef.instanceArn,
      options.identityManagementType ?? (instance as Partial<IConnectInstance>).identityManagementType,
    );
  }

  /** ARN of the instance. */
  public readonly instanceArn: string;
  /** Id of the instance. */
  public readonly instanceId: string;
  /** How users sign in, where it is known. */
  public readonly identityManagementType?: IdentityManagementType;

  private constructor(
    scope: Construct,
    id: string,
    instanceArn: string,
    identityManagementType?: IdentityManagementType,
    instanceId?: string,
  ) {
    super(scope, id, Token.isUnresolved(instanceArn) ? {} : { environmentFromArn: instanceArn });
    this.instanceArn = instanceArn;
    this.instanceId = instanceId ?? Arn.split(instanceArn, ArnFormat.SLASH_RESOURCE_NAME).resourceName!;
    this.identityManagementType = identityManagementType;
  }

  /** A reference to the instance, as L1 constructs take it. */
  public get instanceRef(): InstanceReference {
    return { instanceArn: this.instanceArn };
  }
}
