import { messageOf } from './errors';
import { scalar } from './intrinsics';
import type { Operation } from './operation';
import type { StackOutput } from './stack';

/** Works out the outputs of a stack and publishes them. Gives the reason if that cannot be. */
export function publishOutputs(operation: Operation): string | undefined {
  const { stack, plan, world } = operation;
  let outputs: StackOutput[];
  try {
    outputs = Object.entries(plan.template.outputs)
      .filter(([, { Condition }]) => Condition === undefined || plan.holds(Condition))
      .map(([key, { Value, Description, Export }]) => ({
        key,
        value: outputText(key, operation.resolve(Value)),
        ...(Description === undefined ? {} : { description: Description }),
        ...(Export === undefined ? {} : { exportName: scalar(operation.resolve(Export.Name), 'Export') }),
      }));
  } catch (error) {
    return messageOf(error);
  }
  const exports = new Map(
    outputs.flatMap(({ exportName, value }) => (exportName ? [[exportName, value]] : [])),
  );
  for (const name of exports.keys()) {
    const other = world.exported(name)?.stack;
    if (other !== undefined && other !== stack) {
      return `Export with name ${name} is already exported by stack ${other.name}`;
    }
  }
  for (const { exportName, value } of stack.outputs) {
    if (exportName === undefined || exports.get(exportName) === value) continue;
    const users = world.importersOf(exportName);
    if (users.length === 0) continue;
    const what = exports.has(exportName) ? 'updated' : 'deleted';
    return `Export ${exportName} cannot be ${what} as it is in use by ${users.join(' and ')}`;
  }
  stack.outputs = outputs;
  stack.imports = operation.imports;
  return undefined;
}

function outputText(key: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new Error(
    `Template format error: Output ${key} is malformed. The Value field of every Outputs member must evaluate to a String.`,
  );
}
