/**
 * 1,000 events that nobody can mean, through the bundle: each gets one answer, FAILED with a reason that says why, and
 * no account is touched. Two kinds are answered otherwise: a Delete that has nothing to delete says SUCCESS, or the
 * stack could never be removed; and an event without a usable ResponseURL has nobody to be answered.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { ANSWER_MAX_BYTES } from '../../lambda/cloudformation/response';
import { BundleProcess } from '../support/bundle-process';
import { Deployment } from '../support/deployment';
import type { Answer } from '../support/invoke';
import { addUser, AGENT_ID, INSTANCE_ID, ROUTING_PROFILE_ID } from '../support/users';
import { malformed, unanswerable, type Malformed, type World } from './malformed.events';

const SEED = 20_261_122;
const EVENTS = 1_000;
const CHANGES = /^(Create|Update|Delete|Tag|Untag|Associate|Disassociate)/;
/** In the properties of every event, and in no answer and no log. */
const MARKED = ['Firstmarked', 'Lastmarked', 'email-marked@example.com', '+15555550177'];
const [firstName, lastName, email, mobile] = MARKED;

interface Given extends Malformed {
  readonly answers: readonly string[];
  readonly thrown: string | undefined;
  readonly changes: readonly { readonly operation: string; readonly status: number }[];
}

let d: Deployment;
let bundle: BundleProcess;
let server: Server;
const given: Given[] = [];
let before: string;
const bodies: string[] = [];
const accounts = () => JSON.stringify(d.aws.connect.users());
/** The seconds that the events took. */
let took: number;

