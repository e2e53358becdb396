/** Where a process's lines go: to its log stream, if the role may write there. Lambda drops them without a word if not. */
import type { Authorizer } from '../authorization/authorizer';
import type { LogStore } from '../log-store';
import type { Place } from '../types';

export interface LogSinkOptions {
  readonly place: Place;
  readonly logs: LogStore;
  /** Without one, every role may write. */
  readonly authorizer?: Authorizer;
  /** ARN of the session that the process runs as. */
  readonly session: string;
  readonly group: string;
  readonly stream: string;
}

export class LogSink {
  /** Undefined until it is known: lines wait. */
  private allowed: boolean | undefined;
  private begun = false;
  private waiting: string[] = [];

  constructor(private readonly options: LogSinkOptions) {}

  write(line: string): void {
    if (this.allowed === undefined) this.waiting.push(line);
    else this.pass(line);
  }

  /** Asks the policies as they are now. Call it before each invocation. */
  async open(): Promise<void> {
    const { authorizer, session } = this.options;
    const allowed = authorizer === undefined || (await authorizer.allows(session, this.needs()));
    this.allowed = allowed;
    this.begun ||= allowed;
    for (const line of this.waiting.splice(0)) this.pass(line);
  }

  private pass(line: string): void {
    const { logs, group, stream } = this.options;
    if (this.allowed === true) logs.write(group, stream, line);
  }

  private needs() {
    const { place, logs, group, stream } = this.options;
    const arn = `arn:${place.partition}:logs:${place.region}:${place.account}:log-group:${group}`;
    const need = (action: string, resource: string) => ({ action: `logs:${action}`, resource, context: {} });
    const inStream = `${arn}:log-stream:${stream}`;
    return [
      ...(logs.group(group) === undefined ? [need('CreateLogGroup', arn)] : []),
      ...(this.begun ? [] : [need('CreateLogStream', inStream)]),
      need('PutLogEvents', inStream),
    ];
  }
}
