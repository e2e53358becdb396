/**
 * Bundles each folder of lambda/ that has an index.ts into dist/lambda/<name>/index.js.
 *
 * Reproducible: no absolute path, no time, nothing of the machine is in the output, so that the asset's hash,
 * and with it every snapshot of a consumer, is the same everywhere.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    quiet: { type: 'boolean', default: false },
    /** Where the folders of the bundles go. */
    out: { type: 'string', default: join(root, 'dist/lambda') },
  },
});
const entries = readdirSync(join(root, 'lambda')).filter((name) =>
  existsSync(join(root, 'lambda', name, 'index.ts')),
);

/** A Lambda has its credentials in the environment; the other providers (SSO, IMDS, processes …) only cost time. */
const environmentCredentials = {
  name: 'environment-credentials',
  setup(b) {
    b.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: join(root, 'lambda/credentials.ts'),
    }));
  },
};

/**
 * The SDK imports its event streams when a call has one; Connect's and Secrets Manager's calls here have none. As a
 * dynamic import it would make esbuild wrap every module of the SDK in a function, which V8 then parses twice.
 */
const noEventStreams = {
  name: 'no-event-streams',
  setup(b) {
    const filter = /^@smithy\/core\/event-streams$/;
    b.onResolve({ filter }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'no-event-streams' } : undefined,
    );
    b.onLoad({ filter, namespace: 'no-event-streams' }, () => ({
      contents: `throw new Error('This bundle has no event streams: no call of it uses one.');`,
    }));
  },
};

/**
 * The SDK's table of shapes names some keys by constants (`[_hE]: 404`), which esbuild must take for code with
 * side effects, so that shapes of calls we never make stay in. With the constants written out, they go:
 * 389 KB become 209 KB, and loading takes two thirds of the time.
 */
const shakeSchemas = {
  name: 'shake-schemas',
  setup(b) {
    b.onLoad({ filter: /dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const constants = new Map(
        [...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, value]) => [name, value]),
      );
      const contents = source.replace(/\[(_\w+)\]:/g, (whole, name) =>
        constants.has(name) ? `[${constants.get(name)}]:` : whole,
      );
      return { contents, loader: 'js' };
    });
  },
};

for (const name of entries) {
  const outfile = join(values.out, name, 'index.js');
  await build({
    absWorkingDir: root,
    entryPoints: [`lambda/${name}/index.ts`],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // A linked node_modules must not lead to other paths, and so to another order of modules.
    preserveSymlinks: true,
    legalComments: 'none',
    // The editor's settings are none of the bundle's business.
    tsconfigRaw: {},
    logLevel: 'warning',
    plugins: [environmentCredentials, noEventStreams, shakeSchemas],
  });
  if (!values.quiet)
    console.log(`${relative(process.cwd(), outfile)}  ${(statSync(outfile).size / 1000).toFixed(0)} kB`);
}
