import { AwsError } from '../types';

/** CloudFormation's one name for almost everything that is wrong with a request. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
