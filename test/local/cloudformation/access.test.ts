/** What a role needs for CloudFormation's calls. */
import { accessOf } from '../../../local/cloudformation/access';
import { Query } from '../../../local/cloudformation/query';
import { PLACE } from '../support';

const STACK = 'arn:aws:cloudformation:us-east-1:123456789012:stack/Users/6a1b2c3d';

test.each([
  ['a stack by its id', { Action: 'DescribeStacks', StackName: STACK }, STACK],
  [
    'a stack by its name',
    { Action: 'DescribeStacks', StackName: 'Users' },
    'arn:aws:cloudformation:us-east-1:123456789012:stack/Users/*',
  ],
  ['every stack', { Action: 'DescribeStacks' }, '*'],
  ['what is on no stack', { Action: 'ValidateTemplate' }, '*'],
  ['what nobody knows', { Action: 'Nonsense', StackName: STACK }, '*'],
])('%s', async (_, parameters, resource) => {
  const access = await accessOf(PLACE, new Query(new URLSearchParams(parameters)), { shown: '1' });
  expect(access).toEqual({
    operation: parameters.Action,
    parameters: { shown: '1' },
    needs: [{ action: `cloudformation:${parameters.Action}`, resource, context: {} }],
  });
});
