const MASK = '****';

/** Text (JSON or not) without the values that no description may show. */
export function masked(text: string, secrets: ReadonlySet<string>): string {
  let result = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    // As it stands in JSON, escapes included.
    result = result.replaceAll(JSON.stringify(secret).slice(1, -1), MASK);
  }
  return result;
}
