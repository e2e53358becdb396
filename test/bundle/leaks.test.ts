/**
 * Whole lives with marked values in every sensitive member: fine ones, and such as are refused, rolled back, throttled
 * until the time is up, adopted, changed outside. Then a search through everything that anybody can read afterwards.
 *
 * What may hold what: a template, and the events that CloudFormation sends with its values, have a person's data by
 * design, as with any resource; events have the address of the answer, too. Nothing has a password but the secret and
 * the call that makes the account. Everything else, and all files, have none of the three.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERSONAL_FIELDS } from '../../lib/private/contract';
import type { Deployment, Outcome } from '../support/deployment';
import { live, type Lives } from './leaks.lives';
import { ALL_MARKS, FORMER, PASSWORDS, PERSON } from './leaks.marks';
import { SENSITIVE } from './sensitive-members';

let lives: Lives;
let d: Deployment;

beforeAll(async () => {
  lives = await live();
  d = lives.deployment;
}, 120_000);
afterAll(() => d?.stop());

const outcomes = (): readonly Outcome[] => [...lives.outcomes.values()].flat();
const reasons = () =>
  outcomes()
    .flatMap(({ stack }) => stack.events.map(({ reason }) => reason ?? ''))
    .join('\n');
const files = () => [...lives.files];

type Place = readonly [where: string, read: () => string];
const shown: readonly Place[] = [
  ['the logs', () => d.logged.join('')],
  ['the reasons of CloudFormation', reasons],
  ['the outputs', () => JSON.stringify(outcomes().map((outcome) => outcome.outputs))],
  ['the log of calls', () => JSON.stringify(d.aws.calls.list())],
  ['the tags of accounts', () => JSON.stringify(lives.tags)],
  ['the environment of the functions', () => JSON.stringify(lives.configurations)],
  [
    'the files of functions',
    () =>
      files()
        .map(([path, bytes]) => `${path}\n${bytes.toString()}`)
        .join('\n'),
  ],
];
const templatesAndEvents: readonly Place[] = [
  ['the templates', () => lives.templates.join('')],
  ['the events that functions got', () => JSON.stringify(d.delivered)],
  ['the events of CloudFormation', () => JSON.stringify(outcomes().map(({ stack }) => stack))],
];

it('everything went as it should', () => {
  expect(
    Object.fromEntries([...lives.outcomes].map(([name, all]) => [name, all.map(({ status }) => status)])),
  ).toEqual({
    Fine: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
    Renamed: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
    Refused: ['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
    UpdateRefused: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
    Throttled: ['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
    Unanswered: ['CREATE_COMPLETE', 'DELETE_COMPLETE'],
    Adopted: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
    AdoptionRefused: ['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
    AdoptionRolledBack: ['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
    Drifted: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
    DriftRefused: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
    NoPassword: ['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
  });
});

it('what is looked for would be found', () => {
  expect(reasons()).toContain('Not taken: [FirstName], [LastName], [Email]');
  expect(reasons()).toContain('CreateUser was throttled');
  expect(d.logged.join('')).toContain('"operation":"CreateUser"');
  expect(d.logged.join('')).toContain('"message":"account adopted"');
  expect(d.logged.join('')).toContain('"message":"answer not accepted"');
  expect(files().length).toBeGreaterThan(0);
  expect(lives.generated.filter((password) => /^\S{32}$/.test(password)).length).toBeGreaterThan(2);
  expect(lives.tags.length).toBeGreaterThan(5);
  // Connect did get all of it, and so did the functions, but for passwords.
  for (const value of Object.values(PERSON)) {
    expect(JSON.stringify(lives.accounts)).toContain(value);
    expect(JSON.stringify(d.delivered)).toContain(value);
  }
  for (const value of Object.values(FORMER)) expect(JSON.stringify(lives.accounts)).toContain(value);
});

it('every sensitive member has a mark, and the handler knows every personal one', () => {
  const { Password, ...personal } = SENSITIVE;
  expect(Password).toBeDefined();
  expect(Object.keys(PERSON).sort()).toEqual(Object.keys(personal).sort());
  expect([...PERSONAL_FIELDS].sort()).toEqual(Object.keys(personal).sort());
});

it.each([...shown, ...templatesAndEvents])('no password is in %s', (_, read) => {
  const text = read();
  expect(text.length).toBeGreaterThan(100);
  for (const password of [...PASSWORDS, ...lives.generated]) expect(text.includes(password)).toBe(false);
});

it.each(shown)('no personal data is in %s', (_, read) => {
  const text = read().toLowerCase();
  for (const mark of ALL_MARKS) expect(text.includes(mark.toLowerCase()) ? mark : undefined).toBeUndefined();
});

it.each(templatesAndEvents)('what accounts had before is not even in %s', (_, read) => {
  const text = read();
  for (const mark of Object.values(FORMER)) expect(text.includes(mark) ? mark : undefined).toBeUndefined();
});

it.each(shown)('no address of an answer is in %s', (_, read) => {
  const text = read();
  const addresses = d.delivered.map(({ event }) => new URL(String(event['ResponseURL'])));
  expect(addresses.length).toBeGreaterThan(20);
  for (const address of addresses) {
    const signature = address.searchParams.get('Signature')!;
    for (const part of [signature, encodeURIComponent(signature), address.pathname]) {
      expect(text.includes(part)).toBe(false);
    }
  }
  expect(text).not.toMatch(/[?&]Signature=/);
});

it('no function wrote a file: there is the bundle, as it was deployed, which knows no way to write one', () => {
  const bundle = readFileSync(join(__dirname, '../../dist/lambda/user/index.js'));
  const others = files().filter(([, bytes]) => !bytes.equals(bundle));
  expect(others.map(([path]) => path)).toEqual([]);
  expect(bundle.toString()).not.toMatch(/writeFile|appendFile|createWriteStream|copyFile|mkdtemp|openSync/);
});
