/** An AWS on this machine: every service of it, on one port of 127.0.0.1, in memory. */
import { Authorizer } from './authorization/authorizer';
import { CallLog } from './call-log';
import { Callers } from './caller';
import { cdkMetadataProvider } from './cdk-metadata';
import { CloudFormationService } from './cloudformation/service';
import type { ResourceProvider } from './cloudformation/resource-provider';
import { cloudTrailService } from './cloudtrail';
import { bootstrap } from './bootstrap-resources';
import { ConnectService } from './connect/service';
import { childEnvironment, localEnvironment } from './environment';
import { IamStore, iamProviders } from './iam';
import { LambdaService, type StartEnvironment } from './lambda';
import { LogStore } from './log-store';
import { logGroupProvider, logsService } from './logs';
import { CustomResourceResponses, S3Service, S3Store } from './s3';
import { SecretStore, secretProvider, secretsManagerService } from './secretsmanager';
import { HOST, LocalServer } from './server';
import { SsmService } from './ssm';
import { stsService } from './sts';
import type { Timers } from './timers';
import type { Place, Service } from './types';

export interface LocalAwsOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default `us-east-1`. */
  readonly region?: string;
  /** Twelve digits. Default `123456789012`. */
  readonly account?: string;
  /** Milliseconds since 1970; the clock of this machine unless given. */
  readonly now?: () => number;
  /** How many functions run at once. Default 10, as a new account has. */
  readonly lambdaConcurrency?: number;
  /** Milliseconds before the retries of a failed asynchronous invocation. Default `[50, 100]`; in AWS minutes. */
  readonly lambdaRetryDelays?: readonly number[];
  /** How a function's process is started: one of this machine unless given. */
  readonly lambdaProcess?: StartEnvironment;
  /** How CloudFormation and Lambda wait; by the clock of this machine unless given. Goes with `now`. */
  readonly timers?: Timers;
  /**
   * Milliseconds after which an asynchronous event that found no room comes back: at first, and at most; twice as long
   * each time. Default 10 and 1,000; in AWS a second and five minutes.
   */
  readonly lambdaThrottleDelays?: { readonly first: number; readonly longest: number };
  /**
   * Whether the calls that a role's session makes to Connect and Secrets Manager, and what a function writes to its
   * log, are held against the role's policies. Default `enforced`, for which `@cloud-copilot/iam-simulate` must be
   * installed. The static keys of this machine's tools may do everything in any case.
   */
  readonly authorization?: 'enforced' | 'off';
}

export class LocalAws {
  /** Starts it. Rejects with `EADDRINUSE` where the port is taken. */
  static async start(options: LocalAwsOptions = {}): Promise<LocalAws> {
    const aws = new LocalAws(options);
    aws.port = await aws.server.listen(options.port ?? 0);
    return aws;
  }

  readonly region: string;
  readonly account: string;
  readonly calls = new CallLog();
  readonly connect: ConnectService;
  readonly cloudformation: CloudFormationService;
  readonly secretsManager: SecretStore;
  readonly lambda: LambdaService;
  readonly logs: LogStore;
  readonly iam: IamStore;
  readonly s3: S3Store;
  readonly ssm: SsmService;
  /** Where custom resources answer; also how to make it refuse answers. */
  readonly responses: CustomResourceResponses;
  private readonly server: LocalServer;
  private port = 0;

  private constructor(options: LocalAwsOptions) {
    const { region = 'us-east-1', account = '123456789012', now = Date.now, timers } = options;
    const place: Place = { region, account, partition: partitionOf(region), endpoint: () => this.url };
    this.region = region;
    this.account = account;
    const callers = new Callers(place);
    this.iam = new IamStore(place);
    const authorizer = options.authorization === 'off' ? undefined : new Authorizer({ place, iam: this.iam });
    this.s3 = new S3Store();
    this.ssm = new SsmService(place, now);
    this.logs = new LogStore(place, now);
    this.secretsManager = new SecretStore(place, now);
    this.responses = new CustomResourceResponses(place, now);
    this.connect = new ConnectService({ place, now });
    this.lambda = new LambdaService({
      place,
      iam: this.iam,
      s3: this.s3,
      logs: this.logs,
      callers,
      authorizer,
      calls: this.calls,
      now,
      concurrency: options.lambdaConcurrency,
      retryDelays: options.lambdaRetryDelays,
      start: options.lambdaProcess,
      timers,
      throttleDelays: options.lambdaThrottleDelays,
    });
    bootstrap({ place, iam: this.iam, s3: this.s3, ssm: this.ssm, now });
    this.cloudformation = new CloudFormationService({
      place,
      providers: this.providers(),
      functions: this.lambda,
      responses: this.responses,
      templates: this.s3,
      parameters: this.ssm,
      now,
      timers,
    });
    const services: readonly Service[] = [
      this.cloudformation,
      this.connect,
      this.lambda,
      this.ssm.service,
      stsService({ place, callers, iam: this.iam, now }),
      logsService(this.logs),
      cloudTrailService(place, this.calls),
      secretsManagerService(this.secretsManager, now, place),
      new S3Service(place, this.s3, this.responses, now),
    ];
    this.server = new LocalServer({
      services: new Map(services.map((service) => [service.name, service])),
      callers,
      authorizer,
      calls: this.calls,
      isBucket: (name) => name === this.responses.bucket || this.s3.bucket(name) !== undefined,
      about: () => ({ region, account, services: services.map(({ name }) => name).sort() }),
    });
  }

  /** `http://127.0.0.1:<port>` */
  get url(): string {
    return `http://${HOST}:${this.port}`;
  }

  /** The variables that make `cdk`, `aws` and the SDKs use this AWS. */
  environment(): Record<string, string> {
    return localEnvironment(this);
  }

  /** The same on top of another environment, with whatever points at a real AWS taken out of it. */
  childEnvironment(base?: Readonly<Record<string, string | undefined>>): Record<string, string> {
    return childEnvironment(this, base);
  }

  /** Ends every function's process, operation and connection at once, and removes the functions' folders. */
  async stop(): Promise<void> {
    await this.lambda.stop();
    await this.cloudformation.stop();
    await this.server.stop();
  }

  private providers(): ReadonlyMap<string, ResourceProvider> {
    return new Map([
      ...iamProviders(this.iam),
      ...this.lambda.resourceProviders(),
      ...this.connect.resourceProviders(),
      ['AWS::Logs::LogGroup', logGroupProvider(this.logs)],
      ['AWS::SecretsManager::Secret', secretProvider(this.secretsManager)],
      ['AWS::CDK::Metadata', cdkMetadataProvider],
    ]);
  }
}

function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
