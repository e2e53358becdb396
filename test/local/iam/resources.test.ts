import type { ExistingResource, ResourceProvider } from '../../../local/cloudformation/resource-provider';
import { IamStore, iamProviders } from '../../../local/iam';
import { PLACE, resource } from '../support';

const trust = (Service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }],
});
const TRUST = trust('lambda.amazonaws.com');
const allow = (Action: string, length = 0) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: `arn:aws:s3:::${'x'.repeat(length)}` }],
});
const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

function world() {
  const iam = new IamStore(PLACE);
  const providers = iamProviders(iam);
  const of = (type: string) => providers.get(type) as ResourceProvider;
  const create = async (type: string, properties: Record<string, unknown>): Promise<ExistingResource> => {
    const made = await of(type).create(resource(type, properties));
    return { ...made, properties };
  };
  const update = (type: string, properties: Record<string, unknown>, existing: ExistingResource) =>
    of(type).update(resource(type, properties), existing);
  const remove = (type: string, existing: ExistingResource) =>
    of(type).delete(resource(type, existing.properties), existing);
  const role = (properties: Record<string, unknown> = {}) =>
    create('AWS::IAM::Role', { AssumeRolePolicyDocument: TRUST, RoleName: 'R', ...properties });
  const names = () => iam.policiesOf('R').map(({ name }) => name);
  return { iam, create, update, remove, role, names };
}

describe('AWS::IAM::Role', () => {
  test('is its name, and knows its ARN', async () => {
    const { role, iam } = world();
    const made = await role({ Path: '/p/', ManagedPolicyArns: [BASIC] });
    expect(made.physicalId).toBe('R');
    expect(made.attributes).toEqual({ Arn: 'arn:aws:iam::123456789012:role/p/R', RoleId: iam.role('R')?.id });
    expect(iam.policiesOf('R')).toMatchObject([{ name: BASIC, document: { Version: '2012-10-17' } }]);
  });

  test('gets a name of its own without one', async () => {
    expect((await world().role({ RoleName: undefined })).physicalId).toMatch(/^Test-Thing-\w{12}$/);
  });

  test('changes in place, and is another under another name', async () => {
    const { role, update, iam, names } = world();
    const made = await role({
      Policies: [
        { PolicyName: 'one', PolicyDocument: allow('s3:GetObject') },
        { PolicyName: 'two', PolicyDocument: allow('s3:PutObject') },
      ],
      ManagedPolicyArns: [BASIC],
    });
    const wanted = {
      AssumeRolePolicyDocument: trust('states.amazonaws.com'),
      RoleName: 'R',
      Policies: [{ PolicyName: 'two', PolicyDocument: allow('s3:ListBucket') }],
    };
    expect((await update('AWS::IAM::Role', wanted, made)).physicalId).toBe('R');
    expect(names()).toEqual(['two']);
    const now = iam.role('R');
    expect(now && iam.trusts(now, 'states.amazonaws.com')).toBe(true);
    expect(now && iam.trusts(now, 'lambda.amazonaws.com')).toBe(false);
    expect((await update('AWS::IAM::Role', { ...wanted, RoleName: 'S' }, made)).physicalId).toBe('S');
    expect(iam.role('R')).toBeDefined();
  });

  test('cannot go while another resource has put a policy on it', async () => {
    const { role, create, remove, iam } = world();
    const made = await role({ Policies: [{ PolicyName: 'own', PolicyDocument: allow('s3:GetObject') }] });
    const policy = await create('AWS::IAM::Policy', {
      PolicyName: 'other',
      PolicyDocument: allow('s3:GetObject'),
      Roles: ['R'],
    });
    await expect(remove('AWS::IAM::Role', made)).rejects.toThrow('must delete policies first');
    await remove('AWS::IAM::Policy', policy);
    await remove('AWS::IAM::Role', made);
    expect(iam.role('R')).toBeUndefined();
    await expect(remove('AWS::IAM::Role', made)).resolves.toBeUndefined();
  });

  test.each([
    ['no trust policy', { AssumeRolePolicyDocument: undefined }, '[AssumeRolePolicyDocument] not found'],
    ['a broken trust policy', { AssumeRolePolicyDocument: { Version: '1' } }, 'Syntax errors'],
    ['a bad name', { RoleName: 'a b' }, 'pattern'],
    ['a bad path', { Path: 'p' }, 'pattern'],
    [
      'a policy of AWS that is not here',
      { ManagedPolicyArns: ['arn:aws:iam::aws:policy/X'] },
      'does not exist',
    ],
    ['a boundary, which this AWS would not keep to', { PermissionsBoundary: 'arn' }, '[PermissionsBoundary]'],
    [
      'more than 10,240 characters of policies',
      {
        Policies: [
          { PolicyName: 'a', PolicyDocument: allow('s3:GetObject', 5060) },
          { PolicyName: 'b', PolicyDocument: allow('s3:GetObject', 5060) },
        ],
      },
      'Maximum policy size of 10240 bytes exceeded for role R',
    ],
  ])('refuses %s, and leaves nothing behind', async (_what, properties, message) => {
    const { role, iam } = world();
    await expect(role(properties)).rejects.toThrow(message);
    expect(iam.role('R')).toBeUndefined();
  });

  test('refuses a name that is taken', async () => {
    const { role } = world();
    await role();
    await expect(role()).rejects.toThrow('Role with name R already exists.');
  });
});

