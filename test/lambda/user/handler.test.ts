import { PutError } from '../../../lambda/cloudformation/response';
import { NameCache } from '../../../lambda/connect/names';
import type { Caller } from '../../../lambda/connect/retry';
import { createEvent, deleteEvent, MARY, SECRET_ARN, updateEvent } from '../support/events';
import { connectError, FakeConnect, INSTANCE, userArn } from '../support/fake-connect';
import { ours, run } from '../support/harness';

let fake: FakeConnect;
beforeEach(() => {
  fake = new FakeConnect('createUser', 'describeUser', 'deleteUser', 'findUser');
});
afterEach(() => expect(fake.unexpected).toEqual([]));

describe('in time', () => {
  test('a hanging CreateUser: FAILED before the end, as perhaps made, saying what it was', async () => {
    fake.fault('createUser', { after: 'hang' });
    const { answers, answer, reason, ms } = await run(fake, createEvent());
    expect(answers).toHaveLength(1);
    expect(answer.PhysicalResourceId).toBe(`maybe-created/request-create/${INSTANCE}/Mary`);
    expect(reason).toContain("The function's time ran out");
    expect(ms).toBe(885_000);
    // And the Delete that CloudFormation then sends finds it.
    await run(fake, deleteEvent(answer.PhysicalResourceId));
    expect(fake.accounts.size).toBe(0);
  });

  test('a hang after CreateUser: FAILED with the account', async () => {
    fake.fault('describeUser', { before: 'hang' });
    expect((await run(fake, createEvent())).answer).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: userArn('user-1'),
    });
  });

  test('a hanging update: FAILED under its id, and nothing goes on afterwards', async () => {
    fake.fault('describeUser', { before: 'hang' });
    const { answer } = await run(fake, updateEvent(userArn('user-1'), MARY));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: userArn('user-1') });
  });

  test('says which call it was, and how it went', async () => {
    const throttled = connectError('describeUser', 'ThrottlingException');
    const connect = (caller: Caller) => {
      let tried = 0;
      fake.describeUser = () =>
        caller.call('DescribeUser', 'safe', (signal) =>
          tried++ === 0
            ? Promise.reject(throttled)
            : new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('x')))),
        );
      return fake;
    };
    const { reason, log, answers } = await run(fake, updateEvent(userArn('user-1'), MARY), { connect });
    expect(answers).toHaveLength(1);
    expect(reason).toBe(
      "The function's time ran out during DescribeUser (attempt 2, last error ThrottlingException). Deploy again.",
    );
    expect(log).toContainEqual(
      expect.objectContaining({ message: 'call', operation: 'DescribeUser', error: 'ThrottlingException' }),
    );
  });

  test('and nothing is called any more once that was answered', async () => {
    let late: Promise<unknown> | undefined;
    const connect = (caller: Caller) => {
      caller.signal.addEventListener('abort', () => {
        late = caller.call('DeleteUser', 'safe', () => Promise.resolve('sent')).catch(() => 'not sent');
      });
      fake.describeUser = () => new Promise(() => undefined);
      return fake;
    };
    await run(fake, updateEvent(userArn('user-1'), MARY), { connect });
    expect(await late).toBe('not sent');
  });

  test('and if it was the first attempt', async () => {
    const connect = (caller: Caller) => {
      fake.describeUser = () => caller.call('DescribeUser', 'safe', () => new Promise(() => undefined));
      return fake;
    };
    const { reason } = await run(fake, updateEvent(userArn('user-1'), MARY), { connect });
    expect(reason).toContain('during DescribeUser (attempt 1).');
  });

  test.each([
    [900_000, 885_000],
    [60_000, 54_000],
    [3_000, 2_500],
  ])('with %d ms left, answers at %d', async (remainingMs, ms) => {
    fake.fault('describeUser', { before: 'hang' });
    expect((await run(fake, deleteEvent(userArn('user-1')), { remainingMs })).ms).toBe(ms);
  });
});

