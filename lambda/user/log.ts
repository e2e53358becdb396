/**
 * The log: one line of JSON for each thing that happened, of allow-listed members only. Events, properties, messages
 * of services, passwords and the pre-signed URL have no member here, so they cannot get into it.
 */
export interface LogFields {
  readonly requestType?: string;
  readonly requestId?: string;
  readonly logicalId?: string;
  readonly stackName?: string;
  readonly instanceId?: string;
  readonly userId?: string;
  readonly quickConnectId?: string;
  readonly operation?: string;
  readonly attempt?: number;
  readonly ms?: number;
  readonly httpStatus?: number;
  readonly awsRequestId?: string;
  /** The name of an error, or its code. */
  readonly error?: string;
  /** Where in the code: functions, files and lines. */
  readonly at?: string;
  readonly outcome?: string;
  /** Names of fields or rules, never values. */
  readonly names?: readonly string[];
}

const ALLOWED: readonly (keyof LogFields)[] = [
  'requestType',
  'requestId',
  'logicalId',
  'stackName',
  'instanceId',
  'userId',
  'quickConnectId',
  'operation',
  'attempt',
  'ms',
  'httpStatus',
  'awsRequestId',
  'error',
  'at',
  'outcome',
  'names',
];
const LONGEST = 300;
const MOST_NAMES = 20;

export type Level = 'info' | 'warn' | 'error';
export type Log = (level: Level, what: string, fields?: LogFields) => void;

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, LONGEST);
  return Array.isArray(value) ? value.slice(0, MOST_NAMES).map(shortened) : value;
}

/** `base` is in every line. */
export function createLog(write: (line: string) => void, base: LogFields = {}): Log {
  return (level, message, fields = {}) => {
    const given = { ...base, ...fields };
    const allowed = ALLOWED.filter((key) => given[key] !== undefined).map((key) => [
      key,
      shortened(given[key]),
    ]);
    write(`${JSON.stringify({ level, message, ...Object.fromEntries(allowed) })}\n`);
  };
}