beforeAll(async () => {
  d = await Deployment.start();
  const world = await prepare();
  bundle = new BundleProcess(d.aws, 100);
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => void (body += text));
    request.on('end', () => {
      bodies.push(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ResponseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?X-Amz-Signature=marked-signature`;
  before = accounts();
  const start = performance.now();
  for (const one of fc.sample(malformed(world), { seed: SEED, numRuns: EVENTS })) {
    const since = d.aws.calls.next;
    bodies.length = 0;
    // What an event says comes last, and wins.
    const thrown = await bundle.invoke(
      JSON.stringify({ ResponseURL, RequestId: `r-${given.length}`, ...one.event }),
    );
    const changes = d.connectLog(since).filter(({ operation }) => CHANGES.test(operation));
    given.push({ ...one, answers: [...bodies], thrown, changes });
  }
  took = (performance.now() - start) / 1_000;
}, 180_000);
afterAll(async () => {
  bundle.stop();
  server.close();
  await d.stop();
});

/** One account of the resource that the events are about, and two that are none of its business. */
async function prepare(): Promise<World> {
  const person = { IdentityInfo: { FirstName: firstName, LastName: lastName, Email: email, Mobile: mobile } };
  await d.deploy(
    'Own',
    (stack) => void addUser(stack, { username: 'own', identityInfo: { firstName, lastName, email, mobile } }),
  );
  await d.deploy('Theirs', (stack) => void addUser(stack, { username: 'theirs' }));
  d.aws.connect.call('CreateUser', {
    InstanceId: INSTANCE_ID,
    Username: 'stranger',
    Password: 'Pass@Word1',
    PhoneConfig: { PhoneType: 'SOFT_PHONE' },
    RoutingProfileId: ROUTING_PROFILE_ID,
    SecurityProfileIds: [AGENT_ID],
    ...person,
  });
  const event = d.events('Own').at(-1)!;
  const other = (username: string) => ({ username, physicalId: d.mustAccount(username).Arn });
  return {
    stackId: event['StackId'] as string,
    logicalId: event['LogicalResourceId'] as string,
    physicalId: d.mustAccount('own').Arn,
    others: [other('theirs'), other('stranger')],
    properties: event['ResourceProperties'] as World['properties'],
  };
}

/** Of those that are not as they should be, the first few: what each was, and what became of it. */
const wrongAmong = (all: readonly Given[], isWrong: (one: Given, answer: Answer) => boolean) =>
  all
    .filter((one) => isWrong(one, JSON.parse(one.answers[0] ?? '{}') as Answer))
    .map(({ what, answers, thrown, changes }) => {
      const calls = changes.map(({ operation, status }) => `${operation} ${status}`).join();
      return `${what}: ${answers.length} answers, ${answers[0]?.slice(0, 600)} ${calls} ${thrown ?? ''}`;
    })
    .slice(0, 15);

const expected = (which: Malformed['expected']) => given.filter((one) => one.expected === which);

it('they are 1,000, of every kind', () => {
  expect(given).toHaveLength(EVENTS);
  expect(expected('FAILED').length).toBeGreaterThan(900);
  expect(expected('nothing').length).toBeGreaterThan(25);
  const kinds = (type: string) =>
    new Set(given.filter(({ what }) => what.startsWith(type)).map(({ what }) => what));
  for (const type of ['Create', 'Update', 'Delete']) expect(kinds(type).size).toBeGreaterThan(20);
});

it('each gets exactly one answer, and the handler never throws', () => {
  expect(wrongAmong(given, ({ answers, thrown }) => answers.length !== 1 || thrown !== undefined)).toEqual(
    [],
  );
});

it('it is FAILED, with a reason that names what is wrong', () => {
  const isWrong = ({ Status, Reason = '' }: Answer) =>
    Status !== 'FAILED' ||
    Reason.length < 20 ||
    // Cut, with what to do.
    Reason.endsWith('…') ||
    /undefined|\[object|The handler itself failed|NaN/.test(Reason);
  expect(wrongAmong(expected('FAILED'), (_, answer) => isWrong(answer))).toEqual([]);
});

it('but a Delete that has nothing to delete is a SUCCESS', () => {
  expect(wrongAmong(expected('nothing'), (_, { Status }) => Status !== 'SUCCESS')).toEqual([]);
});

it('CloudFormation can read it: at most 4,096 bytes, and a physical id within its limits', () => {
  const isWrong = ({ answers: [body = ''] }: Given, { PhysicalResourceId }: Answer) =>
    Buffer.byteLength(body) > ANSWER_MAX_BYTES ||
    typeof PhysicalResourceId !== 'string' ||
    PhysicalResourceId === '' ||
    Buffer.byteLength(PhysicalResourceId) > 1_024;
  expect(wrongAmong(given, isWrong)).toEqual([]);
});

it('the answer to a Create names no account', () => {
  const creates = given.filter(({ what }) => what.startsWith('Create'));
  expect(wrongAmong(creates, (_, { PhysicalResourceId }) => PhysicalResourceId.startsWith('arn:'))).toEqual(
    [],
  );
});

it('neither an answer nor the log has personal data or the address of the answer', () => {
  expect(JSON.stringify(given.map(({ event }) => event))).toContain(email);
  expect(bundle.printed).toContain('"message":"answered"');
  const said = [bundle.printed, ...given.flatMap(({ answers }) => answers)].join('\n');
  for (const text of [...MARKED, 'marked-signature', '127.0.0.1']) expect(said.includes(text)).toBe(false);
});

it('every line of the log is short, and JSON', () => {
  const lines = bundle.printed.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(EVENTS);
  expect(() => lines.forEach((line) => void JSON.parse(line))).not.toThrow();
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(8_000);
});

it('no account is touched: no call changed one, and they are what they were', () => {
  expect(wrongAmong(given, ({ changes }) => changes.some(({ status }) => status < 400))).toEqual([]);
  expect(accounts()).toBe(before);
});

it('nor is a call that changes one even tried, where an event can be judged by itself', () => {
  // Whether an id names something, only Connect knows; and a Delete whose account cannot be seen is sent.
  const judged = given.filter(({ what }) =>
    /of another type|named|such a key|no |: (StackId|Re|Logical|Phys)/.test(what),
  );
  expect(judged.length).toBeGreaterThan(600);
  expect(wrongAmong(judged, ({ changes }) => changes.length > 0)).toEqual([]);
});

it('took less than a minute', () => {
  expect(took).toBeLessThan(60);
});

it('events without a usable address are logged, and nothing is done', async () => {
  const since = d.aws.calls.next;
  bodies.length = 0;
  const events = fc.sample(unanswerable, { seed: SEED, numRuns: 200 });
  for (const event of events) {
    // Thrown would be to be delivered again, in vain.
    expect(await bundle.invoke(JSON.stringify(event))).toBeUndefined();
  }
  expect(bodies).toEqual([]);
  expect(d.connectCalls(since)).toEqual([]);
  expect(bundle.printed.split('"message":"malformed event"').length).toBeGreaterThan(events.length);
});
