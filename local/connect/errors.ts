/** Connect's errors, by the names and HTTP codes of its API model. */
import { AwsError } from '../types';

export const STATUS: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ConditionalOperationFailedException: 409,
  DuplicateResourceException: 409,
  InternalServiceException: 500,
  InvalidParameterException: 400,
  InvalidRequestException: 400,
  LimitExceededException: 429,
  ResourceNotFoundException: 404,
  SerializationException: 400,
  ThrottlingException: 429,
  TooManyRequestsException: 429,
  UnknownOperationException: 404,
};

export function connectError(code: string, message: string): AwsError {
  return new AwsError(code, message, STATUS[code] ?? 400);
}

/** A value that is not allowed. */
export const invalidParameter = (message: string): AwsError =>
  connectError('InvalidParameterException', message);

/** Values that do not go together, or are missing for what the instance is. */
export const invalidRequest = (message: string): AwsError => connectError('InvalidRequestException', message);

/** The wording is that of the service: "Required parameter missing: Password". */
export const missing = (member: string): AwsError => invalidRequest(`Required parameter missing: ${member}`);

export const notFound = (message: string): AwsError => connectError('ResourceNotFoundException', message);
