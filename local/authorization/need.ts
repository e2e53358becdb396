/** What a call asks of its caller's policies. */

/** One decision: an action on one resource. A call can take several, and needs them all. */
export interface Need {
  /** `connect:DeleteUser` */
  readonly action: string;
  /** An ARN; `agent/*` at its end stands for a user that has no id yet. */
  readonly resource: string;
  /** Context keys, by name: `aws:ResourceTag/<key>`, `aws:RequestTag/<key>`, `aws:TagKeys` … */
  readonly context: Readonly<Record<string, string | string[]>>;
  /** The resource's own policy, where there is no access without one. */
  readonly resourcePolicy?: unknown;
  /** What the service says instead of IAM's own sentence. */
  readonly refusal?: string;
}

/** A call, as far as authorization reads it. */
export interface Access {
  readonly operation: string;
  /** Free of secrets and personal data: the log of calls shows it. */
  readonly parameters?: unknown;
  readonly needs: readonly Need[];
}

const prefixed = (prefix: string, tags: Readonly<Record<string, string>> | undefined) =>
  Object.fromEntries(Object.entries(tags ?? {}).map(([key, value]) => [`${prefix}/${key}`, value]));

export const resourceTags = (tags: Readonly<Record<string, string>> | undefined) =>
  prefixed('aws:ResourceTag', tags);

/** Of a request that gives tags. Without one, the keys are not there at all. */
export function requestTags(
  tags: Readonly<Record<string, string>> | undefined,
): Record<string, string | string[]> {
  const keys = Object.keys(tags ?? {});
  return keys.length === 0 ? {} : { ...prefixed('aws:RequestTag', tags), 'aws:TagKeys': keys };
}
