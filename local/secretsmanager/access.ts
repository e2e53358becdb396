/** What each of Secrets Manager's calls asks of its caller's policies, by the Service Authorization Reference. */
import { requestTags, resourceTags, type Need } from '../authorization/need';
import type { JsonInput } from '../protocol/json';
import type { Place } from '../types';
import type { Secret, SecretStore } from './store';

/** Reading a value, and writing one, also takes the key, if it is the customer's. */
const KEY_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  GetSecretValue: ['kms:Decrypt'],
  PutSecretValue: ['kms:GenerateDataKey', 'kms:Decrypt'],
};
const ON_NOTHING = new Set(['GetRandomPassword', 'ListSecrets']);

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

const tagsIn = (value: unknown) =>
  Object.fromEntries(
    (Array.isArray(value) ? (value as { Key?: unknown; Value?: unknown }[]) : []).flatMap(({ Key, Value }) =>
      typeof Key === 'string' ? [[Key, text(Value) ?? '']] : [],
    ),
  );

export function needsOf(place: Place, store: SecretStore, operation: string, input: JsonInput): Need[] {
  const action = `secretsmanager:${operation}`;
  if (ON_NOTHING.has(operation)) return [{ action, resource: '*', context: {} }];
  const id = text(operation === 'CreateSecret' ? input.Name : input.SecretId);
  if (id === undefined) return [];
  const secret = store.find(id);
  const { partition, region, account } = place;
  const prefix = `arn:${partition}:secretsmanager:${region}:${account}:secret:`;
  const arn = secret?.arn ?? (id.startsWith('arn:') ? id : `${prefix}${id}`);
  const context = {
    'secretsmanager:SecretId': arn,
    ...(text(input.VersionStage) === undefined
      ? {}
      : { 'secretsmanager:VersionStage': String(input.VersionStage) }),
    ...requestTags(tagsIn(input.Tags)),
    ...resourceTags(tagsIn(secret?.tags)),
  };
  return [{ action, resource: arn, context }, ...onKey(place, operation, secret)];
}

/**
 * The key that a secret names by its id or ARN. AWS's own key (`aws/secretsmanager`, or none named) asks nothing of
 * the caller, and what other aliases stand for is not known here: this AWS has no KMS.
 */
function onKey(place: Place, operation: string, secret: Secret | undefined): Need[] {
  const key = secret?.kmsKeyId;
  if (secret === undefined || key === undefined || key.includes('alias/')) return [];
  const { partition, region, account } = place;
  const resource = key.startsWith('arn:') ? key : `arn:${partition}:kms:${region}:${account}:key/${key}`;
  return (KEY_ACTIONS[operation] ?? []).map((action) => ({
    action,
    resource,
    context: {
      'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
      'kms:CallerAccount': account,
      'kms:EncryptionContext:SecretARN': secret.arn,
    },
    // As keys have it unless somebody changes it: the account's policies decide.
    resourcePolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:${partition}:iam::${account}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    },
    refusal: 'Access to KMS is not allowed',
  }));
}
