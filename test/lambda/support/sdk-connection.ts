/** The real SDK client against a scripted HTTP server. */
import { ConnectClient } from '@aws-sdk/client-connect';
import { Caller } from '../../../lambda/connect/retry';
import type { CallRecord } from '../../../lambda/connect/retry';
import { SdkConnectApi } from '../../../lambda/connect/sdk-connect-api';
import { SDK_SETTINGS } from '../../../lambda/connect/sdk-settings';
import { serve } from './server';
import type { Reply, TestServer } from './server';

export interface Connection {
  readonly api: SdkConnectApi;
  readonly server: TestServer;
  readonly records: readonly CallRecord[];
}

const open: { readonly client: ConnectClient; readonly server: TestServer }[] = [];

/** The last reply is given again and again. */
export async function connectTo(...replies: Reply[]): Promise<Connection> {
  const server = await serve((_, index) => replies[Math.min(index, replies.length - 1)]);
  const client = new ConnectClient({
    ...SDK_SETTINGS,
    region: 'us-west-2',
    endpoint: server.url,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  });
  open.push({ client, server });
  const records: CallRecord[] = [];
  const caller = new Caller({
    clock: { now: () => Date.now(), sleep: () => Promise.resolve(), random: () => 0 },
    deadline: Date.now() + 30_000,
    signal: new AbortController().signal,
    onCall: (record) => records.push(record),
  });
  return { api: new SdkConnectApi(client, caller), server, records };
}

export async function closeAll(): Promise<void> {
  for (const { client, server } of open.splice(0)) {
    client.destroy();
    await server.close();
  }
}
