import type { Place } from '../types';
import type { Timers } from '../timers';
import type { ResourceProviders } from './resource-provider';

/** Where a custom resource puts its answer: the pre-signed S3 URL of the real CloudFormation. */
export interface ResponseBucket {
  /**
   * Opens a URL that takes exactly one kind of request: a PUT without a Content-Type, as the signature of the
   * real one demands. `body` resolves with what was put first; it never rejects.
   */
  open(key: string): OpenResponse;
}

export interface OpenResponse {
  readonly url: string;
  readonly body: Promise<Buffer>;
  /** Nobody waits any more. The URL still takes what is put, until it runs out, and forgets it. */
  close(): void;
}

/** What CloudFormation needs of the rest of this AWS. */
export interface CloudFormationOptions {
  readonly place: Place;
  /** The resource types that this AWS knows, custom resources excepted. */
  readonly providers: ResourceProviders;
  /** Lambda's asynchronous invocation ('Event'), which brings a custom resource its events. */
  readonly functions: {
    /** Rejects if there is no such function. */
    invokeAsync(functionArn: string, payload: unknown): Promise<void>;
  };
  readonly responses: ResponseBucket;
  /** S3, for `TemplateURL`: the object's text, or undefined if there is none. */
  readonly templates: { read(bucket: string, key: string): Promise<string | undefined> };
  /** SSM, for template parameters of type `AWS::SSM::Parameter::Value<…>`. */
  readonly parameters?: { read(name: string): Promise<string | undefined> };
  /** Milliseconds since 1970; the clock of this machine unless given. */
  readonly now?: () => number;
  readonly timers?: Timers;
}
