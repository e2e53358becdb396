/** One thing that is wrong with a document. */
export interface DocumentProblem {
  /** `users.yaml:12`; empty when the document is not from a file. */
  readonly where: string;
  /** Its key in the file, or its username. */
  readonly user?: string;
  /** API path, e.g. `PhoneConfig.DeskPhoneNumber`. */
  readonly field?: string;
  /** What was given and what is allowed, without personal data. */
  readonly message: string;
}

/** Everything that is wrong with a file, or with one request. */
export class DocumentError extends Error {
  /**
   * @param source the file's name, or what else the problems are about
   * @param problems at least one
   */
  constructor(
    source: string,
    readonly problems: readonly DocumentProblem[],
  ) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super([`${source}: ${count}`, ...problems.map(line)].join('\n'));
    this.name = 'DocumentError';
  }
}

function line({ where, user, field, message }: DocumentProblem): string {
  const subject = [user, field].filter((part) => part).join(', ');
  return [where, subject, message].filter((part) => part).join(': ');
}
