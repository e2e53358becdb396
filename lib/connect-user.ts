import type { ITaggableV2 } from 'aws-cdk-lib';
import {
  Annotations,
  CfnOutput,
  CfnResource,
  Lazy,
  RemovalPolicy,
  Stack,
  TagManager,
  TagType,
  Token,
} from 'aws-cdk-lib';
import type { IInstanceRef } from 'aws-cdk-lib/aws-connect';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ConnectUserProps } from './connect-user-props';
import type { ConnectUserAttributes, ConnectUserLookup, IConnectUser } from './connect-user-ref';
import { RESOURCE_TYPE, idOf, type UserProperties } from './private/contract';
import { elsewhere, identityManagementOf, instanceForWire, instanceOf } from './private/instance';
import { outputNames } from './private/output-names';
import { propsPath } from './private/props-path';
import { judge } from './private/rules';
import { LookedUpUser } from './private/looked-up-user';
import { parseRequest, type UserRequest } from './private/documents';
import { toProps } from './private/request-props';
import { ConnectUserBase, ImportedUser, userIdOf } from './private/user-base';
import { mayAdopt, toUserProperties } from './private/user-properties';
import { UserProvider } from './private/user-provider';
import type { RequestOptions, UserDocument } from './user-document';

/**
 * A user of an Amazon Connect instance, made, changed and removed with the stack.
 *
 * What is wrong with it is said at synthesis where it can be known, for all users at once: where, what was given,
 * what is allowed, and the AWS page. See the README for what replaces the account and what updates it in place.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateUser.html
 */
export class ConnectUser extends ConnectUserBase implements ITaggableV2 {
  /**
   * A user that exists already, by ARN. Nothing is made.
   *
   * @param scope where the reference lives
   * @param id its construct id
   * @param userArn `arn:aws:connect:us-west-2:123456789012:instance/<instance id>/agent/<user id>`; may be a token
   * @throws if it is not the ARN of a Connect user
   */
  public static fromUserArn(scope: Construct, id: string, userArn: string): IConnectUser {
    return new ImportedUser(scope, id, userArn, userIdOf(scope, id, userArn));
  }

  /**
   * A user that exists already, by what is known of it. Nothing is made.
   *
   * @param scope where the reference lives
   * @param id its construct id
   * @param attributes what is known of it
   */
  public static fromUserAttributes(
    scope: Construct,
    id: string,
    attributes: ConnectUserAttributes,
  ): IConnectUser {
    const userArn = `${attributes.instance.instanceRef.instanceArn}/agent/${attributes.userId}`;
    return new ImportedUser(scope, id, userArn, attributes.userId, attributes.username);
  }

  /**
   * A user that exists already, by username: looked up when the stack is deployed, and again only when the instance
   * or the username here changes. Nothing is made, changed or deleted. If there is no such user, the deployment fails.
   *
   * @param scope where the reference lives
   * @param id its construct id
   * @param lookup which user
   */
  public static fromUsername(scope: Construct, id: string, lookup: ConnectUserLookup): IConnectUser {
    return new LookedUpUser(scope, id, lookup);
  }

  /**
   * A user from a `CreateUser` request as you may hold it already: the object that the AWS CLI's skeleton
   * (`aws connect create-user --generate-cli-skeleton`), boto3's and paws' `create_user` arguments or the Dart
   * client's payload give. `""` means "not given", as in the skeleton.
   *
   * What `CreateUser` has no member for stands under the key `ConnectUser`: `Password` (`{ Generated: true }` or
   * `{ SecretArn, SecretField }`), `Proficiencies`, `ExistingUser`, `RemovalPolicy`, `DeleteQuickConnects`,
   * `RoutingProfileName`, `SecurityProfileNames`, `HierarchyGroupName`.
   *
   * @param scope where the user lives
   * @param id construct id
   * @param request the request; a `Password` in it is refused, an unknown key too, with the nearest known one
   * @param options what the request does not say
   * @throws if the object is not such a request
   */
  public static fromCreateUserRequest(
    scope: Construct,
    id: string,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii's only type for "any JSON object"
    request: { [key: string]: any },
    options: RequestOptions = {},
  ): ConnectUser {
    return ConnectUser.fromRequest(scope, id, parseRequest(request), options);
  }

  /**
   * A user from a request document of a file. What is wrong with it is said with file and line.
   *
   * @param scope where the user lives
   * @param id construct id; `document.key` is the one that lets the username change
   * @param document one of `UserDocument.fromFile`
   * @param options what the document does not say
   */
  public static fromDocument(
    scope: Construct,
    id: string,
    document: UserDocument,
    options: RequestOptions = {},
  ): ConnectUser {
    return ConnectUser.fromRequest(scope, id, document._request, options);
  }

  private static fromRequest(
    scope: Construct,
    id: string,
    request: UserRequest,
    options: RequestOptions,
  ): ConnectUser {
    const instance = instanceOf(scope, request, options);
    const user = new ConnectUser(scope, id, {
      ...toProps(scope, id, request, instance),
      stackOutputs: options.stackOutputs,
    });
    user.where = request.where;
    return user;
  }

