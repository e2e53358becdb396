import { validationError } from './errors';
import type { ParameterDeclaration, Template } from './template';

/** One parameter as a request gives it. */
export interface GivenParameter {
  readonly ParameterKey: string;
  readonly ParameterValue?: string;
  readonly UsePreviousValue?: boolean;
}

export interface ParameterValue {
  /** As given, or the default: for an SSM parameter, its name. */
  readonly given: string;
  /** What `Ref` gives. */
  readonly value: string | readonly string[];
  /** The value behind an SSM parameter's name. */
  readonly resolved?: string;
  readonly secret: boolean;
}

export type ParameterValues = ReadonlyMap<string, ParameterValue>;

const SSM = /^AWS::SSM::Parameter::Value<(.+)>$/;

/** The value of every parameter of the template. `previous`: those of the stack, for `UsePreviousValue`. */
export async function parameterValues(
  template: Template,
  given: readonly GivenParameter[],
  previous: ParameterValues | undefined,
  ssm: ((name: string) => Promise<string | undefined>) | undefined,
): Promise<ParameterValues> {
  const strangers = given.filter(({ ParameterKey }) => !(ParameterKey in template.parameters));
  if (strangers.length > 0) {
    throw validationError(
      `Parameters: [${strangers.map((parameter) => parameter.ParameterKey).join(', ')}] do not exist in the template`,
    );
  }
  const values = new Map<string, ParameterValue>();
  const missing: string[] = [];
  for (const [name, declaration] of Object.entries(template.parameters)) {
    const request = given.find(({ ParameterKey }) => ParameterKey === name);
    const text = request?.UsePreviousValue
      ? previous?.get(name)?.given
      : (request?.ParameterValue ??
        (declaration.Default === undefined ? undefined : String(declaration.Default)));
    if (text === undefined) missing.push(name);
    else values.set(name, await parameterValue(name, declaration, text, ssm));
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  return values;
}

async function parameterValue(
  name: string,
  declaration: ParameterDeclaration,
  given: string,
  ssm: ((name: string) => Promise<string | undefined>) | undefined,
): Promise<ParameterValue> {
  const secret = String(declaration.NoEcho) === 'true';
  const stored = SSM.exec(declaration.Type);
  check(name, declaration, given, stored !== null);
  if (stored === null) return { given, value: typed(declaration.Type, given), secret };
  const resolved = await ssm?.(given);
  if (resolved === undefined) {
    throw validationError(`Unable to fetch parameters [${given}] from parameter store for this account.`);
  }
  return { given, value: typed(stored[1]!, resolved), resolved, secret };
}

function typed(type: string, text: string): string | readonly string[] {
  return type === 'CommaDelimitedList' || type.startsWith('List<')
    ? text.split(',').map((item) => item.trim())
    : text;
}

function check(name: string, declaration: ParameterDeclaration, text: string, stored: boolean): void {
  const refuse = (rule: string): never => {
    throw validationError(
      declaration.ConstraintDescription === undefined
        ? `Parameter '${name}' must ${rule}`
        : `Parameter ${name} failed to satisfy constraint: ${declaration.ConstraintDescription}`,
    );
  };
  const allowed = declaration.AllowedValues?.map(String);
  const parts = [typed(declaration.Type, text)].flat();
  if (allowed !== undefined && !parts.every((part) => allowed.includes(part))) {
    throw validationError(
      declaration.ConstraintDescription === undefined
        ? `Parameter '${name}' must be one of AllowedValues`
        : `Parameter ${name} failed to satisfy constraint: ${declaration.ConstraintDescription}`,
    );
  }
  if (
    declaration.AllowedPattern !== undefined &&
    !new RegExp(`^(?:${declaration.AllowedPattern})$`).test(text)
  ) {
    refuse(`match pattern ${declaration.AllowedPattern}`);
  }
  const least = declaration.MinLength;
  if (least !== undefined && text.length < Number(least))
    refuse(`contain at least ${String(least)} characters`);
  const most = declaration.MaxLength;
  if (most !== undefined && text.length > Number(most)) refuse(`contain at most ${String(most)} characters`);
  if (stored || declaration.Type !== 'Number') return;
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number))
    throw validationError(`Parameter '${name}' must be a number`);
  if (declaration.MinValue !== undefined && number < Number(declaration.MinValue)) {
    refuse(`be a number not less than ${String(declaration.MinValue)}`);
  }
  if (declaration.MaxValue !== undefined && number > Number(declaration.MaxValue)) {
    refuse(`be a number not greater than ${String(declaration.MaxValue)}`);
  }
}
