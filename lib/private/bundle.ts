import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of a prebuilt Lambda bundle, which is in the package: consumers need no bundler.
 *
 * @param name the folder's name under `dist/lambda`
 * @throws if the bundle is not there, with how to make it
 */
export function bundleFolder(name: string): string {
  const folder = join(packageRoot(__dirname), 'dist', 'lambda', name);
  if (!existsSync(join(folder, 'index.js'))) {
    throw new Error(
      `The Lambda bundle "${name}" is missing from ${folder}. It comes with the package; in a checkout, \`npm run bundle\` makes it.`,
    );
  }
  return folder;
}

/** The source runs from lib/private, the compiled package from dist/private: the root is what both have above them. */
function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}
