/**
 * {@link StackReader} by signed calls. CloudFormation's own client would add half as much again to the bundle, so
 * the Connect client's signer and connections are borrowed.
 */
import type { ConnectClient } from '@aws-sdk/client-connect';
import { ConnectError } from '../connect/errors';
import type { Caller } from '../connect/retry';
import { withTimeLimit } from '../connect/sdk-settings';
import { isUnknownToCloudFormation } from './stack-reader';
import type { StackReader } from './stack-reader';

const SERVICE = 'cloudformation';
const LONGEST_ANSWER = 1_000_000;

/** Where CloudFormation answers: as the SDK would have it, which reads the same variables. */
function endpointOf(stackId: string, region: string): URL {
  const { AWS_ENDPOINT_URL_CLOUDFORMATION: own, AWS_ENDPOINT_URL: all } = process.env;
  const domain = stackId.startsWith('arn:aws-cn:') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(own ?? all ?? `https://${SERVICE}.${region}.${domain}`);
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > LONGEST_ANSWER) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const element = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

export class SdkStackReader implements StackReader {
  constructor(
    private readonly client: Pick<ConnectClient, 'config'>,
    private readonly caller: Caller,
  ) {}

  async status(StackName: string): Promise<string> {
    const status = element(await this.ask('DescribeStacks', { StackName }), 'StackStatus');
    if (status !== undefined) return status;
    throw new ConnectError({
      operation: 'DescribeStacks',
      name: 'UnreadableAnswer',
      message: 'The answer has no status.',
      kind: 'refused',
    });
  }

  async physicalId(StackName: string, LogicalResourceId: string): Promise<string | undefined> {
    try {
      const xml = await this.ask('DescribeStackResource', { StackName, LogicalResourceId });
      return element(xml, 'PhysicalResourceId') || undefined;
    } catch (error) {
      if (isUnknownToCloudFormation(error)) return undefined;
      throw error;
    }
  }

  private ask(action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    return this.caller.call(
      action,
      'safe',
      (signal) => withTimeLimit(signal, (abortSignal) => this.send(action, parameters, abortSignal)),
      parameters,
    );
  }

  /** The text of the answer. */
  private async send(
    Action: string,
    parameters: Readonly<Record<string, string>>,
    abortSignal: AbortSignal,
  ): Promise<string> {
    const { config } = this.client;
    const region = await config.region();
    const { protocol, hostname, port, host, pathname } = endpointOf(parameters.StackName, region);
    const request = {
      method: 'POST',
      protocol,
      hostname,
      port: port === '' ? undefined : Number(port),
      path: pathname,
      query: {},
      headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ Action, Version: '2010-05-15', ...parameters }).toString(),
    };
    const signer = await config.signer();
    const signed = await signer.sign(request, { signingService: SERVICE, signingRegion: region });
    const { response } = await config.requestHandler.handle(
      signed as Parameters<typeof config.requestHandler.handle>[0],
      { abortSignal },
    );
    const xml = await textOf(response.body as AsyncIterable<Uint8Array>);
    if (response.statusCode === 200) return xml;
    throw Object.assign(new Error(element(xml, 'Message') ?? 'The answer has no message.'), {
      name: element(xml, 'Code') ?? 'UnreadableAnswer',
      $metadata: { httpStatusCode: response.statusCode, requestId: element(xml, 'RequestId') },
    });
  }
}
