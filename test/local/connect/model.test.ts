/** The model against the one that AWS's own SDK carries: no member, binding or required field is missing. */
import * as sdk from '@aws-sdk/client-connect';
import { SHAPES } from '../../../local/connect/model';
import { OPERATIONS, route } from '../../../local/connect/operations';
import type { StructureShape } from '../../../local/connect/shape';

/** `[kind, namespace, name, traits, members, shapes, how many of them are required]` */
type SdkShape = readonly [number, string, string, unknown, readonly string[], readonly unknown[], number?];

const sdkShape = (name: string): SdkShape => {
  const found = (sdk as unknown as Record<string, SdkShape>)[`${name}$`];
  if (!found) throw new Error(`The SDK has no shape ${name}`);
  return found;
};

describe('the operations', () => {
  it.each(OPERATIONS.map((operation) => [operation.name, operation] as const))(
    '%s travels as in the SDK',
    (name, operation) => {
      const traits = sdkShape(name)[3] as { readonly http: readonly [string, string, number] };
      expect([operation.method, operation.uri, 200]).toEqual(traits.http);
      const [, , , , members, shapes] = sdkShape(`${name}Request`);
      const query = members.flatMap((member, index) => {
        const bound = ([shapes[index]].flat()[1] ?? {}) as { readonly httpQuery?: string };
        return bound.httpQuery ? [[bound.httpQuery, member]] : [];
      });
      expect(operation.query).toEqual(Object.fromEntries(query));
    },
  );

  it.each([
    ['a path that no operation has', 'GET', '/users'],
    ['another method', 'PATCH', '/users/i'],
    ['an empty id', 'GET', '/users/i/'],
    ['an ARN that is not percent-encoded', 'GET', '/tags/arn:aws:connect:r:1:instance/i'],
    ['an id that is no percent-encoding', 'GET', '/users/i/%zz'],
  ])('%s is no operation', (_, method, path) => {
    expect(route(method, path)).toBeUndefined();
  });
});

describe('the shapes', () => {
  const structures = Object.entries(SHAPES).flatMap(([name, shape]) =>
    shape.kind === 'structure' ? [[name, shape] as const] : [],
  );
  const operations = new Set(OPERATIONS.map(({ name }) => name));

  it.each(structures)('%s has the members of the SDK', (name, shape: StructureShape) => {
    const [, , , , members, , required = 0] = sdkShape(operations.has(name) ? `${name}Request` : name);
    expect(Object.keys(shape.members).sort()).toEqual([...members].sort());
    expect([...shape.required].sort()).toEqual(members.slice(0, required).sort());
  });

  it('name each other, and every name is there', () => {
    const named = Object.values(SHAPES).flatMap((shape) => {
      if (shape.kind === 'structure') return Object.values(shape.members);
      if (shape.kind === 'list') return [shape.of];
      return shape.kind === 'map' ? [shape.key, shape.value] : [];
    });
    expect(named.filter((name) => !SHAPES[name])).toEqual([]);
  });

  it.each([
    ['PhoneType', sdk.PhoneType],
    ['Channel', sdk.Channel],
    ['VoiceEnhancementMode', sdk.VoiceEnhancementMode],
    ['StringComparisonType', sdk.StringComparisonType],
    ['NumberComparisonType', sdk.NumberComparisonType],
    ['HierarchyGroupMatchType', sdk.HierarchyGroupMatchType],
    ['TargetListType', sdk.TargetListType],
    ['QuickConnectType', sdk.QuickConnectType],
  ])('%s has the values of the SDK', (name, values) => {
    const shape = SHAPES[name];
    expect(shape?.kind === 'string' && [...(shape.enum ?? [])].sort()).toEqual(Object.values(values).sort());
  });
});
