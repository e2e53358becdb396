/**
 * A person's project as the end-to-end tests have it: a file of users, the real `cdk` command on the app of
 * cdk.json, and an AWS of its own. `stop` leaves neither a process nor a file behind.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCdk, type CdkResult } from '../../../local/cdk-cli';
import type { StackView } from '../../../local/cloudformation/service';
import type { UserCopy } from '../../../local/connect/views';
import { LocalAws } from '../../../local/local-aws';
import type { LoggedCall } from '../../../local/types';

/** The root of the repository: where cdk.json is. */
export const ROOT = join(__dirname, '../../..');
export const EXAMPLE = join(ROOT, 'examples/users.yaml');
export const STACK = 'ConnectUsers';

/** One run of the command, and what it did. */
export interface Run extends CdkResult {
  /** What Connect was asked meanwhile: the operations, in order. */
  readonly connect: readonly string[];
  /** Every call to this AWS meanwhile. */
  readonly calls: readonly LoggedCall[];
}

/** Calls that change something in Connect; the rest only looks. */
const CHANGES_USERS = /^(Create|Update|Delete|Tag|Untag|Associate|Disassociate)/;
/** Calls that change a stack. Change sets alone do not: `cdk diff` makes one, too. */
const CHANGES_STACKS = /^(CreateStack|UpdateStack|DeleteStack|ExecuteChangeSet)$/;

/** Of these operations, those that change users. */
export const writes = (operations: readonly string[]) =>
  operations.filter((name) => CHANGES_USERS.test(name));

export class Project {
  /** Of a file of users; the name of the file decides how it is read. */
  static async start(users: string, fileName = 'users.yaml'): Promise<Project> {
    return new Project(await LocalAws.start(), users, fileName);
  }

  static example(): Promise<Project> {
    return Project.start(readFileSync(EXAMPLE, 'utf8'));
  }

  readonly folder = mkdtempSync(join(tmpdir(), 'cdk-connect-user-e2e-'));
  readonly cdkOut = join(this.folder, 'cdk.out');
  /** Every line that the command printed so far. */
  readonly printed: string[] = [];
  private readonly usersFile: string;
  private readonly stackIds = new Set<string>();
  private readonly known = new Set<string>();

  private constructor(
    readonly aws: LocalAws,
    users: string,
    fileName: string,
  ) {
    this.usersFile = join(this.folder, fileName);
    mkdirSync(this.cdkHome);
    this.write(users);
  }

  /** Replaces the file of users. */
  write(users: string): void {
    writeFileSync(this.usersFile, users);
  }

  /** Changes the file as a person would: one text for another, which must be there exactly once. */
  edit(...changes: readonly (readonly [from: string, to: string])[]): void {
    let text = readFileSync(this.usersFile, 'utf8');
    for (const [from, to] of changes) {
      const times = text.split(from).length - 1;
      if (times !== 1) throw new Error(`The file of users has "${from}" ${times} times, not once.`);
      text = text.replace(from, () => to);
    }
    this.write(text);
  }

  deploy(...args: readonly string[]): Promise<Run> {
    return this.cdk('deploy', '--require-approval', 'never', ...args);
  }

  diff(...args: readonly string[]): Promise<Run> {
    return this.cdk('diff', ...args);
  }

  synth(...args: readonly string[]): Promise<Run> {
    return this.cdk('synth', ...args);
  }

  destroy(...args: readonly string[]): Promise<Run> {
    return this.cdk('destroy', '--force', ...args);
  }

  /** Runs `cdk` with the app of cdk.json on the file of users. */
  async cdk(command: string, ...args: readonly string[]): Promise<Run> {
    const { next } = this.aws.calls;
    const result = await runCdk({
      // What a test gives comes last, and wins.
      args: [command, '-c', `users=${this.usersFile}`, '--output', this.cdkOut, ...args],
      cwd: ROOT,
      env: {
        ...this.aws.childEnvironment(),
        // What the command keeps between runs goes when the project goes.
        CDK_HOME: this.cdkHome,
        NODE_NO_WARNINGS: '1',
        NO_COLOR: '1',
      },
      onLine: (line) => void this.printed.push(line),
    });
    await this.aws.lambda.idle();
    this.remember();
    const calls = this.aws.calls.list({ after: next });
    const connect = calls.filter(({ service }) => service === 'connect').map(({ operation }) => operation);
    return { ...result, connect, calls };
  }

  /** Of the users' stack; undefined once it is deleted, or before there is one. */
  get stack(): StackView | undefined {
    return this.aws.cloudformation.stack(STACK);
  }

  /** Every stack that there was, deleted ones too. */
  stacks(): readonly StackView[] {
    this.remember();
    return [...this.stackIds].flatMap((id) => this.aws.cloudformation.stack(id) ?? []);
  }

  /** The accounts in Connect, by username. */
  users(): Readonly<Record<string, UserCopy>> {
    return Object.fromEntries(this.aws.connect.users().map((user) => [user.Username, user]));
  }

  /** The account of this username; fails if there is none. */
  user(username: string): UserCopy {
    const { [username]: user } = this.users();
    if (user === undefined) {
      throw new Error(
        `No account ${username}; there are: ${Object.keys(this.users()).join(', ') || 'none'}.`,
      );
    }
    return user;
  }

  /** Every password that a secret of this AWS holds or held, as of the last run. */
  passwords(): readonly string[] {
    this.remember();
    return [...this.known];
  }

  async stop(): Promise<void> {
    await this.aws.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get cdkHome(): string {
    return join(this.folder, 'cdk-home');
  }

  /** What a later deletion would make unknown. */
  private remember(): void {
    for (const { id } of this.aws.cloudformation.stacks()) this.stackIds.add(id);
    for (const secret of this.aws.secretsManager.list()) {
      for (const { value } of secret.versions.values()) {
        if (value.SecretString !== undefined)
          passwordsIn(value.SecretString).forEach((one) => this.known.add(one));
      }
    }
  }
}

/** The secret itself, or the fields of a secret that is JSON. */
function passwordsIn(secret: string): readonly string[] {
  try {
    const fields: unknown = JSON.parse(secret);
    if (typeof fields === 'object' && fields !== null) {
      return Object.values(fields).filter((value) => typeof value === 'string');
    }
  } catch {
    // Not JSON.
  }
  return [secret];
}

/** Fails unless the run changed no user and no stack. */
export function expectNothingChanged({ calls }: Run): void {
  const changes = calls.filter(
    ({ service, operation }) =>
      (service === 'connect' && CHANGES_USERS.test(operation)) ||
      (service === 'cloudformation' && CHANGES_STACKS.test(operation)),
  );
  expect(changes.map(({ service, operation }) => `${service} ${operation}`)).toEqual([]);
}

/** A text as the terminal showed it, its line breaks and indentation made single spaces. */
export const unwrapped = (output: string) => output.replace(/\s+/g, ' ');
