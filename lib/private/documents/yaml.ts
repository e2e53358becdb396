/** YAML, and JSON as a part of it, as trees of nodes. Nothing of the text is in any message: it may be a secret. */
import type { Document, Node as YamlNode, YAMLError } from 'yaml';
import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, Parser, Scalar } from 'yaml';
import type { Entry, Node } from './node';
import { NOTHING } from './node';

export interface TextProblem {
  readonly at: number;
  readonly message: string;
}
export interface ParsedText {
  /** One tree a document; none for a document without content. */
  readonly documents: readonly Node[];
  readonly problems: readonly TextProblem[];
  /** Line and column of an offset, both from 1. */
  readonly position: (at: number) => { readonly line: number; readonly col: number };
}

/** A request is four levels deep. Beyond this, the parser would run out of stack. */
const DEEPEST = 100;
/** How many values aliases may stand for, in all: a file is written by hand, not by an attacker. */
const MOST_BY_ALIAS = 1_000_000;

const SYNTAX: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: 'an alias or an anchor has no good name',
  BAD_DIRECTIVE: 'a directive (a line that starts with %) is not known',
  BAD_DQ_ESCAPE:
    'a backslash in double quotes starts no known escape: write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: 'the indentation does not fit what stands above',
  BAD_SCALAR_START: 'a value that starts with @, ` or % needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second "key: value" on one line: put the value in quotes if it holds ": "',
  BLOCK_IN_FLOW: 'an indented block inside { } or [ ]: is a comma or a closing bracket missing above?',
  MISSING_CHAR: 'something is missing: a closing quote, a comma, a colon, or the space behind it',
  MULTILINE_IMPLICIT_KEY: 'a key runs over more than one line: is a colon or a quote missing?',
  TAB_AS_INDENT: 'a tab as indentation: YAML wants spaces',
  TAG_RESOLVE_FAILED: 'a tag (a word that starts with !) that is not known here',
  UNEXPECTED_TOKEN: 'something stands where it cannot: look for a missing quote, comma or bracket',
};

const syntaxProblem = ({ code, pos }: YAMLError): TextProblem => ({
  at: pos[0],
  message: `Not YAML: ${SYNTAX[code] ?? `the parser says ${code}`}.`,
});

/** Reads a text. Duplicate keys, wrong names and wrong types are for the reader of the trees to find. */
export function parseText(text: string): ParsedText {
  const lines = new LineCounter();
  const position = (at: number) => lines.linePos(Math.max(at, 0));
  const documents: Node[] = [];
  const problems: TextProblem[] = [];
  const tooDeep = (at: number) => problems.push({ at, message: `Nested more than ${DEEPEST} levels deep.` });

  const parser = new Parser(lines.addNewLine);
  function* tokens() {
    lines.addNewLine(0);
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme);
      if (parser.stack.length > DEEPEST) {
        tooDeep(parser.offset);
        return;
      }
    }
    yield* parser.end();
  }

  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  for (const document of composer.compose(tokens())) {
    problems.push(...[...document.errors, ...document.warnings].map(syntaxProblem));
    if (problems.length > 0) continue;
    const tree = new Converter(problems).document(document);
    if (tree) documents.push(tree);
  }
  return { documents, problems, position };
}

interface Sized {
  readonly node: Node;
  /** How many values it is, with those that its aliases stand for. */
  readonly size: number;
}

/** Turns one document into our nodes. An alias becomes the node that it stands for, not a copy. */
class Converter {
  private readonly anchors = new Map<string, Sized | undefined>();
  private aliased = 0;

  constructor(private readonly problems: TextProblem[]) {}

  document(document: Document.Parsed): Node | undefined {
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null)) return undefined;
    return this.convert(contents).node;
  }

  private convert(yaml: YamlNode): Sized {
    if (isAlias(yaml)) return this.alias(yaml.source, startOf(yaml));
    const { anchor } = yaml as { anchor?: string };
    if (anchor === undefined) return this.content(yaml);
    this.anchors.set(anchor, undefined);
    const sized = this.content(yaml);
    this.anchors.set(anchor, sized);
    return sized;
  }

  private content(yaml: YamlNode): Sized {
    const at = startOf(yaml);
    if (isMap(yaml)) return this.map(yaml.items as { key: unknown; value: unknown }[], at);
    if (isSeq(yaml)) {
      const items = yaml.items.map((item) => this.convert(item as YamlNode));
      return { node: { kind: 'list', items: items.map(({ node }) => node), at }, size: sizeOf(items) };
    }
    return { node: scalar(yaml as Scalar, at), size: 1 };
  }

  private map(pairs: readonly { key: unknown; value: unknown }[], at: number): Sized {
    const entries: Entry[] = [];
    const merged: Entry[] = [];
    const sizes: Sized[] = [];
    for (const { key, value } of pairs) {
      const keyAt = startOf(key as YamlNode | null, at);
      if (!isScalar(key)) {
        this.problems.push({ at: keyAt, message: 'A key is not a plain text.' });
        continue;
      }
      const sized =
        value === null ? { node: { ...NOTHING, at: keyAt }, size: 1 } : this.convert(value as YamlNode);
      sizes.push(sized);
      if (key.type === Scalar.PLAIN && key.source === '<<') {
        merged.push(...this.merge(sized.node, keyAt));
      } else {
        const name = key.type === Scalar.PLAIN ? (key.source ?? '') : String(key.value ?? '');
        entries.push({ key: name, at: keyAt, value: sized.node });
      }
    }
    const own = new Set(entries.map(({ key }) => key));
    for (const entry of merged) {
      if (own.has(entry.key)) continue;
      own.add(entry.key);
      entries.push(entry);
    }
    return { node: { kind: 'map', entries, at }, size: sizeOf(sizes) };
  }

  /** The entries that `<<` brings; those of the first map win. */
  private merge(node: Node, at: number): readonly Entry[] {
    if (node.kind === 'map') return node.entries;
    if (node.kind === 'list' && node.items.every(({ kind }) => kind === 'map')) {
      return node.items.flatMap((item) => this.merge(item, at));
    }
    this.problems.push({ at, message: '<< takes a map, or a list of maps.' });
    return [];
  }

  private alias(name: string, at: number): Sized {
    const target = this.anchors.get(name);
    const nothing: Sized = { node: { ...NOTHING, at }, size: 1 };
    if (target === undefined) {
      const message = this.anchors.has(name)
        ? 'An alias stands inside what it names.'
        : 'An alias has no anchor above it.';
      this.problems.push({ at, message });
      return nothing;
    }
    const before = this.aliased;
    this.aliased += target.size;
    if (this.aliased <= MOST_BY_ALIAS) return target;
    const message = `Aliases stand for more than ${MOST_BY_ALIAS} values.`;
    if (before <= MOST_BY_ALIAS) this.problems.push({ at, message });
    return nothing;
  }
}

const startOf = (yaml: YamlNode | null, otherwise = -1) => yaml?.range?.[0] ?? otherwise;
const sizeOf = (parts: readonly Sized[]) => parts.reduce((sum, { size }) => sum + size, 1);

function scalar({ value, source, type }: Scalar, at: number): Node {
  const plain = type === Scalar.PLAIN ? { source } : {};
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return { kind: 'scalar', value, at, ...plain };
  }
  return { kind: 'other', value, token: false, at };
}
