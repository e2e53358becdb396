import { existsSync } from 'node:fs';
import { zipSync } from 'fflate';
import { resource } from '../support';
import type { LambdaWorld } from './world';
import { FUNCTION, lambdaWorld, ROLE } from './world';

let world: LambdaWorld;
beforeEach(() => {
  world = lambdaWorld();
});
afterEach(() => world.lambda.stop());

const CODE = 'exports.handler = async () => 1;';
const zip = (files: Record<string, string>) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]))),
  );
const store = (key: string, body: Buffer) => {
  const bucket = world.s3.bucket('assets') ?? world.s3.create('assets', new Date(0));
  bucket.objects.set(key, { key, body, etag: '', modifiedAt: new Date(0), headers: {} });
};
const fromS3 = (key: string, Handler = 'index.handler') => ({
  Code: { S3Bucket: 'assets', S3Key: key },
  Handler,
});

describe('AWS::Lambda::Function', () => {
  test('is its name', async () => {
    expect(await world.create(CODE)).toMatchObject({
      physicalId: 'fn',
      attributes: { Arn: 'arn:aws:lambda:us-east-1:123456789012:function:fn' },
    });
    expect((await world.create(CODE, { FunctionName: undefined })).physicalId).toMatch(/^Test-Thing-\w{12}$/);
  });

  test.each([
    [
      'index.js',
      'index.handler',
      {
        'index.js': 'exports.handler = async () => require("./lib/a.js");',
        'lib/a.js': 'module.exports = "a";',
      },
    ],
    ['a module', 'index.handler', { 'index.mjs': 'export const handler = async () => "a";' }],
    [
      'a package of modules',
      'index.handler',
      { 'index.js': 'export const handler = async () => "a";', 'package.json': '{"type":"module"}' },
    ],
    ['CommonJS by name', 'index.handler', { 'index.cjs': 'exports.handler = async () => "a";' }],
    ['a folder', 'src/main.run', { 'src/': '', 'src/main.js': 'exports.run = async () => "a";' }],
  ])('runs what is in S3: %s', async (_what, handler, files) => {
    store('code.zip', zip(files as Record<string, string>));
    await world.create('', fromS3('code.zip', handler));
    expect((await world.invoke()).payload).toBe('a');
  });

  test('changes in place: settings, then code; other processes from then on', async () => {
    for (const n of ['1', '2']) {
      store(n, zip({ 'index.js': `exports.handler = async () => [${n}, process.env.AA, process.pid];` }));
    }
    const made = await world.create('', fromS3('1'));
    const [code1, value1, pid1] = (await world.invoke()).payload as unknown[];
    expect([code1, value1]).toEqual([1, null]);
    const settings = { ...made.properties, Environment: { Variables: { AA: 'x' } } };
    expect((await world.update(settings, made)).physicalId).toBe('fn');
    const [code2, value2, pid2] = (await world.invoke()).payload as unknown[];
    expect([code2, value2]).toEqual([1, 'x']);
    expect(pid2).not.toBe(pid1);
    await world.update({ ...settings, ...fromS3('2') }, { ...made, properties: settings });
    expect((await world.invoke()).payload).toEqual([2, 'x', expect.any(Number)]);
  });

  test('an invocation under way ends with the code that it began with', async () => {
    const made = await world.create(
      "exports.handler = () => new Promise((r) => setTimeout(() => r('old'), 80));",
    );
    const began = new Promise<void>((resolve) => world.lambda.onInvocation(() => resolve()));
    const old = world.invoke();
    await began;
    await world.update(
      { ...made.properties, Code: { ZipFile: "exports.handler = async () => 'new';" } },
      made,
    );
    expect((await world.invoke()).payload).toBe('new');
    expect((await old).payload).toBe('old');
  });

  test('is another under another name, and goes', async () => {
    const made = await world.create(CODE);
    const other = { ...made.properties, FunctionName: 'other' };
    expect((await world.update(other, made)).physicalId).toBe('other');
    await world.provider(FUNCTION).delete(resource(FUNCTION, {}), made);
    expect((await world.http('GET', '/2015-03-31/functions/fn')).status).toBe(404);
    expect((await world.invoke({}, 'other')).payload).toBe(1);
    await expect(world.provider(FUNCTION).delete(resource(FUNCTION, {}), made)).resolves.toBeUndefined();
  });

  test('a stop ends its processes and removes its code', async () => {
    await world.create('exports.handler = async () => [process.pid, process.env.LAMBDA_TASK_ROOT];');
    const [pid, folder] = (await world.invoke()).payload as [number, string];
    expect(existsSync(folder)).toBe(true);
    await world.lambda.stop();
    expect(existsSync(folder)).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no code', { Code: undefined }, 'required key [Code] not found'],
    ['no role', { Role: undefined }, 'required key [Role] not found'],
    ['empty code', { Code: {} }, 'Please provide a source for function code.'],
    ['a bucket that is not there', { Code: { S3Bucket: 'none', S3Key: 'k' } }, 'S3 Error Code: NoSuchBucket'],
    ['a key that is not there', fromS3('none'), 'S3 Error Code: NoSuchKey'],
    ['an archive that is none', fromS3('text'), 'Could not unzip uploaded file'],
    ['an archive that reaches out', fromS3('evil'), 'a file outside of itself'],
    ['an image', { PackageType: 'Image' }, 'PackageType Zip only'],
    ['an old runtime', { Runtime: 'nodejs18.x' }, 'no longer supported'],
    ['the oldest runtime', { Runtime: 'nodejs' }, 'no longer supported'],
    ['another language', { Runtime: 'python3.13' }, 'runs nodejs20.x, nodejs22.x, nodejs24.x'],
    ['another processor', { Architectures: ['arm32'] }, 'x86_64, arm64'],
    ['two processors', { Architectures: ['arm64', 'x86_64'] }, 'x86_64, arm64'],
    ['no time', { Timeout: 0 }, 'greater than or equal to 1'],
    ['too much time', { Timeout: 901 }, 'less than or equal to 900'],
    ['too little memory', { MemorySize: 127 }, 'greater than or equal to 128'],
    ['too much memory', { MemorySize: 10_241 }, 'less than or equal to 10240'],
    ['a role that is no ARN', { Role: 'Role' }, 'regular expression'],
    ['a role that is not there', { Role: `${ROLE}2` }, 'cannot be assumed by Lambda'],
    ["another service's role", { Role: ROLE.replace('Role', 'Other') }, 'cannot be assumed by Lambda'],
    [
      'a variable of AWS',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      'reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
    ],
    ['a variable with a bad name', { Environment: { Variables: { 'a-b': 'x' } } }, 'key a-b'],
    ['a variable that is no text', { Environment: { Variables: { AB: {} } } }, 'AB must be a string'],
    ['too many variables', { Environment: { Variables: { AB: 'x'.repeat(4096) } } }, '4KB limit'],
    ['a bad log group', { LoggingConfig: { LogGroup: 'a b' } }, 'LogGroup'],
    ['another log format', { LoggingConfig: { LogFormat: 'XML' } }, '[JSON, Text]'],
    ['a long description', { Description: 'x'.repeat(257) }, 'Description'],
    ['a bad name', { FunctionName: 'a b' }, 'FunctionName'],
    ['a handler with a space', { Handler: 'a b' }, 'Handler'],
    ['a network', { VpcConfig: {} }, '[VpcConfig]'],
    ['a name that is taken', { FunctionName: 'taken' }, 'AlreadyExists'],
  ])('refuses %s', async (_what, rest, message) => {
    await world.create(CODE, { FunctionName: 'taken' });
    store('text', Buffer.from('no archive'));
    store('evil', zip({ '../evil.js': 'x' }));
    await expect(world.create(CODE, rest)).rejects.toThrow(message);
    expect(world.lambda.function('fn')).toBeUndefined();
  });
});

