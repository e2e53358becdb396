import { DocumentError, parseFile, parseRequest } from '../../../../lib/private/documents';
import type { DocumentProblem } from '../../../../lib/private/documents';

function problemsOf(parse: () => unknown): readonly DocumentProblem[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof DocumentError) return error.problems;
    throw error;
  }
  return [];
}

/** What is wrong with a file, a line each: `users.yaml:2: mary, Tags: …`. */
export function fileProblems(content: string | Uint8Array, name = 'users.yaml'): string[] {
  return problemsOf(() => parseFile(content, name)).map(({ where, user, field, message }) =>
    [where, user ?? '-', field ?? '-', message].join(' | '),
  );
}

/** What is wrong with an object, field by field. */
export function problems(request: unknown): Record<string, string> {
  return Object.fromEntries(
    problemsOf(() => parseRequest(request)).map(({ field, message }) => [field ?? '', message]),
  );
}

/** The properties of an object that is a good request. */
export const properties = (request: unknown) => parseRequest(request).properties;

export const lines = (...text: string[]) => `${text.join('\n')}\n`;
