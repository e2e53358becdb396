/**
 * Names of profiles and hierarchy groups → ids.
 *
 * A stack of 400 users asks for the same few names 400 times, and Connect allows two lists a second, so what a list
 * said is kept for a while in the warm process. A name that the kept list lacks is looked up afresh. A kept id may be
 * out of date (a profile deleted and made anew under its name): `usedCache` says that such an id was handed out, so
 * that the caller can forget the lists and try again when Connect does not know an id.
 */
import type { Clock } from './clock';
import type { ConnectApi, InstanceKey, Named } from './connect-api';
import { nearest } from '../../lib/private/rules';
import { Problem } from '../problem';

export type NameKind = 'routing profile' | 'security profile' | 'hierarchy group';

const KEPT_FOR_MS = 60_000;
const SHOWN = 5;

interface Kept {
  readonly at: number;
  readonly items: readonly Named[];
}

/** One for each process. */
export class NameCache {
  private readonly lists = new Map<string, Kept>();

  get(instanceId: string, kind: NameKind, now: number): readonly Named[] | undefined {
    const kept = this.lists.get(`${kind} ${instanceId}`);
    return kept !== undefined && now - kept.at < KEPT_FOR_MS ? kept.items : undefined;
  }

  set(instanceId: string, kind: NameKind, now: number, items: readonly Named[]): void {
    this.lists.set(`${kind} ${instanceId}`, { at: now, items });
  }

  clear(): void {
    this.lists.clear();
  }
}

/** One for each event. */
export class Names {
  /** True once an id was answered from a list that another event read. */
  usedCache = false;
  private readonly fresh = new Set<string>();

  constructor(
    private readonly api: ConnectApi,
    private readonly cache: NameCache,
    private readonly clock: Clock,
  ) {}

  /** Throws a {@link Problem} if nothing or more than one thing has that name. */
  async idOf(kind: NameKind, instance: InstanceKey, name: string): Promise<string> {
    const kept = this.cache.get(instance.InstanceId, kind, this.clock.now());
    const inKept = kept?.filter((item) => item.Name === name) ?? [];
    if (kept !== undefined && inKept.length === 1) {
      this.usedCache ||= !this.fresh.has(kind);
      return inKept[0].Id;
    }
    const items = kept !== undefined && this.fresh.has(kind) ? kept : await this.read(kind, instance);
    const found = items.filter((item) => item.Name === name);
    if (found.length === 1) return found[0].Id;
    throw found.length === 0 ? unknown(kind, name, items) : ambiguous(kind, name, found);
  }

  forget(): void {
    this.cache.clear();
    this.fresh.clear();
    this.usedCache = false;
  }

  private async read(kind: NameKind, instance: InstanceKey): Promise<readonly Named[]> {
    const items = await this.list(kind, instance);
    this.cache.set(instance.InstanceId, kind, this.clock.now(), items);
    this.fresh.add(kind);
    return items;
  }

  private list(kind: NameKind, instance: InstanceKey): Promise<readonly Named[]> {
    if (kind === 'routing profile') return this.api.listRoutingProfiles(instance);
    if (kind === 'security profile') return this.api.listSecurityProfiles(instance);
    return this.api.listHierarchyGroups(instance);
  }
}

const quoted = (name: string) => `"${name.length > 128 ? `${name.slice(0, 128)}…` : name}"`;

function unknown(kind: NameKind, name: string, items: readonly Named[]): Problem {
  const names = items.map((item) => item.Name);
  const near = nearest(name, names);
  const shown = names.slice(0, SHOWN).map(quoted).join(', ');
  const rest = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const existing = names.length === 0 ? 'It has none.' : `It has ${shown}${rest}.`;
  return new Problem(
    `The instance has no ${kind} named ${quoted(name)}. ${existing}`,
    near === undefined
      ? `Correct the name (letter case counts), or create the ${kind} first.`
      : `Did you mean ${quoted(near)}?`,
  );
}

function ambiguous(kind: NameKind, name: string, found: readonly Named[]): Problem {
  const ids = found.slice(0, SHOWN).map((item) => item.Id);
  return new Problem(
    `The instance has ${found.length} ${kind}s named ${quoted(name)}: ${ids.join(', ')}.`,
    `Say which one by its id instead of its name.`,
  );
}
