/** Templates by the real constructs, without the files of an app: a tenth of the time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CfnResource } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { addUser, type UserSpec } from './spec';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

export type Users = ReadonlyMap<number, UserSpec>;

/**
 * Something in the stack that cannot be made: after all users are done, so that they are rolled back; or beside them,
 * so that they are given up on the way.
 */
export type Broken = 'after' | 'beside';

export interface Template {
  readonly body: string;
  /** The properties of each user, as {@link canonical} has them. */
  readonly properties: ReadonlyMap<string, UserSpec>;
}

const PERSON = { first: 'Nobody', last: 'Nowhere', byName: false, security: [0], routing: 0 };

// Where constructs were made is of no use here, and takes a tenth of the time to find out.
process.env['CDK_DISABLE_STACK_TRACE'] = '1';

/** One folder for all: what the CDK stages there is staged once. */
let outdir: string | undefined;
function folder(): string {
  if (outdir === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'model-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    outdir = made;
  }
  return outdir;
}

export function templateOf(
  name: string,
  users: Users,
  secretArns: readonly string[],
  broken: Broken | undefined,
): Template {
  const app = new App({ outdir: folder(), analyticsReporting: false, treeMetadata: false });
  const stack = new Stack(app, name, { env: { account: ACCOUNT, region: REGION } });
  const resources = [...users].map(([slot, spec]) => {
    const resource = addUser(stack, `U${slot}`, spec, secretArns).node.defaultChild as CfnResource;
    // Properties that no version of this library knows any more: CloudFormation hands them on all the same.
    if (spec.legacy !== undefined) resource.addPropertyOverride('HandledBy', spec.legacy);
    return { slot, spec, resource };
  });
  if (broken !== undefined) {
    const spec = {
      ...PERSON,
      username: 'broken',
      instance: 0,
      secret: 0,
      tags: {},
      adopt: false,
      quickConnects: false,
    };
    const bad = addUser(stack, 'Broken', spec, secretArns).node.defaultChild as CfnResource;
    bad.addPropertyOverride('RoutingProfileId', 'no-such-profile');
    if (broken === 'after') for (const { resource } of resources) bad.addResourceDependency(resource);
  }
  const template = stack.resolve(
    (stack as unknown as { _toCloudFormation(): unknown })._toCloudFormation(),
  ) as { readonly Resources: Readonly<Record<string, { readonly Properties: object }>> };
  const properties = resources.map(({ slot, spec, resource }): [string, UserSpec] => [
    canonical(slot, template.Resources[stack.resolve(resource.logicalId) as string]!.Properties),
    spec,
  ]);
  return { body: JSON.stringify(template), properties: new Map(properties) };
}

/**
 * The properties of a user as an event has them: every scalar a string. Without the ARNs that only CloudFormation
 * knows: of the function, of the key with which adoptions are remembered.
 */
export function canonical(slot: number, properties: object): string {
  const { ServiceToken, ...own } = stringified(properties) as Record<string, unknown>;
  delete own.AdoptionKeyArn;
  return ServiceToken === undefined ? '' : `U${slot} ${JSON.stringify(own)}`;
}

function stringified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stringified);
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== null);
  return Object.fromEntries(
    entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]: [string, unknown]) => [key, stringified(inner)]),
  );
}
