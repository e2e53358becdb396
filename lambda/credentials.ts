/** The credentials of a Lambda function: its environment, read at each use. Stands in for the SDK's whole chain. */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = fromEnv;
