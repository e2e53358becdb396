/** The example stack under cdk-nag's AwsSolutions pack. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ConnectUser, UserDocument } from '../../lib';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'nag-'));
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

const HERE = 'us-west-2:123456789012';
const INSTANCE = 'instance/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';

/** The resources with a wildcard that the pack finds in the role's policy, each with why it is as narrow as can be. */
const WILDCARDS: readonly (readonly [resource: string, reason: string])[] = [
  [
    `connect:${HERE}:${INSTANCE}/agent/*`,
    'Amazon Connect gives a user its id when it is made; what changes an account takes the owner tag of this stack.',
  ],
  [
    `connect:${HERE}:${INSTANCE}/routing-profile/*`,
    'A routing profile may be given by its name, whose id is known at deployment.',
  ],
  [
    `connect:${HERE}:${INSTANCE}/security-profile/*`,
    'A security profile may be given by its name, whose id is known at deployment.',
  ],
  [
    `connect:${HERE}:${INSTANCE}/agent-group/*`,
    'A hierarchy group may be given by its name, whose id is known at deployment.',
  ],
  [
    `connect:${HERE}:${INSTANCE}/transfer-destination/*`,
    'Which quick connects point at a user that goes, Amazon Connect says only when it is asked for each of them.',
  ],
  [
    `connect:${HERE}:instance/*/agent/*`,
    'A user that moved is deleted in its former instance, which the template no longer names; only with the owner tag of this stack.',
  ],
  [
    `secretsmanager:${HERE}:secret:cdk-connect-user/ConnectUsers/*`,
    'The generated passwords of this stack and the key of its adoptions, by the prefix that only they have: one line for all.',
  ],
];

function example(acknowledged: typeof WILDCARDS): App {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'ConnectUsers', { env: { account: '123456789012', region: 'us-west-2' } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  for (const document of UserDocument.fromFile(join(__dirname, '../../examples/users.yaml'))) {
    ConnectUser.fromDocument(stack, document.key!, document);
  }
  for (const [resource, reason] of acknowledged) {
    const id = `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${resource}]`;
    Validations.of(stack).acknowledge({ id, reason });
  }
  return app;
}

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

test('passes', () => {
  expect(() => example(WILDCARDS).synth()).not.toThrow();
});

test('passes with a user that adopts: why its key does not rotate, is said', () => {
  const app = example(WILDCARDS);
  const stack = app.node.findChild('ConnectUsers') as Stack;
  ConnectUser.fromCreateUserRequest(stack, 'Adopting', {
    InstanceId: 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111',
    Username: 'adopting',
    RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
    SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
    ConnectUser: { ExistingUser: 'adopt' },
  });
  expect(() => app.synth()).not.toThrow();
  Template.fromStack(stack).hasResourceProperties('AWS::SecretsManager::Secret', {
    Name: 'cdk-connect-user/ConnectUsers/AdoptionKey',
  });
});

test.each(WILDCARDS)('%s must be acknowledged: nothing else covers it', (resource) => {
  const others = WILDCARDS.filter(([one]) => one !== resource);
  expect(() => example(others).synth()).toThrow('The IAM entity contains wildcard permissions');
});
