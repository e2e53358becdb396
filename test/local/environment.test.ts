import { childEnvironment, localEnvironment } from '../../local/environment';

const WHERE = { url: 'http://127.0.0.1:1', region: 'eu-west-1', account: '210987654321' };

test('points every tool here, and the CDK nowhere else', () => {
  expect(localEnvironment(WHERE)).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    CDK_DEFAULT_ACCOUNT: '210987654321',
    CDK_NOTICES: 'false',
    CDK_DISABLE_CLI_TELEMETRY: '1',
    CDK_DISABLE_VERSION_CHECK: '1',
    NO_PROXY: '127.0.0.1,localhost',
  });
});

test("keeps the person's environment, but not what points at a real AWS", () => {
  const base = { HOME: '/home', AWS_PROFILE: 'prod', AWS_SESSION_TOKEN: 't', NOTHING: undefined };
  const child = childEnvironment(WHERE, base);
  expect(child).toMatchObject({ HOME: '/home', ...localEnvironment(WHERE) });
  expect(Object.keys(child)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(AWS_PROFILE|AWS_SESSION_TOKEN|NOTHING)$/)]),
  );
});

test.each([{ account: '123456789012' }, { region: 'cn-north-1' }])(
  'another place, %j, has another access key: the CDK remembers whose a key is',
  (other) => {
    const key = (where: typeof WHERE) => localEnvironment(where).AWS_ACCESS_KEY_ID;
    expect(key({ ...WHERE, ...other })).not.toBe(key(WHERE));
    expect(key(WHERE)).toMatch(/^\w{16,128}$/);
  },
);
