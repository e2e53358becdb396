/** CloudWatch Logs: what functions printed, as the CLI asks for it after a failure. */
import type { ResourceProvider, ResourceRequest, ResourceState } from './cloudformation/resource-provider';
import { ResourceFailure } from './cloudformation/resource-provider';
import type { LogGroup, LogStore } from './log-store';
import { RETENTION_DAYS } from './log-store';
import type { JsonInput } from './protocol/json';
import { jsonService } from './protocol/json';
import { InputReader, page } from './protocol/input';
import { asHandler, checkProperties, generatedName } from './resource-failure';
import type { Service } from './types';
import { AwsError } from './types';

const NAME = { min: 1, max: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ };
const INVALID = 'InvalidParameterException';

export function logsService(store: LogStore): Service {
  return jsonService({
    name: 'logs',
    target: 'Logs_20140328',
    loggable: ['logGroupName', 'logGroupNamePrefix', 'logStreamNames', 'startTime', 'endTime', 'limit'],
    operations: {
      FilterLogEvents: (input) => filterLogEvents(store, input),
      DescribeLogGroups: (input) => describeLogGroups(store, input),
      DescribeLogStreams: (input) => describeLogStreams(store, input),
    },
  });
}

function findGroup(store: LogStore, input: JsonInput): LogGroup {
  const read = new InputReader(input, INVALID);
  const identifier = read.optionalString('logGroupIdentifier', { min: 1, max: 2048 });
  const name =
    read.optionalString('logGroupName', NAME) ?? identifier?.replace(/^arn:.*:log-group:/, '').split(':')[0];
  if (name === undefined) {
    throw new AwsError(INVALID, 'Exactly one of logGroupName and logGroupIdentifier is required.');
  }
  const group = store.group(name);
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

function filterLogEvents(store: LogStore, input: JsonInput): unknown {
  const read = new InputReader(input, INVALID);
  const group = findGroup(store, input);
  const streams = read.strings('logStreamNames');
  const prefix = read.optionalString('logStreamNamePrefix', { min: 1, max: 512 });
  if (streams && prefix !== undefined) {
    throw new AwsError(INVALID, 'logStreamNames and logStreamNamePrefix must not be given together.');
  }
  const start = read.optionalInteger('startTime', 0) ?? 0;
  const end = read.optionalInteger('endTime', 0) ?? Infinity;
  const limit = read.optionalInteger('limit', 1, 10_000) ?? 10_000;
  const matches = filterOf(read.optionalString('filterPattern', { max: 1024 }) ?? '');
  const lines = group.lines.filter(
    ({ stream, timestamp, message }) =>
      (!streams || streams.includes(stream)) &&
      (prefix === undefined || stream.startsWith(prefix)) &&
      timestamp >= start &&
      timestamp <= end &&
      matches(message),
  );
  const { items, next } = page(lines, read.optionalString('nextToken'), limit, invalidToken);
  return {
    events: items.map(({ stream, timestamp, message, eventId }) => ({
      logStreamName: stream,
      timestamp,
      message,
      ingestionTime: timestamp,
      eventId,
    })),
    searchedLogStreams: [],
    ...(next === undefined ? {} : { nextToken: next }),
  };
}

/** Filter patterns: every word must be in the line, `?a ?b` either, `-a` not; `"…"` is one word. No JSON patterns. */
function filterOf(pattern: string): (message: string) => boolean {
  const terms = [...pattern.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign, quoted, word]) => ({
    sign,
    text: quoted ?? word,
  }));
  if (terms.some(({ text }) => /^[{[%]/.test(text))) {
    throw new AwsError(
      INVALID,
      'The local AWS understands filter patterns of words only: error "not found" -debug',
    );
  }
  const of = (sign: string) => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, any, none] = [of(''), of('?'), of('-')];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    (any.length === 0 || any.some((text) => message.includes(text))) &&
    !none.some((text) => message.includes(text));
}

