import { XMLParser } from 'fast-xml-parser';
import { protocolOf, renderError } from '../../../local/protocol/errors';
import { AwsError } from '../../../local/types';

const error = new AwsError('Oops', 'a < b & "c"', 404);
const parsed = (text: unknown) => new XMLParser().parse(String(text)) as Record<string, unknown>;
const render = (service: string) => renderError(service, error, 'id-1', { operation: 'Op' });

test.each(['ssm', 'logs', 'secretsmanager', 'cloudtrail'])('%s: JSON 1.1', (service) => {
  expect(JSON.parse(String(render(service).body))).toEqual({ __type: 'Oops', message: 'a < b & "c"' });
});

test.each(['sts', 'cloudformation'])('%s: query', (service) => {
  expect(parsed(render(service).body)).toEqual({
    ErrorResponse: { Error: { Type: 'Sender', Code: 'Oops', Message: 'a < b & "c"' }, RequestId: 'id-1' },
  });
});

test('s3: XML of its own', () => {
  expect(parsed(render('s3').body)).toMatchObject({ Error: { Code: 'Oops', RequestId: 'id-1' } });
});

test.each(['lambda', 'connect', 'anything'])('%s: REST and JSON, the code in a header', (service) => {
  const { headers, body } = render(service);
  expect(headers).toMatchObject({ 'x-amzn-errortype': 'Oops' });
  expect(JSON.parse(String(body))).toMatchObject({ message: 'a < b & "c"' });
});

test('whatever the protocol: the status, and a line for the log', () => {
  for (const service of ['ssm', 'sts', 's3', 'lambda']) {
    expect(render(service)).toMatchObject({
      status: 404,
      call: { operation: 'Op', error: 'Oops: a < b & "c"' },
    });
  }
});

test('another protocol where the client speaks it', () => {
  expect(protocolOf('dynamodb')).toBe('rest-json');
  const { body } = renderError('dynamodb', error, 'id-1', { operation: 'Op' }, 'json');
  expect(JSON.parse(String(body))).toMatchObject({ __type: 'Oops' });
});
