/** Events as CloudFormation sends them: every scalar a string. */
import { INSTANCE_ARN } from './fake-connect';

export const STACK_UUID = '1c2fa620-982a-11e3-aff7-50e2416294e0';
export const STACK_ID = `arn:aws:cloudformation:us-west-2:123456789012:stack/Agents/${STACK_UUID}`;
export const LOGICAL_ID = 'Mary5A1B2C3D';
export const OWNER = `Agents/${LOGICAL_ID}/${STACK_UUID}`;
export const SECRET_ARN = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:mary-AbCdEf';

export type Properties = Record<string, unknown>;

/** Mary, without what a test does not need. */
export const MARY: Properties = {
  ServiceToken: 'arn:aws:lambda:us-west-2:123456789012:function:users',
  InstanceId: INSTANCE_ARN,
  Username: 'Mary',
  RoutingProfileId: 'rp-1',
  SecurityProfileIds: ['sp-agent'],
};

const base = (RequestId: string, ResourceProperties: Properties) => ({
  ResponseURL:
    'https://cloudformation-custom-resource-response.s3.amazonaws.com/answer?X-Amz-Signature=s3cr3t',
  StackId: STACK_ID,
  RequestId,
  LogicalResourceId: LOGICAL_ID,
  ResourceType: 'Custom::ConnectUser',
  ResourceProperties,
});

export const createEvent = (properties: Properties = MARY, requestId = 'request-create') => ({
  RequestType: 'Create',
  ...base(requestId, properties),
});

export const updateEvent = (
  PhysicalResourceId: string,
  properties: Properties,
  OldResourceProperties: unknown = MARY,
  requestId = 'request-update',
) => ({ RequestType: 'Update', ...base(requestId, properties), PhysicalResourceId, OldResourceProperties });

export const deleteEvent = (
  PhysicalResourceId: string,
  properties: Properties = MARY,
  requestId = 'request-delete',
) => ({ RequestType: 'Delete', ...base(requestId, properties), PhysicalResourceId });
