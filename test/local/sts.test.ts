import { XMLParser } from 'fast-xml-parser';
import { Callers } from '../../local/caller';
import { IamStore } from '../../local/iam';
import { stsService } from '../../local/sts';
import { CALLER, Clock, PLACE, request } from './support';

const ROOT = { AWS: 'arn:aws:iam::123456789012:root' };

function world() {
  const callers = new Callers(PLACE);
  const iam = new IamStore(PLACE);
  const clock = new Clock();
  const trusted = (name: string, Principal: Record<string, string>) =>
    iam.createRole({
      name,
      trust: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] },
    });
  trusted('Mine', ROOT);
  trusted('Lambdas', { Service: 'lambda.amazonaws.com' });
  const sts = stsService({ place: PLACE, callers, iam, now: clock.now });
  const call = async (form: Record<string, string>, caller = CALLER) => {
    const body = Buffer.from(new URLSearchParams(form).toString());
    const response = await sts.handle(request({ body, caller }));
    const parsed: unknown = new XMLParser({ parseTagValue: false }).parse(String(response.body));
    return { response, xml: parsed as Record<string, Record<string, unknown>> };
  };
  const assume = (role: string, extra: Record<string, string> = {}) =>
    call({
      Action: 'AssumeRole',
      RoleArn: `arn:aws:iam::123456789012:role/${role}`,
      RoleSessionName: 'session',
      ...extra,
    });
  return { callers, iam, call, assume };
}

test('says who the caller is', async () => {
  const { xml } = await world().call({ Action: 'GetCallerIdentity' });
  expect(xml.GetCallerIdentityResponse.GetCallerIdentityResult).toMatchObject({
    Account: '123456789012',
    Arn: CALLER.arn,
    UserId: expect.stringMatching(/^AIDA/) as string,
  });
});

test('gives credentials that are the session of the role', async () => {
  const { assume, callers, call, iam } = world();
  const { xml } = await assume('Mine', { DurationSeconds: '900' });
  const result = xml.AssumeRoleResponse.AssumeRoleResult as Record<string, Record<string, string>>;
  const { AccessKeyId, SessionToken, Expiration } = result.Credentials;
  expect(Expiration).toBe('2026-01-02T03:19:05.000Z');
  const caller = callers.resolve(AccessKeyId, SessionToken);
  expect(caller.arn).toBe('arn:aws:sts::123456789012:assumed-role/Mine/session');
  expect(result.AssumedRoleUser.Arn).toBe(caller.arn);
  const again = await call({ Action: 'GetCallerIdentity' }, caller);
  expect(again.xml.GetCallerIdentityResponse.GetCallerIdentityResult).toMatchObject({
    UserId: `${iam.role('Mine')?.id}:session`,
  });
});

test.each([
  ['a role that trusts another', 'Lambdas', {}, 'AccessDenied', 403],
  ['no role', 'Nobodys', {}, 'AccessDenied', 403],
  ['a session without a good name', 'Mine', { RoleSessionName: 'a b' }, 'ValidationError', 400],
  ['too long a session', 'Mine', { DurationSeconds: '7200' }, 'ValidationError', 400],
  ['too short a session', 'Mine', { DurationSeconds: '60' }, 'ValidationError', 400],
])('refuses %s', async (_what, role, extra, code, status) => {
  const { response } = await world().assume(role, extra as Record<string, string>);
  expect(response.status).toBe(status);
  expect(String(response.body)).toContain(`<Code>${code}</Code>`);
});

test('names an operation that it has not', async () => {
  const { response } = await world().call({ Action: 'GetSessionToken' });
  expect(String(response.body)).toContain('InvalidAction');
  expect(String(response.body)).toContain('GetSessionToken');
});
