/** What holds after each step, whatever happened in it. */
import { OWNER_TAG } from '../../lib/private/contract';
import type { StackView } from '../../local/cloudformation/service';
import type { UserCopy } from '../../local/connect/views';
import type { Event } from './events';
import { isArn, Violation, type Entry, type Model } from './model';
import { differences, observe } from './state';
import type { World } from './world';

/** Lambda's longest, which the function has. */
const DEADLINE_MS = 900_000;
const ANSWER_MAX_BYTES = 4096;

const whose = ({ username, instance, owner }: Entry) =>
  `${username} of instance ${instance} (${owner === undefined ? "a stranger's" : `U${owner.slot}'s`})`;

/** Each event is answered once for each time that the function could finish with it, in time, and not at odds. */
export function checkAnswers(events: readonly Event[]): void {
  for (const event of events) {
    const { answers, begun, killed, rejected, type, logicalId } = event;
    const what = `${type} of ${logicalId}`;
    const finished = begun.length - killed - rejected.length;
    const wrong = rejected.find((message) => !message.includes('could not be delivered'));
    if (wrong !== undefined) throw new Violation(`${what}: the handler rejected: ${wrong}`);
    if (answers.length !== finished) {
      throw new Violation(
        `${what}: answered ${answers.length} times, and the function finished ${finished} times`,
      );
    }
    if (answers.length === 0) continue;
    if (answers.some(({ bytes }) => bytes > ANSWER_MAX_BYTES))
      throw new Violation(`${what}: answer too long`);
    const late = answers.find(({ at }) => !begun.some((start) => at >= start && at - start <= DEADLINE_MS));
    if (late !== undefined) throw new Violation(`${what}: answered after the deadline`);
    const ids = new Set(
      answers
        .filter(({ Status }) => Status === 'SUCCESS')
        .map(({ PhysicalResourceId }) => PhysicalResourceId),
    );
    if (ids.size > 1) throw new Violation(`${what}: answered with different physical ids`);
  }
}

/** The accounts in Connect are those that the model has, and each is what it should be. */
export function checkAccounts(world: World, model: Model): void {
  const accounts = new Map(world.accounts().map((account) => [account.Arn, account]));
  for (const entry of model.accounts.values()) {
    const account = accounts.get(entry.arn);
    if (account === undefined) throw new Violation(`missing: the account ${whose(entry)}`);
    checkAccount(entry, account);
  }
  for (const [arn, { Username, Tags }] of accounts) {
    if (!model.accounts.has(arn)) throw new Violation(`orphan: the account ${Username} (${Tags[OWNER_TAG]})`);
  }
}

function checkAccount(entry: Entry, account: UserCopy): void {
  const tag = account.Tags[OWNER_TAG];
  const ours = entry.owner !== undefined;
  if (ours !== (tag !== undefined) && entry.foreign !== true) {
    throw new Violation(`${whose(entry)}: its owner tag is ${tag ?? 'not there'}`);
  }
  if (ours && !new RegExp(`^\\w+/U${entry.owner!.slot}[0-9A-F]{8}/`).test(tag!)) {
    throw new Violation(`${whose(entry)}: its owner tag is ${tag}`);
  }
  if (ours && tag!.endsWith(' adopted') !== (entry.adopted !== undefined)) {
    throw new Violation(`${whose(entry)}: ${entry.adopted ? 'adopted' : 'made'}, and the tag says otherwise`);
  }
  if (entry.exact !== undefined && JSON.stringify(account) !== JSON.stringify(entry.exact)) {
    throw new Violation(`a stranger's account was touched: ${whose(entry)}`);
  }
  const actual = observe(account);
  if (entry.settled) {
    const wrong = differences(entry.state, actual);
    if (wrong.length > 0) throw new Violation(`${whose(entry)}: ${wrong.join('; ')}`);
    entry.state = actual;
  }
  if (!ours) entry.exact = account;
}

/** What the stack says and what the model says are one. */
export function checkStack(stack: StackView | undefined, model: Model): void {
  const live = new Map(
    Object.entries(stack === undefined || stack.status === 'DELETE_COMPLETE' ? {} : stack.resources)
      .map(([id, resource]): [number, typeof resource] => [
        Number(/^U(\d)[0-9A-F]{8}$/.exec(id)?.[1] ?? NaN),
        resource,
      ])
      .filter(([slot]) => !Number.isNaN(slot)),
  );
  for (const [slot, { physicalId, status }] of live) {
    if (!model.users.has(slot)) throw new Violation(`the stack still has U${slot} (${status})`);
    const entry = model.accounts.get(physicalId ?? '');
    // Somebody deleted the account, or took the tag: the stack cannot know.
    if (model.outside.has(physicalId ?? '')) continue;
    if (!isArn(physicalId)) throw new Violation(`U${slot} is in the stack (${status}) without an account`);
    if (entry === undefined) throw new Violation(`U${slot} is in the stack (${status}), its account is gone`);
    if (!model.owns(entry, slot)) throw new Violation(`U${slot} has the account of ${whose(entry)}`);
  }
  for (const slot of model.users.keys()) {
    if (!live.has(slot)) throw new Violation(`the stack has lost U${slot}`);
  }
  for (const entry of model.accounts.values()) {
    const { owner, retained, arn } = entry;
    if (owner === undefined || retained === true || owner.life !== model.life) continue;
    if (live.get(owner.slot)?.physicalId !== arn) throw new Violation(`not in the stack: ${whose(entry)}`);
  }
}