describe('AWS::Lambda::EventInvokeConfig', () => {
  const TYPE = 'AWS::Lambda::EventInvokeConfig';

  test.each([
    ['no function', { FunctionName: 'none' }, 'Function not found: none'],
    ['a version', { Qualifier: '1' }, '[$LATEST]'],
    ['too many retries', { MaximumRetryAttempts: 3 }, 'less than or equal to 2'],
    ['too short an age', { MaximumEventAgeInSeconds: 59 }, 'greater than or equal to 60'],
    ['a destination', { DestinationConfig: {} }, '[DestinationConfig]'],
  ])('refuses %s', async (_what, rest, message) => {
    await world.create(CODE);
    const properties = { FunctionName: 'fn', Qualifier: '$LATEST', ...rest };
    await expect(world.provider(TYPE).create(resource(TYPE, properties))).rejects.toThrow(message);
  });

  test('of another function is another', async () => {
    await world.create(CODE);
    await world.create(CODE, { FunctionName: 'other' });
    const properties = { FunctionName: 'fn', Qualifier: '$LATEST', MaximumRetryAttempts: 0 };
    const made = await world.provider(TYPE).create(resource(TYPE, properties));
    const moved = resource(TYPE, { ...properties, FunctionName: 'other' });
    const { physicalId } = await world.provider(TYPE).update(moved, { ...made, properties });
    expect(physicalId).not.toBe(made.physicalId);
    expect(world.lambda.function('other')?.asyncPolicy).toMatchObject({ maximumRetryAttempts: 0 });
  });
});

describe('AWS::Lambda::Permission', () => {
  const TYPE = 'AWS::Lambda::Permission';
  const properties = { FunctionName: 'fn', Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' };

  test('is kept with its function, replaced with every change', async () => {
    await world.create(CODE);
    const provider = world.provider(TYPE);
    const made = await provider.create(resource(TYPE, properties));
    const changed = await provider.update(resource(TYPE, properties), { ...made, properties });
    expect(changed.physicalId).not.toBe(made.physicalId);
    await provider.delete(resource(TYPE, properties), { ...made, properties });
    expect([...(world.lambda.function('fn')?.permissions.keys() ?? [])]).toEqual([changed.physicalId]);
  });

  test.each([
    ['no function', { FunctionName: 'none' }, 'Function not found'],
    ["another service's action", { Action: 's3:GetObject' }, 'Action'],
    ['no principal', { Principal: undefined }, '[Principal]'],
  ])('refuses %s', async (_what, rest, message) => {
    await world.create(CODE);
    await expect(world.provider(TYPE).create(resource(TYPE, { ...properties, ...rest }))).rejects.toThrow(
      message,
    );
  });
});
