/**
 * The physical ids that CloudFormation knows a user by:
 * - the user's ARN: there is an account;
 * - `not-created/…`: the create failed before there was one. Its Delete is a no-op;
 * - `maybe-created/…`: `CreateUser` was sent and its answer lost. Its Delete looks for the account under that
 *   username, and removes it only if that very request made it.
 *
 * CloudFormation makes up another one when a create is never answered.
 */
export interface UserId {
  readonly InstanceId: string;
  readonly UserId: string;
}

const USER_ARN = /^arn:[\w-]+:connect:[\w-]+:\d+:instance\/([^/\s]+)\/agent\/([^/\s]+)$/;

export function parseUserArn(physicalId: string): UserId | undefined {
  const match = USER_ARN.exec(physicalId);
  return match === null ? undefined : { InstanceId: match[1], UserId: match[2] };
}

interface Request {
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

const NOT_CREATED = 'not-created/';
const MAYBE_CREATED = 'maybe-created/';
/** CloudFormation's limit for a physical id, with room to spare; no username that Connect takes is longer. */
const USERNAME_MAX = 100;
const LOGICAL_ID_MAX = 255;
const REQUEST_ID_MAX = 128;

export const notCreatedId = ({ LogicalResourceId, RequestId }: Request) =>
  `${NOT_CREATED}${LogicalResourceId.slice(0, LOGICAL_ID_MAX)}/${RequestId.slice(0, REQUEST_ID_MAX)}`;

export const isNotCreatedId = (physicalId: string) => physicalId.startsWith(NOT_CREATED);

export interface MaybeCreated {
  readonly requestId: string;
  readonly instanceId: string;
  readonly username: string;
}

export function maybeCreatedId(request: Request, instanceId: string, username: string): string {
  return username.length > USERNAME_MAX || instanceId.includes('/')
    ? notCreatedId(request)
    : `${MAYBE_CREATED}${request.RequestId}/${instanceId}/${username}`;
}

export function parseMaybeCreated(physicalId: string): MaybeCreated | undefined {
  if (!physicalId.startsWith(MAYBE_CREATED)) return undefined;
  const [requestId, instanceId, ...username] = physicalId.slice(MAYBE_CREATED.length).split('/');
  // Without one of these it is none of ours, and nothing could be looked for.
  if (!requestId || !instanceId || username.join('') === '') return undefined;
  return { requestId, instanceId, username: username.join('/') };
}
