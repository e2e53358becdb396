/** The members of a document: those of `CreateUser`, and what stands under the extra key `ConnectUser`. */
import type { FieldType } from '../contract';
import { USER_FIELDS } from '../contract';

type Fields = Readonly<Record<string, FieldType>>;

const {
  Proficiencies,
  RoutingProfileName,
  SecurityProfileNames,
  HierarchyGroupName,
  PasswordSecretArn,
  PasswordSecretField,
  ExistingUser,
  DeleteQuickConnects,
  RemovalPolicy,
  ...others
} = USER_FIELDS;

/** Without what the construct makes itself. */
const createUser = Object.fromEntries(Object.entries(others).filter(([name]) => name !== 'AdoptionKeyArn'));

/** What `CreateUser` has no member for. */
const CONNECT_USER: Fields = {
  Password: {
    kind: 'struct',
    fields: {
      Generated: { kind: 'boolean' },
      SecretArn: PasswordSecretArn,
      SecretField: PasswordSecretField,
    },
  },
  Proficiencies,
  ExistingUser,
  DeleteQuickConnects,
  RemovalPolicy,
  RoutingProfileName,
  SecurityProfileNames,
  HierarchyGroupName,
};

/** The key that this library adds to a `CreateUser` request. */
export const EXTRA_KEY = 'ConnectUser';

/** A whole document. `Password` is known, so that it can be refused with what to do instead. */
export const DOCUMENT: FieldType & { kind: 'struct' } = {
  kind: 'struct',
  fields: {
    ...createUser,
    Password: { kind: 'string' },
    [EXTRA_KEY]: { kind: 'struct', fields: CONNECT_USER },
  },
};

/** Where each name belongs, for the message about one that stands elsewhere: `FirstName` is in `IdentityInfo`. */
export const HOMES: ReadonlyMap<string, string> = homes(DOCUMENT.fields, '');

/** The outermost place of each name; `Channel` and the like, which only entries of lists have, are left out. */
function homes(fields: Fields, path: string): Map<string, string> {
  const own = Object.keys(fields).map((name) => [name, path] as const);
  const inner = Object.entries(fields).flatMap(([name, type]) =>
    type.kind === 'struct' ? [...homes(type.fields, path === '' ? name : `${path}.${name}`)] : [],
  );
  return new Map([...inner.reverse(), ...own]);
}
