/** Tags as authorization knows them: some time behind what a call to Connect shows. */
import { findTagged } from './tags';
import type { Tags } from './input';
import type { ConnectStore } from './store';

interface Snapshot {
  readonly at: number;
  readonly tags: Tags;
}

export class CountedTags {
  /** By the live tags of a resource, which go with it. */
  private readonly history = new WeakMap<Tags, Snapshot[]>();

  constructor(private readonly store: ConnectStore) {}

  /** Notes the tags that something has had for long, if nothing is known of them yet. Call it before a change. */
  begin(arn: string): void {
    const found = findTagged(this.store, arn);
    if (found && !this.history.has(found.tags)) {
      this.history.set(found.tags, [{ at: -Infinity, tags: { ...found.tags } }]);
    }
  }

  /** Notes the tags that something has now. Call it after a change, or when it is made. */
  note(arn: string): void {
    const found = findTagged(this.store, arn);
    if (!found) return;
    const snapshots = this.history.get(found.tags) ?? [];
    snapshots.push({ at: this.store.now(), tags: { ...found.tags } });
    this.history.set(found.tags, snapshots);
  }

  /** The tags of `lagMs` ago; those of now for what was never noted. Undefined if there is nothing of that ARN. */
  of(arn: string, lagMs: number): Tags | undefined {
    const found = findTagged(this.store, arn);
    const snapshots = found && this.history.get(found.tags);
    if (!snapshots || lagMs <= 0) return found?.tags;
    const until = this.store.now() - lagMs;
    return snapshots.findLast(({ at }) => at <= until)?.tags ?? {};
  }
}
