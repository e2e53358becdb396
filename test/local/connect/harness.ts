/** A Connect of its own for each test, spoken to as over HTTP but without a port. */
import { OPERATIONS } from '../../../local/connect/operations';
import { ConnectService } from '../../../local/connect/service';
import {
  EXAMPLE_INSTANCE_ID,
  EXAMPLE_ROUTING_PROFILE_ID,
  EXAMPLE_SECURITY_PROFILE_ID,
} from '../../../local/connect/seed';
import type { AwsRequest, AwsResponse, Place } from '../../../local/types';

export const PLACE: Place = {
  region: 'us-east-1',
  account: '123456789012',
  partition: 'aws',
  endpoint: () => 'http://127.0.0.1:0',
};

/** Frozen: the SDK's paginators write into what they are given. */
export const INSTANCE = Object.freeze({ InstanceId: EXAMPLE_INSTANCE_ID });

type Input = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  /** The name of the error, or undefined. */
  readonly error?: string;
  readonly message: string;
  readonly body: Input;
  readonly call: AwsResponse['call'];
}

export interface Bench {
  readonly service: ConnectService;
  /** Milliseconds that the clock of this Connect goes forward. */
  pass(milliseconds: number): void;
  send(operation: string, input?: Input): Promise<Answer>;
  /** Fails the test on an error. */
  ok(operation: string, input?: Input): Promise<Input>;
  /** A user with all that is required, and what is given; answers its key. */
  user(more?: Input): Promise<{ readonly InstanceId: string; readonly UserId: string }>;
  describe(key: Input): Promise<Input>;
}

/** All that CreateUser requires of the example instance: Mary, without her phone. */
export const mary = (more: Input = {}): Input => ({
  ...INSTANCE,
  Username: 'Mary',
  Password: 'Pass@Word1',
  IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
  SecurityProfileIds: [EXAMPLE_SECURITY_PROFILE_ID],
  RoutingProfileId: EXAMPLE_ROUTING_PROFILE_ID,
  ...more,
});

export function bench(): Bench {
  let now = Date.UTC(2026, 0, 1);
  const service = new ConnectService({ place: PLACE, now: () => now });
  const send = async (operation: string, input: Input = {}): Promise<Answer> =>
    read(await service.handle(request(operation, input)));
  const ok = async (operation: string, input: Input = {}): Promise<Input> => {
    const answer = await send(operation, input);
    if (answer.status !== 200) throw new Error(`${operation}: ${answer.error}: ${answer.message}`);
    return answer.body;
  };
  return {
    service,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    send,
    ok,
    user: async (more = {}) => {
      const input = mary(more);
      const { UserId } = await ok('CreateUser', input);
      return { InstanceId: String(input['InstanceId']), UserId: String(UserId) };
    },
    describe: async (key) => (await ok('DescribeUser', key))['User'] as Input,
  };
}

export function request(name: string, input: Input): AwsRequest {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`No operation ${name}`);
  const body = { ...input };
  const path = operation.uri.replace(/\{(\w+)\}/g, (_, member: string) => {
    const value = String(body[member]);
    delete body[member];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [key, member] of Object.entries(operation.query)) {
    for (const value of [body[member] ?? []].flat()) query.append(key, String(value));
    delete body[member];
  }
  return {
    method: operation.method,
    path,
    query,
    headers: {},
    body: Buffer.from(Object.keys(body).length > 0 ? JSON.stringify(body) : ''),
    caller: { accessKeyId: 'test', arn: 'arn:aws:iam::123456789012:user/test' },
    requestId: 'request',
  };
}

export function read(response: AwsResponse): Answer {
  const text = String(response.body ?? '');
  const body = text === '' ? {} : (JSON.parse(text) as Input);
  const error = response.headers?.['x-amzn-errortype'];
  return {
    status: response.status,
    ...(error && { error }),
    message: String(body['Message'] ?? ''),
    body,
    call: response.call,
  };
}

/** The first profiles of an instance, as CreateUser takes them. */
export const profilesOf = (instance: {
  readonly routingProfiles: readonly { readonly id: string }[];
  readonly securityProfiles: readonly { readonly id: string }[];
}) => ({
  RoutingProfileId: instance.routingProfiles[0]?.id,
  SecurityProfileIds: [instance.securityProfiles[0]?.id],
});
