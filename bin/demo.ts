/**
 * `npm run demo`: the main job, shown as it goes. The real `cdk` command deploys the app of cdk.json with the
 * example's users, against an AWS inside this process. Exits with 1 if a step did not do what it says.
 */
import { join } from 'node:path';
import { runCdk, type CdkResult } from '../local/cdk-cli';
import { LocalAws } from '../local/local-aws';
import { UsersFile } from './demo/users-file';
import { Progress, bad, bold, dim, good, table, worthShowing } from './demo/view';

const ROOT = join(__dirname, '..');

interface Step {
  readonly title: string;
  readonly cdk: string;
  /** What is done to the file before. */
  readonly edit?: { readonly says: string; apply(file: UsersFile): void };
  readonly checks: (seen: Seen) => readonly (readonly [string, boolean])[];
}

/** What a step left. */
interface Seen {
  readonly result: CdkResult;
  readonly outputs: Readonly<Record<string, string>>;
  readonly users: ReturnType<LocalAws['connect']['users']>;
  readonly before: ReturnType<LocalAws['connect']['users']>;
  readonly calls: readonly string[];
}

const WRITES = /^(Create|Update|Delete|Tag|Untag|Associate|Disassociate)/;
const onlyUser = ({ users }: Seen) => (users.length === 1 ? users[0] : undefined);
const writes = ({ calls }: Seen) => calls.filter((call) => WRITES.test(call));
const outputsAreTheAccount = (seen: Seen) =>
  seen.outputs.MaryUserId === onlyUser(seen)?.Id && seen.outputs.MaryUserArn === onlyUser(seen)?.Arn;

const STEPS: readonly Step[] = [
  {
    title: 'Deploy Mary',
    cdk: 'deploy --require-approval never',
    checks: (seen) => [
      ['one account, Mary', onlyUser(seen)?.Username === 'Mary'],
      ['the outputs UserId and UserArn are those of the account', outputsAreTheAccount(seen)],
    ],
  },
  {
    title: 'Change the file and look at the difference',
    cdk: 'diff',
    edit: {
      says: 'AutoAccept: true → false, AfterContactWorkTimeLimit: 60 → 90',
      apply: (file) => {
        file.change('AutoAccept: true', 'AutoAccept: false');
        file.change('AfterContactWorkTimeLimit: 60', 'AfterContactWorkTimeLimit: 90');
      },
    },
    checks: (seen) => [
      [
        'the difference names both settings',
        ['.AutoAccept', '.AfterContactWorkTimeLimit'].every((name) => seen.result.output.includes(name)),
      ],
      ['nothing was called', seen.calls.length === 0],
    ],
  },
  {
    title: 'Deploy the change',
    cdk: 'deploy --require-approval never',
    checks: (seen) => [
      ['updated in place: the same account', onlyUser(seen)?.Id === seen.before[0]?.Id],
      ['one write: UpdateUserPhoneConfig', writes(seen).join() === 'UpdateUserPhoneConfig'],
      [
        'Connect has the new settings',
        onlyUser(seen)?.PhoneConfig?.AutoAccept === false &&
          onlyUser(seen)?.PhoneConfig?.AfterContactWorkTimeLimit === 90,
      ],
    ],
  },
  {
    title: 'Rename Mary',
    cdk: 'deploy --require-approval never',
    edit: {
      says: 'Username: Mary → Mary.Major',
      apply: (file) => file.change('Username: Mary', 'Username: Mary.Major'),
    },
    checks: (seen) => [
      [
        'a new account',
        onlyUser(seen)?.Username === 'Mary.Major' && onlyUser(seen)?.Id !== seen.before[0]?.Id,
      ],
      ['the old one is gone', seen.users.every(({ Id }) => Id !== seen.before[0]?.Id)],
      ['made first, deleted last', writes(seen).join() === 'CreateUser,DeleteUser'],
      ['the outputs follow', outputsAreTheAccount(seen)],
    ],
  },
  {
    title: 'Destroy',
    cdk: 'destroy --force',
    checks: (seen) => [['no account is left', seen.users.length === 0]],
  },
];

