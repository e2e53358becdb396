/**
 * The log: one line of JSON for each thing that happened, of allow-listed members only. Events, properties, messages
 * of services, passwords and the pre-signed URL have no member here, so they cannot get into it.
 *
 * Powertools builds the lines. The list stands behind it, in the formatter, which is the one way to a line: what
 * Powertools adds of its own accord, now or in a later version, goes through it too.
 */
import { Logger, LogFormatter, LogItem } from '@aws-lambda-powertools/logger';

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

/**
 * Variables that change what Powertools does: it logs whole events, samples, indents. None may here; and it throws
 * when one has a value that it does not know, which would leave CloudFormation without an answer. `LOG_LEVEL` and
 * Lambda's own log level stay: they can only make the log quieter.
 */
const NOT_HEEDED = ['POWERTOOLS_DEV', 'POWERTOOLS_LOGGER_LOG_EVENT', 'POWERTOOLS_LOGGER_SAMPLE_RATE'];

export type Level = 'info' | 'warn' | 'error';
export type Log = (level: Level, what: string, fields?: LogFields) => void;

/** Texts are cut, and anything but texts, numbers and lists of texts (an error, an object) is left out. */
function fit(value: unknown): string | number | string[] | undefined {
  if (typeof value === 'string') return value.slice(0, LONGEST);
  if (typeof value === 'number') return value;
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((item): item is string => typeof item === 'string');
  return texts.slice(0, MOST_NAMES).map((text) => text.slice(0, LONGEST));
}

type Formatted = LogFormatter['formatAttributes'];

class AllowListFormatter extends LogFormatter {
  override formatAttributes(...[base, given]: Parameters<Formatted>): ReturnType<Formatted> {
    const allowed = ALLOWED.filter((key) => Object.hasOwn(given, key)).map((key) => [key, fit(given[key])]);
    const { logLevel: level, message } = base;
    const timestamp = base.timestamp.toISOString();
    return new LogItem({ attributes: { level, message, timestamp, ...Object.fromEntries(allowed) } });
  }
}

/** Powertools' logger, but that each line goes to `write` at once, whatever its level, and never to the console. */
class LineLogger extends Logger {
  constructor(private readonly write: (line: string) => void) {
    super({ logFormatter: new AllowListFormatter(), sampleRateValue: 0 });
  }

  protected override printLog(_level: number, item: LogItem): void {
    item.prepareForPrint();
    this.write(`${JSON.stringify(item.getAttributes())}\n`);
  }
}

/** `base` is in every line. */
export function createLog(write: (line: string) => void, base: LogFields = {}): Log {
  for (const name of NOT_HEEDED) delete process.env[name];
  const logger = new LineLogger(write);
  return (level, what, fields) => logger[level](what, { ...base, ...fields });
}
