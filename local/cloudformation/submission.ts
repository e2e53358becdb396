/** What a request submits: a template, with parameters, tags and settings. */
import { AwsError } from '../types';
import { validationError } from './errors';
import { parameterValues, type GivenParameter } from './parameters';
import { planOf, type Plan, type StackTag } from './plan';
import type { Query } from './query';
import type { Stack, StackSettings } from './stack';
import { LIMITS, parseTemplate, type Template } from './template';
import type { World } from './world';

/** The template of a request: its body, its URL or, where there is a stack, the stack's own. */
export async function templateOf(world: World, query: Query, stack?: Stack): Promise<Template> {
  const body = query.text('TemplateBody');
  const url = query.text('TemplateURL');
  const previous = query.flag('UsePreviousTemplate');
  if ([body !== undefined, url !== undefined, previous].filter(Boolean).length !== 1) {
    throw validationError('Either Template URL or Template Body must be specified.');
  }
  if (previous) {
    if (stack?.plan === undefined) throw validationError('There is no previous template to use.');
    return stack.plan.template;
  }
  if (body !== undefined) {
    if (Buffer.byteLength(body) > LIMITS.bodyBytes) {
      throw validationError(
        `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${LIMITS.bodyBytes}`,
      );
    }
    return parseTemplate(body);
  }
  const { bucket, key } = objectOf(url!);
  const text = await world.options.templates.read(bucket, key);
  if (text === undefined)
    throw validationError(`S3 error: The specified key does not exist. (${bucket}/${key})`);
  if (Buffer.byteLength(text) > LIMITS.urlBytes) {
    throw validationError(`Template may not exceed ${LIMITS.urlBytes} bytes in size.`);
  }
  return parseTemplate(text);
}

/** Bucket and key of an S3 URL, path-style or virtual-hosted. */
function objectOf(url: string): { readonly bucket: string; readonly key: string } {
  if (!URL.canParse(url)) throw validationError(`TemplateURL must be a supported URL. Found: ${url}`);
  const { hostname, pathname } = new URL(url);
  const path = decodeURIComponent(pathname.slice(1));
  const hosted = /^(.+)\.s3[.-]/.exec(hostname);
  if (hosted !== null) return { bucket: hosted[1]!, key: path };
  const slash = path.indexOf('/');
  if (slash <= 0)
    throw validationError(`TemplateURL must reference a valid S3 object to which you have access.`);
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

export async function submittedPlan(world: World, query: Query, stack: Stack): Promise<Plan> {
  const template = await templateOf(world, query, stack);
  const given = query.groups('Parameters').map((parameter): GivenParameter => ({
    ParameterKey: String(parameter['ParameterKey']),
    ParameterValue: parameter['ParameterValue'] as string | undefined,
    UsePreviousValue: parameter['UsePreviousValue'] === 'true',
  }));
  const { parameters } = world.options;
  const values = await parameterValues(
    template,
    given,
    stack.plan?.parameters,
    parameters === undefined ? undefined : (name) => parameters.read(name),
  );
  const tags = query
    .groups('Tags')
    .map(({ Key, Value }): StackTag => ({ Key: String(Key), Value: String(Value ?? '') }));
  const identity = { id: stack.id, name: stack.name, notificationArns: query.texts('NotificationARNs') };
  const known = (type: string): boolean => world.isKnownType(type);
  // An update that names no tags keeps those of the stack.
  const plan = planOf(template, values, tags.length > 0 ? tags : stack.tags, identity, world.place, known);
  checkCapabilities(template, query.texts('Capabilities'));
  return plan;
}

export function submittedSettings(query: Query, stack?: Stack): StackSettings {
  const disableRollback = query.flag('DisableRollback');
  const onFailure = query.text('OnFailure') ?? query.text('OnStackFailure');
  if (onFailure !== undefined && disableRollback) {
    throw validationError('You can specify either DisableRollback or OnFailure, but not both.');
  }
  if (onFailure !== undefined && !['ROLLBACK', 'DELETE', 'DO_NOTHING'].includes(onFailure)) {
    throw validationError(`OnFailure must be ROLLBACK, DELETE or DO_NOTHING. Found: ${onFailure}`);
  }
  // Better refused than taken and forgotten.
  for (const name of ['TimeoutInMinutes', 'StackPolicyBody', 'StackPolicyURL']) {
    if (query.text(name) !== undefined) throw validationError(`The local CloudFormation has no ${name}.`);
  }
  return {
    capabilities: query.texts('Capabilities'),
    notificationArns: query.texts('NotificationARNs'),
    roleArn: query.text('RoleARN') ?? stack?.settings.roleArn,
    disableRollback,
    retainExceptOnCreate: query.flag('RetainExceptOnCreate'),
    onFailure: (onFailure as StackSettings['onFailure'] | undefined) ?? 'ROLLBACK',
  };
}

const NAMED: Readonly<Record<string, string>> = {
  'AWS::IAM::AccessKey': '',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': '',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': '',
};

/** The capability that a template needs for its IAM resources. */
export function capabilityOf(template: Template): 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | undefined {
  const iam = Object.values(template.resources).filter(({ Type }) => Type in NAMED);
  if (iam.length === 0) return undefined;
  const named = iam.some(
    ({ Type, Properties }) => NAMED[Type] !== '' && Properties?.[NAMED[Type]!] !== undefined,
  );
  return named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
}

function checkCapabilities(template: Template, given: readonly string[]): void {
  const needed = capabilityOf(template);
  if (needed === undefined || given.includes(needed)) return;
  if (needed === 'CAPABILITY_IAM' && given.includes('CAPABILITY_NAMED_IAM')) return;
  throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
}
