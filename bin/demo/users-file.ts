/** A copy of the example's file, changed as a person would change it in an editor. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class UsersFile {
  readonly folder = mkdtempSync(join(tmpdir(), 'cdk-connect-user-demo-'));
  readonly path = join(this.folder, 'users.yaml');
  /** Where the command writes templates and assets. */
  readonly cdkOut = join(this.folder, 'cdk.out');

  constructor(example: string) {
    writeFileSync(this.path, readFileSync(example));
  }

  /** Replaces one text that must be there, so that an example that changed is noticed. */
  change(from: string, to: string): void {
    const text = readFileSync(this.path, 'utf8');
    if (!text.includes(from)) throw new Error(`${this.path} has no "${from}"`);
    writeFileSync(this.path, text.replace(from, to));
  }

  /** Every file the run left, as text. */
  files(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