describe('AWS::IAM::Policy', () => {
  test('is put on its roles, moved with its name, and taken off', async () => {
    const { role, create, update, remove, names } = world();
    await role();
    const properties = { PolicyName: 'p', PolicyDocument: allow('s3:GetObject'), Roles: ['R'] };
    const made = await create('AWS::IAM::Policy', properties);
    expect(made).toMatchObject({ ref: 'p' });
    const moved = { ...properties, PolicyName: 'q' };
    expect((await update('AWS::IAM::Policy', moved, made)).physicalId).toBe(made.physicalId);
    expect(names()).toEqual(['q']);
    await remove('AWS::IAM::Policy', { ...made, properties: moved });
    expect(names()).toEqual([]);
  });

  test.each([
    ['no role', { Roles: [] }, 'must be non-empty'],
    ['a role that is not there', { Roles: ['Other'] }, 'The role with name Other cannot be found.'],
    [
      'too long a document',
      { PolicyDocument: allow('s3:GetObject', 10_240) },
      'Maximum policy size of 10240',
    ],
  ])('refuses %s', async (_what, properties, message) => {
    const { role, create } = world();
    await role();
    const whole = { PolicyName: 'p', PolicyDocument: allow('s3:GetObject'), Roles: ['R'], ...properties };
    await expect(create('AWS::IAM::Policy', whole)).rejects.toThrow(message);
  });
});

describe('AWS::IAM::ManagedPolicy', () => {
  const TYPE = 'AWS::IAM::ManagedPolicy';

  test('is its ARN, attached to its roles', async () => {
    const { role, create, update, remove, iam, names } = world();
    await role();
    const properties = { ManagedPolicyName: 'm', PolicyDocument: allow('s3:GetObject'), Roles: ['R'] };
    const made = await create(TYPE, properties);
    const arn = 'arn:aws:iam::123456789012:policy/m';
    expect([made.physicalId, names()]).toEqual([arn, [arn]]);
    const changed = { ...properties, PolicyDocument: allow('s3:PutObject'), Roles: [] };
    expect((await update(TYPE, changed, made)).physicalId).toBe(arn);
    expect(names()).toEqual([]);
    expect(iam.policy(arn)?.document).toEqual(allow('s3:PutObject'));
    expect((await update(TYPE, { ...properties, ManagedPolicyName: 'n' }, made)).physicalId).not.toBe(arn);
    await remove(TYPE, made);
    expect(iam.policy(arn)).toBeUndefined();
  });

  test.each([
    ['too long a document', { PolicyDocument: allow('s3:GetObject', 6200) }, 'PolicySize: 6144'],
    ['a name that is taken', { ManagedPolicyName: 'taken' }, 'already exists'],
  ])('refuses %s', async (_what, properties, message) => {
    const { create } = world();
    const whole = { ManagedPolicyName: 'm', PolicyDocument: allow('s3:GetObject') };
    await create(TYPE, { ...whole, ManagedPolicyName: 'taken' });
    await expect(create(TYPE, { ...whole, ...properties })).rejects.toThrow(message);
  });
});
