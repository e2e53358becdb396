/** What CloudWatch Logs keeps: groups, streams, lines. */
import { randomInt } from 'node:crypto';
import type { Place } from './types';
import { AwsError } from './types';

/** The retentions that CloudWatch Logs knows, in days. */
export const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Lines of a group beyond these are dropped, oldest first. */
const LINES_KEPT = 20_000;

export interface LogLine {
  readonly stream: string;
  readonly timestamp: number;
  readonly message: string;
  readonly eventId: string;
}

export interface LogGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly logGroupClass: string;
  retentionInDays?: number;
  readonly lines: LogLine[];
}

export class LogStore {
  private readonly groups = new Map<string, LogGroup>();
  private sequence = 0;

  constructor(
    private readonly place: Place,
    private readonly now: () => number,
  ) {}

  group(name: string): LogGroup | undefined {
    return this.groups.get(name);
  }

  /** By name. */
  list(): readonly LogGroup[] {
    return [...this.groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(name: string, logGroupClass = 'STANDARD'): LogGroup {
    if (this.groups.has(name)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
    }
    const { partition, region, account } = this.place;
    const group: LogGroup = {
      name,
      arn: `arn:${partition}:logs:${region}:${account}:log-group:${name}:*`,
      createdAt: this.now(),
      logGroupClass,
      lines: [],
    };
    this.groups.set(name, group);
    return group;
  }

  delete(name: string): void {
    this.groups.delete(name);
  }

  /**
   * Appends to a group. Lambda makes a function's own group (`/aws/lambda/…`) if it is missing; a group that somebody
   * chose and deleted stays deleted, and what is still written to it is lost.
   */
  write(groupName: string, stream: string, message: string): void {
    const own = groupName.startsWith('/aws/lambda/');
    const group = this.groups.get(groupName) ?? (own ? this.create(groupName) : undefined);
    if (group === undefined) return;
    const eventId = String(++this.sequence).padStart(56, String(randomInt(1, 9)));
    group.lines.push({ stream, timestamp: this.now(), message, eventId });
    if (group.lines.length > LINES_KEPT) group.lines.shift();
  }

  /** The text of a group's lines, oldest first: what tests look at. */
  messages(groupName: string): readonly string[] {
    return this.groups.get(groupName)?.lines.map(({ message }) => message) ?? [];
  }
}
