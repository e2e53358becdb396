/** Serves the local AWS until Ctrl-C: `npm run local -- --port 4566`. */
import { parseArgs } from 'node:util';
import { LocalAws } from '../local/local-aws';
import type { LoggedCall } from '../local/types';

const DEFAULT_PORT = 4566;
const HELP = `Serves an AWS on this machine, in memory, on 127.0.0.1 only: Connect, CloudFormation, Lambda, S3,
Secrets Manager, and what the CDK needs beside them. Everything is forgotten when it ends.

Usage: npm run local -- [options]

  --port <number>     where to listen (default ${DEFAULT_PORT}; 0 takes a free one)
  --region <name>     the Region it is (default us-east-1)
  --account <digits>  the account it is (default 123456789012)
  --quiet             do not print a line for each call
  --help              this text
`;

const colours = process.stdout.isTTY && !process.env.NO_COLOR;

const STYLES = { bold: 1, dim: 2, red: 31, green: 32 };

function paint(style: keyof typeof STYLES, text: string): string {
  return colours ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
}

interface Options {
  readonly port: number;
  readonly region?: string;
  readonly account?: string;
  readonly quiet: boolean;
}

/** The options of the command line, or undefined where help was asked for. Throws with what is wrong. */
function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      region: { type: 'string' },
      account: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const port = values.port ?? String(DEFAULT_PORT);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535; given: ${port}`);
  }
  if (values.account !== undefined && !/^\d{12}$/.test(values.account)) {
    throw new Error(`--account takes twelve digits; given: ${values.account}`);
  }
  if (values.region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(values.region)) {
    throw new Error(`--region takes the name of a Region, such as us-west-2; given: ${values.region}`);
  }
  return { port: Number(port), region: values.region, account: values.account, quiet: values.quiet };
}

function callLine(call: LoggedCall): string {
  const time = call.at.slice(11, 19);
  const status = paint(call.status < 400 ? 'green' : 'red', String(call.status));
  const caller = call.caller.slice(call.caller.lastIndexOf(':') + 1);
  const error = call.error === undefined ? '' : `  ${paint('red', call.error)}`;
  return `${paint('dim', time)} ${status} ${call.service} ${call.operation}  ${paint('dim', caller)}${error}`;
}

function greeting(aws: LocalAws): string {
  const variables = Object.entries(aws.environment())
    .filter(([name]) => /^AWS_(ENDPOINT|DEFAULT_REGION|REGION|ACCESS|SECRET)/.test(name))
    .map(([name, value]) => `  export ${name}=${value}`);
  const instance = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
  return `${paint('bold', `The local AWS listens on ${aws.url}`)} (account ${aws.account}, ${aws.region})

An Amazon Connect instance is there:
  arn:aws:connect:${aws.region}:${aws.account}:instance/${instance}

Deploy to it with the real cdk:
  LOCAL_AWS_PORT=${new URL(aws.url).port} npm run cdk:local -- deploy --all --require-approval never

Use it from any SDK or CLI:
${variables.join('\n')}
  aws connect list-users --instance-id ${instance}

Every call so far: ${aws.url}/_local/calls
Ctrl-C ends it, and everything in it.
`;
}

async function main(): Promise<void> {
  let options: Options | undefined;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\nnpm run local -- --help lists the options.`);
    process.exitCode = 2;
    return;
  }
  if (!options) {
    console.log(HELP);
    return;
  }
  let aws: LocalAws;
  try {
    aws = await LocalAws.start(options);
  } catch (error) {
    console.error(startError(error as NodeJS.ErrnoException, options.port));
    process.exitCode = 1;
    return;
  }
  console.log(greeting(aws));
  if (!options.quiet) aws.calls.subscribe((call) => console.log(callLine(call)));
  const end = () => {
    process.off('SIGINT', end).off('SIGTERM', end);
    void aws.stop();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
}

function startError(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is in use, perhaps by a local AWS already running. Choose another: npm run local -- --port ${port + 1}`;
  }
  if (error.code === 'EACCES') {
    return `Port ${port} may not be listened on by this user. Choose one above 1023: npm run local -- --port ${DEFAULT_PORT}`;
  }
  return `The local AWS could not start: ${error.message}`;
}

void main();
