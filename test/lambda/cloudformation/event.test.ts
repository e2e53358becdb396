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
