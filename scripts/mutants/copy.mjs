/** A copy of the tree to break: what git tracks, as it is in the working tree now, with the same node_modules. */
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PatchError } from './patch.mjs';

const run = promisify(execFile);

/** A repository that the temporary folder happens to be in is none of git's business: it would skip files in silence. */
function gitEnvironment(folder) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(own), GIT_CEILING_DIRECTORIES: dirname(folder) };
}

const LOADS = `
  if (typeof require(process.argv[1]).handler !== 'function') throw new Error('It exports no handler.');
`;

export class Copy {
  constructor(root, folder) {
    this.root = root;
    this.folder = folder;
    const tracked = execFileSync('git', ['ls-files', '-z', '--cached'], { cwd: root, encoding: 'utf8' });
    for (const file of tracked.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
      this.restore(file);
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  }

  /** Makes the file what it is in the tree. */
  restore(file) {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    copyFileSync(join(this.root, file), join(this.folder, file));
  }

  /** Throws a {@link PatchError} if the patch does not fit (any more). */
  async apply({ id, path }) {
    try {
      await run('git', ['apply', '--whitespace=nowarn', path], {
        cwd: this.folder,
        env: gitEnvironment(this.folder),
      });
    } catch (error) {
      throw new PatchError(
        `${id}.patch does not apply to this tree: ${error.stderr.trim()}\nMake the same bug in the code as it is now, and replace the diff.`,
      );
    }
  }

  /** Bundles the Lambda, and sees that it can be loaded. */
  async bundle() {
    const inCopy = { cwd: this.folder, env: { ...process.env, AWS_REGION: 'us-east-1' } };
    rmSync(join(this.folder, 'dist'), { recursive: true, force: true });
    await run(process.execPath, ['scripts/bundle.mjs', '--quiet'], inCopy);
    await run(process.execPath, ['-e', LOADS, join(this.folder, 'dist/lambda/user/index.js')], inCopy);
  }
}