describe('malformed events', () => {
  const good = createEvent();

  test.each([
    ['no object', 'hello'],
    ['null', null],
    ['a list', []],
    ['no ResponseURL', { ...good, ResponseURL: undefined }],
    ['a ResponseURL that is none', { ...good, ResponseURL: 'file:///etc/passwd' }],
  ])('%s: logged, nobody to answer', async (_, event) => {
    const { answers, log } = await run(fake, event);
    expect(answers).toEqual([]);
    expect(log).toEqual([expect.objectContaining({ level: 'ERROR', message: 'malformed event' })]);
  });

  test.each<[string, unknown, string]>([
    ['no stack', { ...good, StackId: 'Agents' }, 'StackId'],
    ['no request', { ...good, RequestId: '' }, 'RequestId'],
    ['no logical id', { ...good, LogicalResourceId: 7 }, 'LogicalResourceId'],
    ['another type of request', { ...good, RequestType: 'Destroy' }, 'RequestType'],
    ['no properties', { ...good, ResourceProperties: undefined }, 'ResourceProperties'],
    ['properties that are a list', { ...good, ResourceProperties: [] }, 'ResourceProperties'],
    [
      'an update of nothing',
      { ...updateEvent('x', MARY), PhysicalResourceId: undefined },
      'PhysicalResourceId',
    ],
    ['a delete of nothing', { ...deleteEvent('x'), PhysicalResourceId: '' }, 'PhysicalResourceId'],
  ])('%s: one FAILED, no call', async (_, event, member) => {
    const { answers, answer, reason } = await run(fake, event);
    expect(answers).toHaveLength(1);
    expect(answer.Status).toBe('FAILED');
    expect(answer.PhysicalResourceId).toMatch(/^not-created\//);
    expect(reason).toContain(member);
    expect(fake.calls).toEqual([]);
  });

  test('a malformed update keeps its id', async () => {
    const { answer } = await run(fake, { ...updateEvent(userArn('u'), MARY), ResourceProperties: 1 });
    expect(answer.PhysicalResourceId).toBe(userArn('u'));
  });
});

describe('the answer', () => {
  test('cannot be delivered: the handler throws, so that Lambda delivers the event again', async () => {
    const deliver = () => Promise.reject(new PutError('HTTP 403', 403));
    await expect(run(fake, createEvent(), { deliver })).rejects.toThrow(
      'could not be delivered to CloudFormation: HTTP 403',
    );
    // The second delivery finds the account.
    expect((await run(fake, createEvent())).answer.PhysicalResourceId).toBe(userArn('user-1'));
    expect(fake.accounts.size).toBe(1);
  });

  test('is delivered with some failures: they are logged', async () => {
    const { log } = await run(fake, createEvent(), {
      deliver: ({ onFailure }) => Promise.resolve(onFailure?.(1, new PutError('HTTP 503', 503))),
    });
    expect(log.slice(-2)).toEqual([
      expect.objectContaining({
        message: 'answer not accepted',
        attempt: 1,
        error: 'HTTP 503',
        httpStatus: 503,
      }),
      expect.objectContaining({ message: 'answered', outcome: 'SUCCESS' }),
    ]);
  });

  test('cannot be delivered for another reason: the same, without its message', async () => {
    const deliver = () => Promise.reject(new TypeError('https://secret-url'));
    await expect(run(fake, createEvent(), { deliver })).rejects.toThrow(/unknown\.$/);
  });

  test('a bug of ours is a FAILED like any other, with its place in the log', async () => {
    fake.fault('describeUser', { before: new TypeError('x of undefined') as never });
    const { answer, reason, log } = await run(fake, createEvent());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: userArn('user-1') });
    expect(reason).toMatch(/TypeError: x of undefined\. Please report/);
    expect(log.at(-2)).toMatchObject({
      message: 'failed',
      error: 'TypeError',
      at: expect.stringContaining('.ts:'),
    });
  });

  test('something thrown that is no error', async () => {
    fake.fault('describeUser', { before: 'odd' as never });
    fake.describeUser = () => Promise.reject('odd' as never);
    const { reason, log } = await run(fake, createEvent());
    expect(reason).toContain('Error: odd.');
    expect(log.at(-2)).toMatchObject({ error: 'unknown' });
  });
});

