/** CloudTrail: the management events of the last calls, read from the log of calls. */
import type { CallLog } from './call-log';
import type { JsonInput } from './protocol/json';
import { jsonService } from './protocol/json';
import { InputReader, page } from './protocol/input';
import type { LoggedCall, Place, Service } from './types';
import { AwsError } from './types';

const ATTRIBUTES: Readonly<Record<string, (call: LoggedCall) => string>> = {
  EventId: ({ requestId }) => requestId,
  EventName: ({ operation }) => operation,
  EventSource: (call) => sourceOf(call),
  Username: (call) => usernameOf(call),
  ReadOnly: (call) => String(isReadOnly(call)),
};

export function cloudTrailService(place: Place, calls: CallLog): Service {
  return jsonService({
    name: 'cloudtrail',
    target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
    loggable: ['LookupAttributes', 'StartTime', 'EndTime', 'MaxResults'],
    operations: { LookupEvents: (input) => lookupEvents(place, calls, input) },
  });
}

function lookupEvents(place: Place, calls: CallLog, input: JsonInput): unknown {
  const read = new InputReader(input, 'InvalidParameterException');
  const start = seconds(input.StartTime, 0);
  const end = seconds(input.EndTime, Infinity);
  if (start > end) {
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
  }
  const size = input.MaxResults ?? 50;
  if (typeof size !== 'number' || !(size >= 1 && size <= 50)) {
    throw new AwsError('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
  }
  const matches = (read.objects('LookupAttributes') ?? []).map(({ AttributeKey, AttributeValue }) => {
    const attribute = ATTRIBUTES[String(AttributeKey)];
    if (!attribute) {
      throw new AwsError(
        'InvalidLookupAttributesException',
        `The local AWS looks up events by ${Object.keys(ATTRIBUTES).join(', ')}; given: ${String(AttributeKey)}.`,
      );
    }
    return (call: LoggedCall) => attribute(call) === AttributeValue;
  });
  const found = calls
    .list()
    .filter((call) => {
      const time = Date.parse(call.at) / 1000;
      return isManagement(call) && time >= start && time <= end && matches.every((match) => match(call));
    })
    .reverse();
  const { items, next } = page(
    found,
    read.optionalString('NextToken'),
    size,
    () => new AwsError('InvalidNextTokenException', 'The NextToken is invalid.'),
  );
  return {
    Events: items.map((call) => eventOf(place, call)),
    ...(next === undefined ? {} : { NextToken: next }),
  };
}

/** Times arrive as seconds since 1970, or as text. */
function seconds(value: unknown, fallback: number): number {
  if (value === undefined || value === null) return fallback;
  return typeof value === 'number' ? value : Date.parse(String(value)) / 1000;
}

/** CloudTrail's event history has no data events: what is in a bucket, and invocations. */
function isManagement({ service, operation }: LoggedCall): boolean {
  return !(service === 's3' && /Object/.test(operation)) && !(service === 'lambda' && operation === 'Invoke');
}

function eventOf(place: Place, call: LoggedCall): unknown {
  const { code, message } = errorOf(call);
  const event = {
    eventVersion: '1.11',
    userIdentity: identityOf(place, call),
    eventTime: call.at.replace(/\.\d+Z$/, 'Z'),
    eventSource: sourceOf(call),
    eventName: call.operation,
    awsRegion: place.region,
    sourceIPAddress: '127.0.0.1',
    ...(code === undefined ? {} : { errorCode: code, errorMessage: message }),
    requestID: call.requestId,
    eventID: call.requestId,
    readOnly: isReadOnly(call),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: place.account,
    eventCategory: 'Management',
  };
  return {
    EventId: call.requestId,
    EventName: call.operation,
    ReadOnly: String(isReadOnly(call)),
    EventTime: Math.floor(Date.parse(call.at) / 1000),
    EventSource: sourceOf(call),
    Username: usernameOf(call),
    Resources: [],
    CloudTrailEvent: JSON.stringify(event),
  };
}

function identityOf(place: Place, { caller }: LoggedCall): unknown {
  const [, role] = /:assumed-role\/([^/]+)\//.exec(caller) ?? [];
  const accountId = place.account;
  if (role === undefined) return { type: 'IAMUser', arn: caller, accountId };
  const arn = `arn:${place.partition}:iam::${accountId}:role/${role}`;
  const sessionIssuer = { type: 'Role', arn, accountId, userName: role };
  return { type: 'AssumedRole', arn: caller, accountId, sessionContext: { sessionIssuer } };
}

/** The log writes `Code: message`, or a code alone. */
function errorOf({ error, status }: LoggedCall): { readonly code?: string; readonly message?: string } {
  if (error === undefined || status < 400) return {};
  const [, code, message] = /^([\w.]+)(?:: ([^]*))?$/.exec(error) ?? [];
  return { code: code ?? error, message };
}

function isReadOnly({ operation }: LoggedCall): boolean {
  return /^(Get|List|Describe|Head|Search|Filter|Lookup|Batch(Get|Describe))/.test(operation);
}

function sourceOf({ service }: LoggedCall): string {
  return `${service}.amazonaws.com`;
}

function usernameOf({ caller }: LoggedCall): string {
  return caller.slice(caller.lastIndexOf('/') + 1);
}