function describeLogGroups(store: LogStore, input: JsonInput): unknown {
  const read = new InputReader(input, INVALID);
  const prefix = read.optionalString('logGroupNamePrefix', NAME) ?? '';
  const pattern = read.optionalString('logGroupNamePattern', { max: 512 })?.toLowerCase() ?? '';
  const limit = read.optionalInteger('limit', 1, 50) ?? 50;
  const groups = store
    .list()
    .filter(({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern));
  const { items, next } = page(groups, read.optionalString('nextToken'), limit, invalidToken);
  return {
    logGroups: items.map((group) => ({
      logGroupName: group.name,
      creationTime: group.createdAt,
      retentionInDays: group.retentionInDays,
      metricFilterCount: 0,
      arn: group.arn,
      logGroupArn: group.arn.slice(0, -2),
      logGroupClass: group.logGroupClass,
      storedBytes: group.lines.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0),
    })),
    ...(next === undefined ? {} : { nextToken: next }),
  };
}

function describeLogStreams(store: LogStore, input: JsonInput): unknown {
  const read = new InputReader(input, INVALID);
  const group = findGroup(store, input);
  const prefix = read.optionalString('logStreamNamePrefix', { min: 1, max: 512 }) ?? '';
  const limit = read.optionalInteger('limit', 1, 50) ?? 50;
  const names = [...new Set(group.lines.map(({ stream }) => stream))].filter((n) => n.startsWith(prefix));
  const { items, next } = page(names.sort(), read.optionalString('nextToken'), limit, invalidToken);
  const streams = items.map((name) => {
    const times = group.lines.filter(({ stream }) => stream === name).map(({ timestamp }) => timestamp);
    return {
      logStreamName: name,
      creationTime: times[0],
      firstEventTimestamp: times[0],
      lastEventTimestamp: times.at(-1),
      lastIngestionTime: times.at(-1),
      arn: group.arn.replace(/\*$/, `log-stream:${name}`),
      storedBytes: 0,
    };
  });
  return { logStreams: streams, ...(next === undefined ? {} : { nextToken: next }) };
}

function invalidToken(): AwsError {
  return new AwsError(INVALID, 'The specified nextToken is invalid.');
}

/** `AWS::Logs::LogGroup`: `Ref` is the name, `Arn` ends in `:*`. */
export function logGroupProvider(store: LogStore): ResourceProvider {
  const settings = (request: ResourceRequest) => {
    checkProperties(request.properties, {
      type: request.resourceType,
      known: ['LogGroupName', 'RetentionInDays', 'LogGroupClass'],
      ignored: ['Tags'],
    });
    const read = new InputReader(request.properties, INVALID);
    const retention = read.optionalInteger('RetentionInDays');
    if (retention !== undefined && !RETENTION_DAYS.includes(retention)) {
      throw new ResourceFailure(
        `Properties validation failed for resource ${request.logicalId} with message: #/RetentionInDays: ${retention} is not a valid enum value. Allowed: ${RETENTION_DAYS.join(', ')}`,
      );
    }
    return {
      retention,
      name: read.optionalString('LogGroupName', NAME),
      logGroupClass: read.optionalString('LogGroupClass', {
        values: ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'],
      }),
    };
  };
  const create = (request: ResourceRequest): Promise<ResourceState> =>
    asHandler('CloudWatchLogs', () => {
      const { name, retention, logGroupClass } = settings(request);
      const group = store.create(
        name ?? generatedName(request.stackName, request.logicalId, 512),
        logGroupClass,
      );
      group.retentionInDays = retention;
      return state(group);
    });
  return {
    create,
    update: async (request, existing) => {
      const { name: before } = { name: existing.properties.LogGroupName };
      if (request.properties.LogGroupName !== before) return create(request);
      return asHandler('CloudWatchLogs', () => {
        const { retention } = settings(request);
        const group = findGroup(store, { logGroupName: existing.physicalId });
        group.retentionInDays = retention;
        return state(group);
      });
    },
    delete: (_request, existing) => {
      store.delete(existing.physicalId);
      return Promise.resolve();
    },
  };
}

function state(group: LogGroup): ResourceState {
  return { physicalId: group.name, attributes: { Arn: group.arn } };
}
