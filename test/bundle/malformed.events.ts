/** Events that nobody can mean, generated: each has one thing wrong with it, and says what is to become of it. */
import fc from 'fast-check';
import { USER_FIELDS, type FieldType } from '../../lib/private/contract';
import {
  LONG,
  MILLION,
  HOSTILE_TEXTS,
  own,
  PROTOTYPE_KEYS,
  objects,
  lists,
  nested,
  numbers,
  wrong,
  type Json,
  type Properties,
} from './malformed.values';

/** What there is in the instance: a good event's parts. */
export interface World {
  readonly stackId: string;
  readonly logicalId: string;
  /** Of the account that this resource has. */
  readonly physicalId: string;
  /** Of accounts that other resources, or nobody, manage. */
  readonly others: readonly { readonly physicalId: string; readonly username: string }[];
  /** Of the account that this resource has; a good user, with every personal value marked. */
  readonly properties: Properties;
}

export interface Malformed {
  readonly what: string;
  readonly event: Readonly<Record<string, Json>>;
  /** `nothing`: a Delete that has nothing to delete, and says SUCCESS. */
  readonly expected: 'FAILED' | 'nothing';
}

const fields = Object.entries(USER_FIELDS) as [string, FieldType][];
const wrongTypes = fc
  .constantFrom(...fields)
  .chain(([name, type]) =>
    wrong(type).map((value) => ({ what: `${name} of another type`, over: own(name, value) })),
  );

const hostileKeys = fc
  .tuple(
    fc.constantFrom(...PROTOTYPE_KEYS, ...HOSTILE_TEXTS, LONG, MILLION, '', ' ', 'a.b'),
    fc.constantFrom<Json>('x', { polluted: 'yes' }, null, MILLION),
  )
  .map(([key, value]) => ({
    what: `a property named ${JSON.stringify(key.slice(0, 20))}`,
    over: own(key, value),
  }));
/** The same below a property. */
const nestedKeys = fc.constantFrom(...PROTOTYPE_KEYS, ...HOSTILE_TEXTS, LONG).map((key) => ({
  what: 'such a key below a property',
  over: { PhoneConfig: { PhoneType: 'SOFT_PHONE', ...own(key, 'x') } },
}));

const missing = fc
  .constantFrom('InstanceId', 'Username', 'RoutingProfileId', 'SecurityProfileIds')
  .chain((name) =>
    fc.constantFrom<Json>(undefined, null, name === 'SecurityProfileIds' ? [] : '').map((value) => ({
      what: `no ${name}`,
      over: { [name]: value },
    })),
  );

/** Of the right type, and nothing that Connect takes. */
const tooMuch = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('FirstName', 'LastName', 'Email', 'SecondaryEmail', 'Mobile'),
      fc.constantFrom(LONG, MILLION),
    )
    .map(([name, value]) => ({
      what: `${name} of ${value.length}`,
      over: { IdentityInfo: { FirstName: 'A', LastName: 'B', [name]: value } },
    })),
  fc
    .tuple(
      fc.constantFrom(
        'Username',
        'InstanceId',
        'RoutingProfileId',
        'HierarchyGroupId',
        'PasswordSecretArn',
        'RoutingProfileName',
      ),
      fc.constantFrom(
        LONG,
        MILLION,
        ...HOSTILE_TEXTS,
        '../../agent',
        'x?y#z',
        ...PROTOTYPE_KEYS.map((key) => `${key}/`),
      ),
    )
    .map(([name, value]) => ({
      what: `${name} ${JSON.stringify(value.slice(0, 20))}`,
      over: { [name]: value, ...(name === 'RoutingProfileName' ? { RoutingProfileId: undefined } : {}) },
    })),
  fc
    .constantFrom<Properties>(
      { key: MILLION },
      { [LONG]: 'x' },
      { 'aws:x': 'x' },
      { 'cdk-connect-user:owner': 'x' },
    )
    .map((Tags) => ({ what: 'tags', over: { Tags } })),
  fc
    .constantFrom(...PROTOTYPE_KEYS)
    .map((PasswordSecretField) => ({ what: 'a field of every object', over: { PasswordSecretField } })),
  fc.constantFrom(...PROTOTYPE_KEYS, LONG).map((name) => ({
    what: 'names of every object',
    over: { SecurityProfileIds: undefined, SecurityProfileNames: [name] },
  })),
  fc.constantFrom(LONG, '+0', '٣٣٣', ...HOSTILE_TEXTS).map((PhoneNumber) => ({
    what: 'a phone number',
    over: { PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber }] },
  })),
);

