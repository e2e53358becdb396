import {
  type IResolvable,
  ArnFormat,
  CfnOutput,
  CfnResource,
  Duration,
  Lazy,
  Names,
  RemovalPolicy,
  Stack,
  Token,
} from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { adoptionKey } from './adoption-key';
import { bundleFolder } from './bundle';
import { USERS_VARIABLE } from './contract';
import { connectStatements, formerUsersStatements, stackStatement } from './permissions';

const ID = 'ConnectUsers';
const OUTPUTS_PER_STACK = 200;

/** The handler may work for this long: Lambda's own maximum. */
const HANDLER_TIMEOUT = Duration.minutes(15);
/** CloudFormation waits a little longer than the handler may work, so that a lost answer fails then, not after an hour. */
const SERVICE_TIMEOUT = HANDLER_TIMEOUT.plus(Duration.minutes(5));

/** What the provider must know of a user to compare it with its neighbours. */
export interface ProvidedUser {
  readonly path: string;
  readonly instance: string;
  readonly username: string;
}

/**
 * What all users of a stack share: one function, its role and its log group. Made with the first user, found by its
 * construct id afterwards, so that nothing outlives the stack that it belongs to.
 */
export class UserProvider extends Construct {
  /** The provider of the stack that the scope is in. */
  public static of(scope: Construct): UserProvider {
    const stack = Stack.of(scope);
    return (stack.node.tryFindChild(ID) as UserProvider | undefined) ?? new UserProvider(stack);
  }

  /** For `ServiceToken`. Resolved once for all users: resolving it anew for each is felt at 400. */
  public readonly serviceToken: IResolvable;
  /** For `ServiceTimeout`. */
  public readonly serviceTimeout = SERVICE_TIMEOUT;

  private readonly role: Role;
  private readonly function: LambdaFunction;
  private readonly instanceArns = new Set<string>();
  private readonly users: ProvidedUser[] = [];
  /** Those that are made in the stack always: a rollback takes the policy back before the Delete that reads one comes. */
  private readonly secrets: Set<string>;
  private readonly keys = new Set<string>();
  private adoptionKey?: ISecret;

  private constructor(private readonly stack: Stack) {
    super(stack, ID);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Owns the Amazon Connect users of this stack',
    });
    logGroup.grantWrite(this.role);
    const onInstances = (below: string) =>
      Lazy.list({ produce: () => [...this.instanceArns].map((arn) => `${arn}${below}`) });
    for (const statement of connectStatements(stack.stackName, onInstances)) this.role.addToPolicy(statement);
    const anyAccount = stack.formatArn({
      service: 'connect',
      resource: 'instance',
      resourceName: '*/agent/*',
    });
    for (const statement of formerUsersStatements(anyAccount, stack.stackName))
      this.role.addToPolicy(statement);
    this.role.addToPolicy(stackStatement(stack.stackId));
    this.secrets = new Set([this.secretArn(`${this.secretPrefix()}*`)]);
    const resources = Lazy.list({ produce: () => [...this.secrets] });
    // All that the handler calls, so not `grantRead`, which also lets it describe the secret.
    this.role.addToPolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources }));
    this.function = new LambdaFunction(this, 'Resource', {
      description: 'Creates, updates and deletes the Amazon Connect users of this stack (cdk-connect-user)',
      code: Code.fromAsset(bundleFolder('user')),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: HANDLER_TIMEOUT,
      // An event that waited for longer is one that CloudFormation has given up: nobody must act on it.
      maxEventAge: SERVICE_TIMEOUT,
      environment: { [USERS_VARIABLE]: Lazy.string({ produce: () => String(this.users.length) }) },
      memorySize: 256,
      role: this.role,
      logGroup,
    });
    this.serviceToken = Lazy.any({ produce: () => stack.resolve(this.function.functionArn) as unknown });
    this.node.addValidation({ validate: () => [...this.sameUsernames(), ...this.tooManyOutputs()] });
  }

  /** Notes a user, and lets the function work in its instance. */
  public add(user: ProvidedUser, instanceArn: string): void {
    this.users.push(user);
    this.allowInstance(instanceArn);
  }

  /** Lets the function work in an instance. */
  public allowInstance(instanceArn: string): void {
    this.instanceArns.add(instanceArn);
  }

  /** The permissions must outlive the resource, so that its Delete can still be carried out. */
  public outlive(resource: CfnResource): void {
    const policy = this.role.node.tryFindChild('DefaultPolicy')?.node.defaultChild;
    if (CfnResource.isCfnResource(policy)) resource.addResourceDependency(policy);
  }

  /** ARN of the secret that seals what adopted accounts were. Made for the first user that may adopt one. */
  public useAdoptionKey(): string {
    this.adoptionKey ??= adoptionKey(this, `${this.secretPrefix()}AdoptionKey`);
    return this.adoptionKey.secretArn;
  }

  /**
   * The name of a password's secret. All of a stack's begin alike, so that one line of the policy covers them: IAM
   * takes 10,240 characters of inline policy a role.
   */
  public secretName(scope: Construct): string {
    return `${this.secretPrefix()}${Names.uniqueResourceName(scope, { maxLength: 200, separator: '-' })}`;
  }

  /** Lets the function read an existing secret, once however many users share it. */
  public allowSecret(secret: ISecret): void {
    const { secretArn, secretFullArn, encryptionKey } = secret;
    // Known without the six characters that Secrets Manager adds to the name, or only by the name.
    const partial = Token.isUnresolved(secretArn) || secretArn.startsWith('arn:');
    const known = partial ? secretArn : this.secretArn(secretArn);
    this.secrets.add(secretFullArn ?? `${known}-??????`);
    this.allowDecrypting(encryptionKey);
  }

  /**
   * For a secret with a key of the customer's: only what Secrets Manager decrypts on behalf of the function. The key's
   * policy must let the account do so.
   */
  public allowDecrypting(key: IKey | undefined): void {
    if (key === undefined) return;
    if (this.keys.size === 0) {
      const resources = Lazy.list({ produce: () => [...this.keys] });
      const conditions = {
        StringEquals: { 'kms:ViaService': `secretsmanager.${this.stack.region}.amazonaws.com` },
      };
      this.role.addToPolicy(new PolicyStatement({ actions: ['kms:Decrypt'], resources, conditions }));
    }
    this.keys.add(key.keyArn);
  }

  private secretArn(name: string): string {
    return this.stack.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  private secretPrefix(): string {
    return `cdk-connect-user/${this.stack.stackName}/`;
  }

  private sameUsernames(): string[] {
    const first = new Map<string, string>();
    return this.users.flatMap(({ path, instance, username }) => {
      if (Token.isUnresolved(instance) || Token.isUnresolved(username)) return [];
      const key = `${instance}\n${username}`;
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, path);
        return [];
      }
      return [
        `${path} username: given "${username}", which ${other} has already in the same instance; allowed a username ` +
          'that no other user of the instance has ' +
          '(https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateUser.html).',
      ];
    });
  }

  private tooManyOutputs(): string[] {
    const outputs = this.stack.node
      .findAll()
      .filter((construct) => construct instanceof CfnOutput && construct.stack === this.stack).length;
    return outputs <= OUTPUTS_PER_STACK
      ? []
      : [
          `The stack has ${outputs} outputs, CloudFormation allows ${OUTPUTS_PER_STACK}: two of each user with stackOutputs. ` +
            'Give `stackOutputs: false` to users whose id and ARN nobody reads from the outputs ' +
            '(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).',
        ];
  }
}