async function runStep(aws: LocalAws, file: UsersFile, step: Step, number: number) {
  console.log(`\n${bold(`${number}  ${step.title}`)}`);
  if (step.edit !== undefined) {
    step.edit.apply(file);
    console.log(`   users.yaml: ${step.edit.says}`);
  }
  console.log(`   $ cdk ${step.cdk} -c users=users.yaml`);
  const before = aws.connect.users();
  const mark = aws.calls.next;
  const progress = new Progress(`cdk ${step.cdk.split(' ')[0]}`);
  const result = await runCdk({
    args: [
      ...step.cdk.split(' '),
      '-c',
      `users=${file.path}`,
      '-c',
      'identityManagementType=CONNECT_MANAGED',
      '--output',
      file.cdkOut,
    ],
    cwd: ROOT,
    env: { ...aws.childEnvironment(), NODE_NO_WARNINGS: '1', NO_COLOR: '1' },
    onLine: (line) => worthShowing(line) && progress.print(dim(`   │ ${line}`)),
  });
  progress.end();
  const calls = aws.calls.operations({ service: 'connect', after: mark });
  const outputs = aws.cloudformation.stack('ConnectUsers')?.outputs ?? {};
  const seen: Seen = { result, outputs, before, users: aws.connect.users(), calls };
  console.log(`   Connect calls: ${calls.join(', ') || 'none'}`);
  const checks = [['cdk succeeded', result.code === 0] as const, ...step.checks(seen)];
  for (const [what, holds] of checks) console.log(`   ${holds ? good('✓') : bad('✗')} ${what}`);
  return { step, result, seen, failed: checks.filter(([, holds]) => !holds).length };
}

async function main(): Promise<number> {
  const start = Date.now();
  const aws = await LocalAws.start();
  const file = new UsersFile(join(ROOT, 'examples', 'users.yaml'));
  console.log(bold('One Amazon Connect user, deployed, changed, renamed and removed'));
  console.log(
    dim(
      `The real cdk and the real Lambda bundle, on an AWS in this process (${aws.url}). No account is touched.`,
    ),
  );
  try {
    const done = [];
    const passwords = new Set<string>();
    for (const [index, step] of STEPS.entries()) {
      done.push(await runStep(aws, file, step, index + 1));
      for (const secret of aws.secretsManager.list()) {
        const password = aws.secretsManager.version(secret, 'AWSCURRENT')?.value.SecretString;
        if (typeof password === 'string') passwords.add(password);
      }
    }
    const everything = [
      ...file.files(),
      ...done.map(({ result }) => result.output),
      JSON.stringify(aws.calls.list()),
    ];
    const kept =
      passwords.size > 0 && ![...passwords].some((one) => everything.some((text) => text.includes(one)));
    const failed = done.reduce((sum, step) => sum + step.failed, kept ? 0 : 1);

    console.log(`\n${bold('Summary')}`);
    const rows = done.map(({ step, seen, result }) => [
      step.title,
      `${seen.users.length}`,
      `${seen.calls.length}`,
      seen.calls.join(', ') || '–',
      `${result.seconds.toFixed(1)} s`,
    ]);
    for (const line of table([['step', 'accounts', 'calls', 'to Amazon Connect', 'took'], ...rows]))
      console.log(line);
    console.log(
      `   ${kept ? good('✓') : bad('✗')} the password is in no template, file, call or line of output`,
    );
    const seconds = ((Date.now() - start) / 1000).toFixed(0);
    console.log(
      failed === 0
        ? good(`\n   All as it should be, in ${seconds} s.`)
        : bad(`\n   ${failed} check(s) failed.`),
    );
    return failed === 0 ? 0 : 1;
  } finally {
    await aws.stop();
    file.remove();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(bad(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    process.exit(1);
  },
);