describe('names kept from one event to the next', () => {
  const named = { ...MARY, RoutingProfileId: undefined, RoutingProfileName: 'Basic Routing Profile' };
  const stale = async () => {
    const names = new NameCache();
    fake.allow('listRoutingProfiles', 'updateRoutingProfile');
    await run(fake, createEvent({ ...named, Username: 'First' }), { names });
    fake.routingProfiles.splice(0, 1, { Id: 'rp-new', Name: 'Basic Routing Profile' });
    return names;
  };

  test('out of date: looked up again when Connect does not know the id', async () => {
    const names = await stale();
    fake.fault('createUser', { before: connectError('createUser', 'ResourceNotFoundException') });
    const { answer } = await run(fake, createEvent(named), { names });
    expect(answer.Status).toBe('SUCCESS');
    expect(fake.accounts.get('user-2')?.RoutingProfileId).toBe('rp-new');
  });

  test('another error, or one that stays: told', async () => {
    const names = await stale();
    const missing = { before: connectError('createUser', 'ResourceNotFoundException') };
    fake.fault(
      'createUser',
      { before: connectError('createUser', 'AccessDeniedException') },
      missing,
      missing,
    );
    expect((await run(fake, createEvent(named), { names })).reason).toContain('AccessDenied');
    expect((await run(fake, createEvent(named), { names })).reason).toContain('ResourceNotFound');
    expect(fake.made().filter((name) => name === 'createUser')).toHaveLength(4);
  });
});

describe('nothing leaks', () => {
  const PERSONAL = {
    FirstName: 'Quirinia',
    LastName: 'Zebulon',
    Email: 'quirinia@zebulon.example',
    SecondaryEmail: 'q2@zebulon.example',
    Mobile: '+4915112345678',
    DirectoryUserId: 'dir-quirinia',
    DeskPhoneNumber: '+4930987654321',
  };
  const PASSWORD = 'Pass@Word1-marked';
  const { FirstName, LastName, Email, SecondaryEmail, Mobile, DirectoryUserId, DeskPhoneNumber } = PERSONAL;
  const everything = {
    ...MARY,
    DirectoryUserId,
    PasswordSecretArn: SECRET_ARN,
    IdentityInfo: { FirstName, LastName, Email, SecondaryEmail, Mobile },
    PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber },
  };
  const message = `bad: ${Object.values(PERSONAL).join(' ')} ${PASSWORD} ${Email.toUpperCase()}`;
  const marked = [...Object.values(PERSONAL), PASSWORD, 'X-Amz-Signature', 's3cr3t'];

  function expectClean(text: string) {
    for (const value of marked) expect(text.toLowerCase()).not.toContain(value.toLowerCase());
  }

  test("not when Connect's message quotes the whole request", async () => {
    fake.fault('createUser', { before: connectError('createUser', 'InvalidParameterException', message) });
    const { answer, reason, logText } = await run(fake, createEvent(everything), {
      secrets: { [SECRET_ARN]: PASSWORD },
    });
    expect(reason).toContain('bad: [FirstName] [LastName] [Email] [SecondaryEmail] [Mobile]');
    expect(reason).toContain('[Password]');
    expectClean(JSON.stringify(answer) + logText);
  });

  test('not the former values either', async () => {
    fake.seed({ Username: 'Mary', RoutingProfileId: 'rp-0', Tags: ours() });
    fake.allow('updateRoutingProfile');
    fake.fault('updateRoutingProfile', {
      before: connectError(
        'updateRoutingProfile',
        'InvalidParameterException',
        message.replace(PASSWORD, ''),
      ),
    });
    const { answer, logText } = await run(fake, updateEvent(userArn('user-1'), MARY, everything));
    expect(answer.Status).toBe('FAILED');
    expectClean(JSON.stringify(answer) + logText);
  });

  test('not when a value has the wrong type', async () => {
    const IdentityInfo = { FirstName: { First: FirstName }, LastName: [LastName] };
    const { reason, logText } = await run(fake, createEvent({ ...MARY, IdentityInfo }));
    expect(reason).toContain('IdentityInfo.FirstName');
    expectClean(reason + logText);
  });

  test('every line of the log is JSON and says which event it is of', async () => {
    const { log } = await run(fake, createEvent(everything), { secrets: { [SECRET_ARN]: PASSWORD } });
    expect(log.length).toBeGreaterThan(1);
    for (const line of log) {
      expect(line).toMatchObject({
        requestType: 'Create',
        requestId: 'request-create',
        stackName: 'Agents',
        logicalId: 'Mary5A1B2C3D',
      });
    }
  });
});
