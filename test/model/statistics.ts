/** How often what actually happened. */
export class Statistics {
  private readonly counts = new Map<string, Map<string, number>>();

  count(group: string, name: string, by = 1): void {
    const of = this.counts.get(group) ?? new Map<string, number>();
    of.set(name, (of.get(name) ?? 0) + by);
    this.counts.set(group, of);
  }

  of(group: string): ReadonlyMap<string, number> {
    return new Map([...(this.counts.get(group) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  add(other: Statistics): void {
    for (const [group, counts] of other.counts) {
      for (const [name, count] of counts) this.count(group, name, count);
    }
  }

  toJSON(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return Object.fromEntries(
      [...this.counts.keys()].map((group) => [group, Object.fromEntries(this.of(group))]),
    );
  }

  static from(json: ReturnType<Statistics['toJSON']>): Statistics {
    const result = new Statistics();
    for (const [group, counts] of Object.entries(json)) {
      for (const [name, count] of Object.entries(counts)) result.count(group, name, count);
    }
    return result;
  }
}
