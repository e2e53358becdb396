/** Accounts that are there already: of an earlier delivery, of a stranger, of another resource. */
import { createEvent, MARY, SECRET_ARN } from '../support/events';
import { connectError, FakeConnect, INSTANCE, userArn } from '../support/fake-connect';
import { ours, run, theirs } from '../support/harness';

let fake: FakeConnect;
beforeEach(() => {
  fake = new FakeConnect('createUser', 'describeUser');
});
afterEach(() => expect(fake.unexpected).toEqual([]));

const secrets = { [SECRET_ARN]: 'Pass@Word1' };

describe('an answer lost', () => {
  const lost = connectError('createUser', 'TimeoutError');

  test('CreateUser took effect: the account is found, not made twice', async () => {
    fake.allow('findUser');
    fake.fault('createUser', { after: lost });
    const { answer } = await run(fake, createEvent());
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('user-1') });
    expect(fake.made()).toEqual(['createUser', 'findUser', 'describeUser']);
  });

  test('it took effect but is not listed yet: the second CreateUser says duplicate', async () => {
    fake.allow('findUser');
    fake.lag.findUser = 3;
    fake.fault('createUser', { after: lost });
    const { answer } = await run(fake, createEvent());
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('user-1') });
    expect(fake.accounts.size).toBe(1);
  });

  test('it took no effect: made with the second call', async () => {
    fake.allow('findUser');
    fake.fault('createUser', { before: lost });
    const { answer } = await run(fake, createEvent());
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('user-1') });
    expect(fake.made()).toEqual(['createUser', 'findUser', 'createUser', 'describeUser']);
  });

  test('and refused the second time: still perhaps made', async () => {
    fake.allow('findUser');
    fake.fault(
      'createUser',
      { before: lost },
      { before: connectError('createUser', 'InvalidRequestException') },
    );
    const { answer } = await run(fake, createEvent());
    expect(answer.PhysicalResourceId).toMatch(/^maybe-created\//);
  });

  test('the event delivered again: the same answer, nothing called twice', async () => {
    fake.allow('findUser');
    const first = await run(fake, createEvent());
    const second = await run(fake, createEvent());
    expect(second.answer).toEqual(first.answer);
    expect(fake.writes()).toEqual(['createUser', 'createUser']);
  });

  test('killed before the proficiencies: the second delivery adds them', async () => {
    fake.allow('findUser', 'listProficiencies', 'associateProficiencies');
    fake.seed({
      Username: 'Mary',
      RoutingProfileId: 'rp-1',
      SecurityProfileIds: ['sp-agent'],
      Tags: ours(),
    });
    const Proficiencies = [{ AttributeName: 'Language', AttributeValue: 'German', Level: '4' }];
    const { answer } = await run(fake, createEvent({ ...MARY, Proficiencies }));
    expect(answer.Status).toBe('SUCCESS');
    expect(fake.writes()).toEqual(['createUser', 'associateProficiencies']);
  });
});

describe('the username is taken', () => {
  beforeEach(() => fake.allow('findUser'));

  test("by a stranger: nothing touched, and the following Delete's id is a no-op", async () => {
    fake.seed({ Username: 'Mary', Tags: { team: 'red' } });
    const before = structuredClone([...fake.accounts.values()]);
    const { answer, reason } = await run(fake, createEvent());
    expect(answer.PhysicalResourceId).toMatch(/^not-created\//);
    expect(reason).toContain('account user-1');
    expect(reason).toContain('no stack manages it');
    expect([...fake.accounts.values()]).toEqual(before);
    expect(fake.writes()).toEqual(['createUser']);
  });

  test('by another resource: its owner is named', async () => {
    fake.seed({ Username: 'Mary', Tags: theirs() });
    const { answer, reason } = await run(fake, createEvent());
    expect(answer.PhysicalResourceId).toMatch(/^not-created\//);
    expect(reason).toContain('belongs to Other/Bob/9f9f9f9f');
    expect(reason).not.toContain('00000000');
  });

  test('in another letter case', async () => {
    fake.seed({ Username: 'MARY', Tags: theirs() });
    expect((await run(fake, createEvent())).reason).toContain('belongs to Other/Bob');
  });

  test('says Connect, but it lists nobody', async () => {
    fake.lag.findUser = 10_000;
    fake.seed({ Username: 'Mary' });
    const { answer, reason, ms } = await run(fake, createEvent());
    expect(answer.Status).toBe('FAILED');
    expect(reason).toContain('does not list one');
    expect(ms).toBeLessThan(70_000);
  });

  test('by our own, made with another password: not passed off as the desired one', async () => {
    fake.seed({ Username: 'Mary', Tags: ours({ PasswordSecretArn: 'arn:another' }) });
    const { answer, reason } = await run(fake, createEvent({ ...MARY, PasswordSecretArn: SECRET_ARN }), {
      secrets,
    });
    // Its ARN: the Delete that follows makes room for the next attempt.
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: userArn('user-1') });
    expect(reason).toContain('no call that changes a password');
  });
});

describe('aborted by the end of the invocation', () => {
  test('while looking for it: as perhaps made', async () => {
    fake.allow('findUser');
    fake.fault('createUser', { before: connectError('createUser', 'TimeoutError') });
    fake.fault('findUser', { before: 'hang' });
    const { answer } = await run(fake, createEvent());
    expect(answer.PhysicalResourceId).toBe(`maybe-created/request-create/${INSTANCE}/Mary`);
  });

  test('listed, but not to be described in time', async () => {
    fake.allow('findUser');
    fake.seed({ Username: 'Mary', Tags: ours() });
    fake.lag.describeUser = 10_000;
    const { answer, reason } = await run(fake, createEvent());
    expect(answer.PhysicalResourceId).toMatch(/^maybe-created/);
    expect(reason).toContain('listed but cannot be described');
  });
});
