/**
 * Everything that a run leaves anywhere: files, templates, lines of the command, events, outputs, logs, calls. For
 * the search for what must not be in any of it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import type { Project } from './project';

export interface Trace {
  /** Where it is: `file cdk.out/ConnectUsers.template.json`, `event MaryBE0FF134`. */
  readonly where: string;
  readonly text: string;
}

/** The files in an archive; a file that is none is taken as it is. */
function contents(where: string, bytes: Uint8Array): Trace[] {
  const isZip = Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\u0003\u0004';
  if (!isZip) return [{ where, text: Buffer.from(bytes).toString('utf8') }];
  return Object.entries(unzipSync(bytes)).flatMap(([name, inner]) => contents(`${where}!${name}`, inner));
}

function files(folder: string): Trace[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => contents(`file ${relative(folder, path)}`, readFileSync(path)));
}

/** What there is of a project at this moment. */
export async function tracesOf(project: Project): Promise<readonly Trace[]> {
  const { aws } = project;
  const calls = await (await fetch(`${aws.url}/_local/calls`)).text();
  const functionFolders = project
    .stacks()
    .flatMap(({ resources }) => Object.values(resources))
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .flatMap(({ physicalId = '' }) => aws.lambda.function(physicalId)?.deployed ?? []);
  return [
    ...files(project.folder),
    ...functionFolders.flatMap(({ code }) => files(code.folder)),
    ...functionFolders.map(({ config }) => ({ where: 'function', text: JSON.stringify(config) })),
    ...project.printed.map((text) => ({ where: 'printed', text })),
    ...aws.s3
      .list()
      .flatMap(({ objects }) => [...objects.values()])
      .flatMap(({ key, body, headers }) => [
        ...contents(`object ${key}`, body),
        { where: `headers ${key}`, text: JSON.stringify(headers) },
      ]),
    ...project
      .stacks()
      .flatMap((stack) => [
        { where: `outputs ${stack.name}`, text: JSON.stringify(stack.outputs) },
        { where: `resources ${stack.name}`, text: JSON.stringify(stack.resources) },
        ...stack.events.map((event) => ({ where: `event ${event.logicalId}`, text: JSON.stringify(event) })),
      ]),
    ...aws.logs
      .list()
      .flatMap(({ name, lines }) => lines.map(({ message }) => ({ where: `log ${name}`, text: message }))),
    { where: 'accounts', text: JSON.stringify(aws.connect.users()) },
    { where: 'calls', text: JSON.stringify(aws.calls.list()) },
    { where: 'calls over HTTP', text: calls },
  ];
}

/** A text, and what it looks like after the usual ways to write it down. */
function disguises(text: string): readonly string[] {
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ];
}

/** Where any of the texts is. */
export function placesOf(texts: readonly string[], traces: readonly Trace[]): readonly string[] {
  const wanted = texts.flatMap(disguises);
  return traces.filter(({ text }) => wanted.some((one) => text.includes(one))).map(({ where }) => where);
}