/** What no member of the event itself can be. */
const notText = fc.oneof(
  numbers,
  fc.boolean(),
  objects,
  lists,
  nested,
  fc.constantFrom<Json>(undefined, null, ''),
);
const notAnId = fc.oneof(notText, fc.constantFrom<Json>(...HOSTILE_TEXTS, LONG, MILLION));
const envelopes = (type: string) => {
  const ids = fc.constantFrom(
    'StackId',
    'RequestId',
    'LogicalResourceId',
    ...(type === 'Create' ? [] : ['PhysicalResourceId']),
  );
  return fc.oneof(
    fc.tuple(ids, notAnId),
    fc.tuple(
      fc.constant('RequestType'),
      fc.oneof(notText, fc.constantFrom('create', 'Remove', 'constructor', MILLION)),
    ),
    fc.tuple(
      fc.constant('ResourceProperties'),
      fc.oneof(numbers, fc.boolean(), lists, fc.constantFrom<Json>(undefined, null, '', 'x', MILLION)),
    ),
    fc.tuple(
      fc.constant('StackId'),
      fc.constantFrom('arn:aws:cloudformation:us-east-1:1:stack/x', 'arn:aws:connect:::x/y/z'),
    ),
  );
};

export function malformed(world: World): fc.Arbitrary<Malformed> {
  const { stackId: StackId, logicalId, physicalId, others, properties } = world;
  const base = (RequestType: string) => ({
    RequestType,
    StackId,
    LogicalResourceId: RequestType === 'Update' ? logicalId : 'Other',
    ResourceType: 'Custom::ConnectUser',
    ...(RequestType === 'Create' ? {} : { PhysicalResourceId: physicalId }),
    ...(RequestType === 'Update' ? { OldResourceProperties: properties } : {}),
    ResourceProperties: RequestType === 'Update' ? properties : { ...properties, Username: 'never' },
  });
  const withProperties = (
    type: 'Create' | 'Update',
    over: fc.Arbitrary<{ what: string; over: Properties }>,
  ) =>
    over.map(({ what, over: change }): Malformed => {
      const event = base(type);
      return {
        what: `${type}: ${what}`,
        event: { ...event, ResourceProperties: { ...event.ResourceProperties, ...spread(change) } },
        expected: 'FAILED',
      };
    });
  const withEnvelope = fc.constantFrom('Create', 'Update', 'Delete').chain((type) =>
    envelopes(type).map(([member, value]): Malformed => ({
      what: `${type}: ${member}`,
      event: { ...base(type), [member]: value },
      expected: 'FAILED',
    })),
  );
  const stolen = fc.constantFrom(...others).map((other): Malformed => ({
    what: "Update of somebody else's account",
    event: {
      ...base('Update'),
      PhysicalResourceId: other.physicalId,
      ResourceProperties: { ...properties, Username: other.username },
    },
    expected: 'FAILED',
  }));
  /** Ids that no account of the resource has, and properties of which nothing can be used. */
  const deletes = fc
    .tuple(
      fc.constantFrom(
        'not-created/Other/r',
        'maybe-created/',
        'maybe-created/a/b/c',
        '../..',
        'constructor',
        '__proto__',
        ...others.map((other) => other.physicalId),
      ),
      fc.oneof(wrongTypes, hostileKeys, nestedKeys),
    )
    .map(([PhysicalResourceId, { what, over }]): Malformed => ({
      what: `Delete of ${PhysicalResourceId.slice(0, 20)}, ${what}`,
      event: { ...base('Delete'), PhysicalResourceId, ResourceProperties: over },
      expected: 'nothing',
    }));
  return fc.oneof(
    { weight: 4, arbitrary: withProperties('Create', wrongTypes) },
    { weight: 3, arbitrary: withProperties('Create', tooMuch) },
    { weight: 1, arbitrary: withProperties('Create', missing) },
    { weight: 2, arbitrary: withProperties('Create', fc.oneof(hostileKeys, nestedKeys)) },
    { weight: 3, arbitrary: withProperties('Update', wrongTypes) },
    { weight: 2, arbitrary: withProperties('Update', fc.oneof(hostileKeys, nestedKeys)) },
    { weight: 3, arbitrary: withEnvelope },
    { weight: 1, arbitrary: stolen },
    { weight: 1, arbitrary: deletes },
  );
}

/** An object's own members, `__proto__` among them, for a spread that keeps them. */
function spread(value: Properties): Properties {
  return Object.fromEntries(Object.entries(value));
}

/** Events without an address: nobody can be answered. */
export const unanswerable: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue(),
  objects,
  lists,
  nested,
  fc.constantFrom<Json>(null, '', MILLION),
  fc
    .constantFrom<Json>(
      undefined,
      null,
      '',
      7,
      {},
      [],
      'file:///etc/passwd',
      'ftp://h/x',
      'http://',
      '//h/x',
      '\ud800',
      MILLION,
    )
    .map((ResponseURL) => ({ RequestType: 'Create', ResponseURL, ResourceProperties: {} })),
);
