/** Quick connects: whom an agent can transfer to. Deleting a user leaves those that point at it. */
import { compact, handler, seconds, type Context, type Handler } from './context';
import { connectError, invalidRequest } from './errors';
import { findInstance, findQuickConnect, findUser } from './lookup';
import { paginate } from './pages';
import type { InstanceInput, PageInput, Tags } from './input';
import type { QuickConnectConfig, QuickConnectRecord, QuickConnectType } from './state';

interface CreateInput extends InstanceInput {
  readonly Name: string;
  readonly Description?: string;
  readonly QuickConnectConfig: QuickConnectConfig;
  readonly Tags?: Readonly<Tags>;
}

interface QuickConnectInput extends InstanceInput {
  readonly QuickConnectId: string;
}

const CONFIG_OF: Readonly<Record<QuickConnectType, Exclude<keyof QuickConnectConfig, 'QuickConnectType'>>> = {
  USER: 'UserConfig',
  QUEUE: 'QueueConfig',
  PHONE_NUMBER: 'PhoneConfig',
  FLOW: 'FlowConfig',
};

function createQuickConnect({ store }: Context, input: CreateInput): object {
  const instance = findInstance(store, input.InstanceId);
  const { QuickConnectConfig: config, Name: name, Description: description, Tags: tags } = input;
  const member = CONFIG_OF[config.QuickConnectType];
  if (!config[member]) throw invalidRequest(`Required parameter missing: ${member}`);
  if (config.UserConfig) findUser(instance, config.UserConfig.UserId);
  if ([...instance.quickConnects.values()].some((one) => one.name === name)) {
    throw connectError('DuplicateResourceException', 'A quick connect with this name already exists');
  }
  const record = store.addQuickConnect(instance, { name, description, config, tags });
  return { QuickConnectARN: record.arn, QuickConnectId: record.id };
}

/** A quick connect as DescribeQuickConnect shows it. */
export function quickConnectView(record: QuickConnectRecord, region: string) {
  return compact({
    QuickConnectARN: record.arn,
    QuickConnectId: record.id,
    Name: record.name,
    Description: record.description,
    QuickConnectConfig: structuredClone(record.config),
    Tags: { ...record.tags },
    LastModifiedTime: seconds(record.modified),
    LastModifiedRegion: region,
  });
}

function listQuickConnects(
  { store }: Context,
  input: InstanceInput & PageInput & { readonly QuickConnectTypes?: readonly QuickConnectType[] },
): object {
  const instance = findInstance(store, input.InstanceId);
  const { QuickConnectTypes: types = [] } = input;
  const records = [...instance.quickConnects.values()].filter(
    ({ config }) => types.length === 0 || types.includes(config.QuickConnectType),
  );
  const { page, next } = paginate(records, `QuickConnectSummaryList ${instance.id}`, input);
  return {
    QuickConnectSummaryList: page.map(({ id, arn, name, config, modified }) => ({
      Id: id,
      Arn: arn,
      Name: name,
      QuickConnectType: config.QuickConnectType,
      LastModifiedTime: seconds(modified),
      LastModifiedRegion: store.place.region,
    })),
    ...next,
  };
}

export const QUICK_CONNECT_HANDLERS: Readonly<Record<string, Handler>> = {
  CreateQuickConnect: handler(createQuickConnect),
  DescribeQuickConnect: handler(({ store }: Context, input: QuickConnectInput) => {
    const record = findQuickConnect(findInstance(store, input.InstanceId), input.QuickConnectId);
    return { QuickConnect: quickConnectView(record, store.place.region) };
  }),
  DeleteQuickConnect: handler(({ store }: Context, input: QuickConnectInput) => {
    const instance = findInstance(store, input.InstanceId);
    instance.quickConnects.delete(findQuickConnect(instance, input.QuickConnectId).id);
    return undefined;
  }),
  ListQuickConnects: handler(listQuickConnects),
};
