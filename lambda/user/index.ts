/** The Lambda function of the custom resources `Custom::ConnectUser` and `Custom::ConnectUserLookup`: wires the handler to AWS. */
import { sendAnswer } from '../cloudformation/response';
import { SdkStackReader } from '../cloudformation/sdk-stack-reader';
import { systemClock } from '../connect/clock';
import { NameCache } from '../connect/names';
import { createConnectClient, SdkConnectApi } from '../connect/sdk-connect-api';
import { secretsClientOnDemand, SdkSecretReader } from '../secrets/sdk-secret-reader';
import { USERS_VARIABLE } from '../../lib/private/contract';
import { createHandler } from './handler';

// Kept while the process is warm: connections, and the names that were looked up.
const connect = createConnectClient();
const secrets = secretsClientOnDemand();

export const handler = createHandler({
  connect: (caller) => new SdkConnectApi(connect, caller),
  secrets: (caller) => new SdkSecretReader(secrets, caller),
  stacks: (caller) => new SdkStackReader(connect, caller),
  names: new NameCache(),
  clock: systemClock,
  startMs: process.uptime() * 1_000,
  users: Number(process.env[USERS_VARIABLE]) || 1,
  write: (line) => process.stdout.write(line),
  send: sendAnswer,
});
