import { ResourceFailure } from '../../local/cloudformation/resource-provider';
import { asHandler, checkProperties, generatedName } from '../../local/resource-failure';
import { AwsError } from '../../local/types';

test.each([
  ['NoSuchEntity', 404, 'NotFound'],
  ['ResourceNotFoundException', 400, 'NotFound'],
  ['ResourceExistsException', 400, 'AlreadyExists'],
  ['LimitExceeded', 409, 'ServiceLimitExceeded'],
  ['AccessDenied', 403, 'AccessDenied'],
  ['InvalidParameterValueException', 400, 'InvalidRequest'],
  ['InternalFailure', 500, 'ServiceInternalError'],
])('%s becomes the reason of a resource: %s %s', async (code, status, handlerCode) => {
  const failing = asHandler('Lambda', () => {
    throw new AwsError(code, 'because', status);
  });
  await expect(failing).rejects.toThrow(ResourceFailure);
  await expect(failing).rejects.toThrow(
    new RegExp(
      `^Resource handler returned message: "because \\(Service: Lambda, Status Code: ${status}, .*HandlerErrorCode: ${handlerCode}\\)$`,
    ),
  );
});

test('other errors pass', async () => {
  await expect(
    asHandler('Lambda', () => {
      throw new TypeError('ours');
    }),
  ).rejects.toThrow(TypeError);
});

test.each([
  [{ A: 1 }, undefined],
  [{ A: 1, I: 2 }, undefined],
  [{ I: 2 }, 'required key [A] not found'],
  [{ A: 1, X: 2 }, '[X]'],
])('checks the properties %j', (properties, message) => {
  const check = () =>
    checkProperties(properties, { type: 'T', known: ['A'], ignored: ['I'], required: ['A'] });
  if (message === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(message);
});

test.each([
  ['Stack', 'Resource', 64, /^Stack-Resource-\w{12}$/],
  ['S'.repeat(80), 'R'.repeat(80), 64, /^S{25}-R{25}-\w{12}$/],
  ['S'.repeat(80), 'Short', 64, /^S{45}-Short-\w{12}$/],
])('makes up a name of %s and %s within %d', (stack, logicalId, max, pattern) => {
  const name = generatedName(stack, logicalId, max);
  expect(name).toMatch(pattern);
  expect(name.length).toBeLessThanOrEqual(max);
  expect(generatedName(stack, logicalId, max)).not.toBe(name);
});
