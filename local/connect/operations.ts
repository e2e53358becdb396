/** The operations that this Connect has, and how each travels over HTTP (REST-JSON). */

export interface Operation {
  readonly name: string;
  readonly method: string;
  /** `{Member}` is a member of the input, percent-encoded, without a slash. */
  readonly uri: string;
  /** Members that travel in the query string, by their name there. All others are in the body. */
  readonly query: Readonly<Record<string, string>>;
  /** The errors of its documentation, beyond those that almost every operation has. */
  readonly errors: readonly string[];
}

const PAGE = { nextToken: 'NextToken', maxResults: 'MaxResults' };

const COMMON = [
  'InvalidRequestException',
  'InvalidParameterException',
  'ResourceNotFoundException',
  'ThrottlingException',
  'InternalServiceException',
];

const define = (
  line: string,
  query: Readonly<Record<string, string>> = {},
  errors: readonly string[] = COMMON,
): Operation => {
  const [name = '', method = '', uri = ''] = line.split(' ');
  return { name, method, uri, query, errors };
};

export const OPERATIONS: readonly Operation[] = [
  define('AssociateUserProficiencies POST /users/{InstanceId}/{UserId}/associate-proficiencies'),
  define('CreateUser PUT /users/{InstanceId}', {}, [
    ...COMMON,
    'DuplicateResourceException',
    'LimitExceededException',
  ]),
  define('CreateQuickConnect PUT /quick-connects/{InstanceId}', {}, [
    ...COMMON,
    'DuplicateResourceException',
    'LimitExceededException',
  ]),
  define('DeleteQuickConnect DELETE /quick-connects/{InstanceId}/{QuickConnectId}'),
  define('DeleteUser DELETE /users/{InstanceId}/{UserId}'),
  define('DescribeInstance GET /instance/{InstanceId}', {}, [
    'InvalidRequestException',
    'ResourceNotFoundException',
    'InternalServiceException',
  ]),
  define('DescribeQuickConnect GET /quick-connects/{InstanceId}/{QuickConnectId}'),
  define('DescribeUser GET /users/{InstanceId}/{UserId}'),
  define('DisassociateUserProficiencies POST /users/{InstanceId}/{UserId}/disassociate-proficiencies'),
  define('ListQuickConnects GET /quick-connects/{InstanceId}', {
    ...PAGE,
    QuickConnectTypes: 'QuickConnectTypes',
  }),
  define('ListRoutingProfiles GET /routing-profiles-summary/{InstanceId}', PAGE),
  define('ListSecurityProfiles GET /security-profiles-summary/{InstanceId}', PAGE),
  define('ListTagsForResource GET /tags/{resourceArn}'),
  define('ListUserHierarchyGroups GET /user-hierarchy-groups-summary/{InstanceId}', PAGE),
  define('ListUserProficiencies GET /users/{InstanceId}/{UserId}/proficiencies', PAGE),
  define('ListUsers GET /users-summary/{InstanceId}', PAGE),
  // Its documentation has AccessDeniedException too: for a search with both kinds of filter.
  define('SearchUsers POST /search-users', {}, [...COMMON, 'AccessDeniedException']),
  define('TagResource POST /tags/{resourceArn}'),
  define('UntagResource DELETE /tags/{resourceArn}', { tagKeys: 'tagKeys' }),
  define('UpdateUserConfig POST /users/{InstanceId}/{UserId}/config', {}, [
    ...COMMON,
    'ConditionalOperationFailedException',
  ]),
  define('UpdateUserHierarchy POST /users/{InstanceId}/{UserId}/hierarchy'),
  define('UpdateUserIdentityInfo POST /users/{InstanceId}/{UserId}/identity-info'),
  define('UpdateUserPhoneConfig POST /users/{InstanceId}/{UserId}/phone-config'),
  define('UpdateUserProficiencies POST /users/{InstanceId}/{UserId}/proficiencies'),
  define('UpdateUserRoutingProfile POST /users/{InstanceId}/{UserId}/routing-profile'),
  define('UpdateUserSecurityProfiles POST /users/{InstanceId}/{UserId}/security-profiles'),
];

/** The operation of a request and the members in its path, or undefined if there is none. */
export function route(
  method: string,
  path: string,
): { readonly operation: Operation; readonly members: Record<string, string> } | undefined {
  const parts = path.split('/');
  for (const operation of OPERATIONS) {
    if (operation.method !== method) continue;
    const members = match(operation.uri.split('/'), parts);
    if (members) return { operation, members };
  }
  return undefined;
}

function match(template: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (template.length !== parts.length) return undefined;
  const members: Record<string, string> = {};
  for (const [index, segment] of template.entries()) {
    const part = parts[index] ?? '';
    if (!segment.startsWith('{')) {
      if (segment !== part) return undefined;
    } else if (part === '') {
      return undefined;
    } else {
      try {
        members[segment.slice(1, -1)] = decodeURIComponent(part);
      } catch {
        return undefined;
      }
    }
  }
  return members;
}
