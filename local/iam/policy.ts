/** Policy documents: their grammar as IAM checks it, and their size as IAM counts it. */
import { isObject } from '../protocol/input';
import { AwsError } from '../types';

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: unknown;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: Statement | readonly Statement[];
}

const KEYS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_KEYS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

export function statementsOf(document: PolicyDocument): readonly Statement[] {
  return Array.isArray(document.Statement)
    ? (document.Statement as readonly Statement[])
    : [document.Statement as Statement];
}

/** One or many, as policies write lists. */
export function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}

/** Characters without white space: what IAM counts against its quotas. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, '').length;
}

/** Throws `MalformedPolicyDocument` as IAM does. A trust policy names principals, the others resources. */
export function checkPolicy(value: unknown, kind: 'identity' | 'trust'): PolicyDocument {
  if (!isObject(value) || Object.keys(value).some((key) => !KEYS.has(key))) throw syntax();
  const { Version, Statement } = value;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') throw syntax();
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0) throw syntax();
  const sids = new Set<string>();
  for (const statement of statements) {
    checkStatement(statement, kind);
    const sid = (statement as Statement).Sid;
    if (sid !== undefined && sid !== '') {
      if (!/^[A-Za-z0-9]*$/.test(sid)) throw syntax();
      if (sids.has(sid)) throw malformed('Statement IDs (SID) in a single policy must be unique.');
      sids.add(sid);
    }
  }
  return value as unknown as PolicyDocument;
}

function checkStatement(statement: unknown, kind: 'identity' | 'trust'): void {
  if (!isObject(statement) || Object.keys(statement).some((key) => !STATEMENT_KEYS.has(key))) throw syntax();
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw syntax();
  if ((statement.Action === undefined) === (statement.NotAction === undefined)) {
    throw malformed('Policy statement must contain actions.');
  }
  const actions = listOf(statement.Action ?? statement.NotAction);
  if (actions.length === 0) throw malformed('Policy statement must contain actions.');
  const bad = actions.find((action) => action !== '*' && !/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action));
  if (bad !== undefined) {
    throw malformed(
      `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. Given: ${bad}`,
    );
  }
  if (kind === 'trust') {
    if (statement.Resource !== undefined) throw malformed('Has prohibited field Resource.');
    if (statement.Principal === undefined) throw malformed('Missing required field Principal.');
    return;
  }
  if (statement.Principal !== undefined) throw malformed('Policy document should not specify a principal.');
  const resources = listOf(statement.Resource ?? statement.NotResource);
  if (resources.length === 0) throw malformed('Policy statement must contain resources.');
  const wrong = resources.find((resource) => resource !== '*' && !/^(arn|\*):/.test(resource));
  if (wrong !== undefined) throw malformed(`Resource ${wrong} must be in ARN format or "*".`);
  const short = resources.find((resource) => resource.startsWith('arn:') && resource.split(':').length < 6);
  if (short !== undefined) {
    throw malformed(`The policy failed legacy parsing: resource ${short} is not a complete ARN.`);
  }
}

function syntax(): AwsError {
  return malformed('Syntax errors in policy.');
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
