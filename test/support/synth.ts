/** From constructs to what `cdk deploy` would upload: a template, and the zipped assets by their keys. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { zipSync } from 'fflate';

export type Fill = (stack: Stack) => void;

export interface SynthOptions {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Of the functions of the stack, in place of their own. */
  readonly timeoutSeconds?: number;
  /** Variables of the functions' environment, beside their own. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface Synthesized {
  readonly template: string;
  /** The archives, by bucket and key. */
  readonly assets: readonly { readonly bucket: string; readonly key: string; readonly body: Buffer }[];
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string; readonly packaging: string };
        readonly destinations: Readonly<
          Record<string, { readonly bucketName: string; readonly objectKey: string }>
        >;
      }
    >
  >;
}

const archives = new Map<string, Buffer>();

/** The files of a folder, zipped once a process: the key is a hash of them. */
function zipped(key: string, folder: string): Buffer {
  const known = archives.get(key);
  if (known !== undefined) return known;
  const files = Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]),
  );
  const body = Buffer.from(zipSync(files, { level: 0 }));
  archives.set(key, body);
  return body;
}

/** Synthesizes an app with one stack in a folder of its own, which is gone afterwards. Throws what synthesis throws. */
export function synthesize(fill: Fill, options: SynthOptions): Synthesized {
  const { name, account, region } = options;
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      // It costs more than all else in such a test. The end-to-end tests, through the CLI, have it.
      builtinCloudFormationValidation: false,
    });
    const stack = new Stack(app, name, { env: { account, region } });
    fill(stack);
    adjustFunctions(stack, options);
    app.synth();
    const read = (file: string) => readFileSync(join(outdir, file), 'utf8');
    const { files = {} } = JSON.parse(read(`${name}.assets.json`)) as AssetManifest;
    const assets = Object.values(files)
      .filter(({ source }) => source.packaging === 'zip')
      .flatMap(({ source, destinations }) =>
        Object.values(destinations).map(({ bucketName, objectKey }) => ({
          bucket: bucketName,
          key: objectKey,
          body: zipped(objectKey, join(outdir, source.path)),
        })),
      );
    return { template: read(`${name}.template.json`), assets };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function adjustFunctions(stack: Stack, { timeoutSeconds, variables }: SynthOptions): void {
  const functions = stack.node
    .findAll()
    .filter((construct) => CfnResource.isCfnResource(construct))
    .filter(({ cfnResourceType }) => cfnResourceType === 'AWS::Lambda::Function');
  for (const resource of functions) {
    if (timeoutSeconds !== undefined) resource.addPropertyOverride('Timeout', timeoutSeconds);
    for (const [name, value] of Object.entries(variables)) {
      resource.addPropertyOverride(`Environment.Variables.${name}`, value);
    }
  }
}
