/**
 * The wire contract between the `ConnectUser` construct and the Lambda that serves it: which properties
 * travel through CloudFormation, under which names, and as which types.
 *
 * CloudFormation hands every scalar of a custom resource over as a string, so the type of each field is
 * written down here and the handler reads by it. No CDK and no SDK import: both sides share this file.
 */

/** CloudFormation's name for the resource. */
export const RESOURCE_TYPE = 'Custom::ConnectUser';

/** CloudFormation's name for a reference to a user that exists: looked up, never changed. Served by the same handler. */
export const LOOKUP_TYPE = 'Custom::ConnectUserLookup';

/**
 * The tag that says which stack and resource manage an account. One key, on every account we create.
 * Its value is `<stack name>/<logical id>/<stack uuid>`, then fingerprints of the password's source and of the request
 * that made the account, then `adopted` if that request found the account instead of making it.
 */
export const OWNER_TAG = 'cdk-connect-user:owner';

/**
 * The function's environment variable that says how many users the stack has, so that their invocations, which know
 * nothing of one another, share Connect's quota well. Not a property of the users: one more would change them all.
 */
export const USERS_VARIABLE = 'USERS_IN_STACK';

/**
 * What an adopted account was before, so that a rollback can put it back: sealed with the stack's adoption key, or
 * without personal data. The keys begin so, and end in `-1`, `-2` …. Gone as soon as the account is released.
 */
export const BEFORE_TAG = 'cdk-connect-user:before';

/** Longest value that Connect accepts for a tag. */
export const TAG_VALUE_MAX = 256;

/** How a field is read back from the string that CloudFormation made of it. */
export type FieldType =
  | { readonly kind: 'string' | 'boolean' | 'integer' | 'number' | 'stringMap' }
  | { readonly kind: 'list'; readonly of: FieldType }
  | { readonly kind: 'struct'; readonly fields: Readonly<Record<string, FieldType>> };

const string = { kind: 'string' } as const;
const boolean = { kind: 'boolean' } as const;
const integer = { kind: 'integer' } as const;
const number = { kind: 'number' } as const;
const stringMap = { kind: 'stringMap' } as const;
const list = <T extends FieldType>(of: T) => ({ kind: 'list', of }) as const;
const struct = <T extends Record<string, FieldType>>(fields: T) => ({ kind: 'struct', fields }) as const;

/**
 * Every property of the resource. The names are those of `CreateUser`'s members; where we add to it, the
 * name says so: `…Name` is looked up by the handler at deployment, `PasswordSecret…` says where the password is.
 */
export const USER_FIELDS = {
  /** Id or ARN of the instance. */
  InstanceId: string,
  Username: string,
  /** Id or ARN. Exactly one of this and `RoutingProfileName`. */
  RoutingProfileId: string,
  RoutingProfileName: string,
  /** Ids or ARNs. Together with `SecurityProfileNames`: 1 to 10. */
  SecurityProfileIds: list(string),
  SecurityProfileNames: list(string),
  /** Id or ARN. At most one of this and `HierarchyGroupName`. */
  HierarchyGroupId: string,
  HierarchyGroupName: string,
  DirectoryUserId: string,
  /** ARN of the Secrets Manager secret that holds the password. The password itself never travels. */
  PasswordSecretArn: string,
  /** The field of the secret, where the secret is a JSON object. */
  PasswordSecretField: string,
  IdentityInfo: struct({
    FirstName: string,
    LastName: string,
    Email: string,
    SecondaryEmail: string,
    Mobile: string,
  }),
  PhoneConfig: struct({
    PhoneType: string,
    AutoAccept: boolean,
    AfterContactWorkTimeLimit: integer,
    DeskPhoneNumber: string,
    PersistentConnection: boolean,
  }),
  AutoAcceptConfigs: list(
    struct({ Channel: string, AutoAccept: boolean, AgentFirstCallbackAutoAccept: boolean }),
  ),
  AfterContactWorkConfigs: list(
    struct({
      Channel: string,
      AfterContactWorkConfig: struct({ AfterContactWorkTimeLimit: integer }),
      AgentFirstCallbackAfterContactWorkConfig: struct({ AfterContactWorkTimeLimit: integer }),
    }),
  ),
  PhoneNumberConfigs: list(struct({ Channel: string, PhoneType: string, PhoneNumber: string })),
  PersistentConnectionConfigs: list(struct({ Channel: string, PersistentConnection: boolean })),
  VoiceEnhancementConfigs: list(struct({ Channel: string, VoiceEnhancementMode: string })),
  Tags: stringMap,
  Proficiencies: list(struct({ AttributeName: string, AttributeValue: string, Level: number })),
  /** `ADOPT`, or not given: what happens if the username is taken. */
  ExistingUser: string,
  /** ARN of the secret that seals what an adopted account was before; given where `ExistingUser` may be `ADOPT`. */
  AdoptionKeyArn: string,
  /** Whether quick connects that point at the account go with it. */
  DeleteQuickConnects: boolean,
  /** `DESTROY` if somebody said so, or not given: an adopted account is deleted only then. */
  RemovalPolicy: string,
} as const satisfies Record<string, FieldType>;

/** The TypeScript type of a value that a {@link FieldType} describes. */
type Value<F> = F extends { kind: 'string' }
  ? string
  : F extends { kind: 'boolean' }
    ? boolean
    : F extends { kind: 'integer' | 'number' }
      ? number
      : F extends { kind: 'stringMap' }
        ? Readonly<Record<string, string>>
        : F extends { kind: 'list'; of: infer E }
          ? readonly Value<E>[]
          : F extends { kind: 'struct'; fields: infer S }
            ? { readonly [K in keyof S]?: Value<S[K]> }
            : never;

/** The properties of one user, typed: what the construct writes and what the handler reads. */
export type UserProperties = { readonly [K in keyof typeof USER_FIELDS]?: Value<(typeof USER_FIELDS)[K]> };

/** The five per-channel lists of `CreateUser` and `UpdateUserConfig`. */
export const CHANNEL_LISTS = [
  'AutoAcceptConfigs',
  'AfterContactWorkConfigs',
  'PhoneNumberConfigs',
  'PersistentConnectionConfigs',
  'VoiceEnhancementConfigs',
] as const satisfies readonly (keyof UserProperties)[];

/** What `Fn::GetAtt` answers for the resource: the `Data` of a successful response. */
export interface UserAttributes {
  readonly UserId: string;
  readonly UserArn: string;
  readonly Username: string;
}

/** The last segment of an ARN; an id stays as it is. Connect's calls want ids, CloudFormation hands out ARNs. */
export function idOf(idOrArn: string): string {
  return idOrArn.startsWith('arn:') ? idOrArn.slice(idOrArn.lastIndexOf('/') + 1) : idOrArn;
}

/** Members whose values are personal data: never in a log, an error or an output. As the API model marks them, and more. */
export const PERSONAL_FIELDS: ReadonlySet<string> = new Set([
  'FirstName',
  'LastName',
  'Email',
  'SecondaryEmail',
  'Mobile',
  'DeskPhoneNumber',
  'PhoneNumber',
  'DirectoryUserId',
]);