  /** The secret that the password comes from; undefined if the user has none. */
  public readonly passwordSecret?: ISecret;
  /** The tags of the account, other than the owner tag. `Tags.of` adds to them. */
  public readonly cdkTagManager: TagManager;

  private readonly resource: CfnResource;
  private readonly request: Omit<UserProperties, 'Tags'>;
  /** For a user from a document: where in its file a field stands. */
  private where?: UserRequest['where'];

  /**
   * @param scope where the user lives; its construct path, not its username, is its identity in the stack
   * @param id construct id
   * @param props what the user is
   */
  constructor(scope: Construct, id: string, props: ConnectUserProps) {
    super(scope, id);
    const provider = UserProvider.of(this);
    const password = props.password?._bind(this, provider, props.removalPolicy ?? RemovalPolicy.DESTROY);
    const instance = instanceForWire(props.instance);

    this.cdkTagManager = new TagManager(TagType.MAP, RESOURCE_TYPE, props.tags);
    const adoptionKeyArn = mayAdopt(props.existingUser) ? provider.useAdoptionKey() : undefined;
    this.request = toUserProperties(props, instance, password, adoptionKeyArn);
    this.passwordSecret = password?.secret;
    provider.add(
      { path: this.node.path, instance: idOf(instance), username: props.username },
      props.instance.instanceRef.instanceArn,
    );

    // The plain resource, not `CustomResource`: one construct a user instead of two, which synthesis feels at 400.
    this.resource = new CfnResource(this, 'Resource', {
      type: RESOURCE_TYPE,
      properties: {
        ServiceToken: provider.serviceToken,
        ServiceTimeout: provider.serviceTimeout.toSeconds(),
        ...this.request,
        Tags: Lazy.any({ produce: () => this.cdkTagManager.renderedTags }),
      },
    });
    // Delete is CloudFormation's own default; saying it would cost 62 bytes a user of the template's 1 MB.
    if (props.removalPolicy !== undefined)
      this.resource.applyRemovalPolicy(deletionOf(this, props.removalPolicy));
    provider.outlive(this.resource);
    if (props.stackOutputs ?? true) this.addOutputs();
    this.node.addValidation({ validate: () => this.validateRequest(props.instance) });
  }

  /**
   * Id of the account.
   * @attribute
   */
  public get userId(): string {
    return this.resource.getAtt('UserId').toString();
  }

  /**
   * ARN of the account.
   * @attribute
   */
  public get userArn(): string {
    return this.resource.ref;
  }

  /**
   * The name that the user signs in with.
   * @attribute
   */
  public get username(): string {
    return this.resource.getAtt('Username').toString();
  }

  private addOutputs(): void {
    const stack = Stack.of(this);
    const names = outputNames(this.node.path.slice(stack.node.path.length).replace(/^\//, ''));
    new CfnOutput(this, 'UserId', { value: this.userId }).overrideLogicalId(names.userId);
    new CfnOutput(this, 'UserArn', { value: this.userArn }).overrideLogicalId(names.userArn);
  }

  /** Judged when everything is known (tags by aspects, too), all findings at once; warnings do not stop synthesis. */
  private validateRequest(instance: IInstanceRef): string[] {
    const user: UserProperties = { ...this.request, Tags: this.cdkTagManager.tagValues() };
    const findings = judge(user, {
      identityManagement: identityManagementOf(instance),
      isToken: (value) => Token.isUnresolved(value),
    });
    const place = (field: string) =>
      this.where === undefined ? propsPath(field) : `${this.where(field)} ${field}`.trimStart();
    const lines = findings.map(({ level, rule, field, message, page }) => ({
      level,
      rule,
      text: `${place(field)}: ${message} (${page})`,
    }));
    for (const { rule, text } of lines.filter(({ level }) => level === 'warning')) {
      Annotations.of(this).addWarningV2(`cdk-connect-user:${rule}`, text);
    }
    return [
      ...lines.filter(({ level }) => level === 'error').map(({ text }) => text),
      ...elsewhere(this, instance),
    ];
  }
}

/**
 * CloudFormation's policy for the account. A retained account is kept on deletion and on replacement, but a half-made
 * one, left by a creation that failed, is still removed: nobody could sign in to it, and nothing would own it.
 */
function deletionOf(scope: Construct, policy: RemovalPolicy): RemovalPolicy {
  switch (policy) {
    case RemovalPolicy.DESTROY:
      return RemovalPolicy.DESTROY;
    case RemovalPolicy.RETAIN:
    case RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE:
      return RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    default:
      throw new Error(
        `[${scope.node.path}] removalPolicy: given "${policy}", allowed RemovalPolicy.DESTROY and RemovalPolicy.RETAIN: ` +
          'there is no snapshot of a user.',
      );
  }
}
