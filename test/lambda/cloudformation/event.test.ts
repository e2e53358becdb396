import { parseEvent } from '../../../lambda/cloudformation/event';
import { createEvent, deleteEvent, MARY, updateEvent } from '../support/events';

test.each([createEvent(), updateEvent('id', MARY), deleteEvent('id')])('$RequestType is taken', (event) => {
  expect(parseEvent(event)).toMatchObject({ event });
});

test('an update without old properties has none', () => {
  expect(parseEvent(updateEvent('id', MARY, null))).toMatchObject({ event: { OldResourceProperties: {} } });
});

test('what is left of a malformed event says where to answer', () => {
  const { ResponseURL } = createEvent();
  expect(parseEvent({ ResponseURL, LogicalResourceId: 'Mary', RequestId: 7 })).toEqual({
    problem: 'StackId is not the ARN of a stack',
    addressee: {
      ResponseURL,
      StackId: '',
      RequestId: '',
      LogicalResourceId: 'Mary',
      PhysicalResourceId: undefined,
    },
  });
});

describe('ids that CloudFormation cannot have given', () => {
  const physical = 'arn:aws:connect:us-east-1:1:instance/i/agent/u';
  test.each([
    ['StackId', `arn:aws:cloudformation:r:1:stack/s/${'x'.repeat(512)}`],
    ['RequestId', 'r'.repeat(129)],
    ['RequestId', 'r\u0000'],
    ['LogicalResourceId', 'L'.repeat(256)],
    ['LogicalResourceId', 'M\u00e4ry'],
    ['PhysicalResourceId', 'x'.repeat(1_025)],
    ['PhysicalResourceId', '\u00e4'.repeat(513)],
    ['PhysicalResourceId', 'a\ud800'],
    ['PhysicalResourceId', 'a\u202eb'],
  ])('%s %j: refused, and not echoed', (key, value) => {
    expect(parseEvent({ ...updateEvent(physical, MARY), [key]: value })).toEqual({
      problem: key === 'StackId' ? 'StackId is not the ARN of a stack' : `${key} is too long or not an id`,
      addressee: expect.objectContaining({ [key]: key === 'PhysicalResourceId' ? undefined : '' }) as unknown,
    });
  });

  test('a physical id may hold a name in any script', () => {
    const event = updateEvent('maybe-created/r/i/J\u00fcrgen \u5c71\u7530', MARY);
    expect(parseEvent(event)).toMatchObject({ event });
  });

  test('a Create has no physical id: what it says is not echoed', () => {
    expect(parseEvent({ ...createEvent(), PhysicalResourceId: physical, RequestId: '' })).toMatchObject({
      addressee: { PhysicalResourceId: undefined },
    });
  });
});
