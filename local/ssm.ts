/** Systems Manager's parameters: what the CDK asks for to learn that an environment is bootstrapped. */
import { jsonService } from './protocol/json';
import { InputReader } from './protocol/input';
import type { Place, Service } from './types';
import { AwsError } from './types';

const TYPES = ['String', 'StringList', 'SecureString'];
/** Longest value of a standard parameter, in characters. */
const VALUE_MAX = 4096;

interface Parameter {
  readonly Name: string;
  readonly Type: string;
  readonly Value: string;
  readonly Version: number;
  readonly LastModifiedDate: number;
  readonly ARN: string;
  readonly DataType: string;
}

export class SsmService {
  readonly service: Service;
  private readonly parameters = new Map<string, Parameter>();

  constructor(
    private readonly place: Place,
    private readonly now: () => number,
  ) {
    this.service = jsonService({
      name: 'ssm',
      target: 'AmazonSSM',
      loggable: ['Name', 'Names', 'Type', 'Overwrite'],
      operations: {
        GetParameter: (input) => {
          const name = new InputReader(input, 'ValidationException').string('Name', { min: 1, max: 2048 });
          const parameter = this.find(name);
          if (!parameter) throw notFound(name);
          return { Parameter: parameter };
        },
        GetParameters: (input) => this.getAll(input),
        PutParameter: (input) => this.put(input),
      },
    });
  }

  /** A parameter's value, for the template parameters of CloudFormation. */
  read(name: string): Promise<string | undefined> {
    return Promise.resolve(this.find(name)?.Value);
  }

  set(name: string, value: string, type = 'String'): number {
    const { partition, region, account } = this.place;
    const Version = (this.parameters.get(name)?.Version ?? 0) + 1;
    this.parameters.set(name, {
      Name: name,
      Type: type,
      Value: value,
      Version,
      LastModifiedDate: this.now() / 1000,
      ARN: `arn:${partition}:ssm:${region}:${account}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
      DataType: 'text',
    });
    return Version;
  }

  /** By name or ARN. */
  private find(name: string): Parameter | undefined {
    return this.parameters.get(name) ?? [...this.parameters.values()].find(({ ARN }) => ARN === name);
  }

  private getAll(input: Readonly<Record<string, unknown>>): unknown {
    const names = new InputReader(input, 'ValidationException').strings('Names') ?? [];
    if (names.length < 1 || names.length > 10) {
      throw new AwsError(
        'ValidationException',
        `Value at 'names' failed to satisfy constraint: Member must have length between 1 and 10`,
      );
    }
    const found = names.map((name) => this.find(name));
    return {
      Parameters: found.filter((parameter) => parameter !== undefined),
      InvalidParameters: names.filter((_name, index) => found[index] === undefined),
    };
  }

  private put(input: Readonly<Record<string, unknown>>): unknown {
    const read = new InputReader(input, 'ValidationException');
    const name = read.string('Name', { min: 1, max: 2048, pattern: /^[a-zA-Z0-9_.\-/]+$/ });
    const value = read.string('Value', { min: 1, max: VALUE_MAX });
    const existing = this.parameters.get(name);
    const type = read.optionalString('Type', { values: TYPES }) ?? existing?.Type;
    if (type === undefined) {
      throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
    }
    if (existing && !read.boolean('Overwrite', false)) {
      throw new AwsError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    return { Version: this.set(name, value, type), Tier: 'Standard' };
  }
}

function notFound(name: string): AwsError {
  return new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
}
