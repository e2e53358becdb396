import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { IInstanceRef } from 'aws-cdk-lib/aws-connect';
import type { IdentityManagementType } from './connect-instance';
import { parseFile, type UserRequest } from './private/documents';

/** What a request document does not say. */
export interface RequestOptions {
  /**
   * The instance, for documents without `InstanceId`. A document's own `InstanceId` wins.
   * @default - the document must say it
   */
  readonly instance?: IInstanceRef;
  /**
   * How users of a document's own `InstanceId` sign in, which makes the rules strict.
   * @default - only what holds for every type is checked
   */
  readonly identityManagementType?: IdentityManagementType;
  /**
   * Whether the stack gets the outputs `UserId` and `UserArn` of the user.
   * @default true
   */
  readonly stackOutputs?: boolean;
}

/**
 * One `CreateUser` request of a file: JSON or YAML as the AWS CLI's skeleton has it, or the keyword arguments of
 * boto3, paws or the Dart client as JSON.
 *
 * A file holds one request, several under keys of their own, or a list of them. What `CreateUser` has no member for
 * stands in a request under the key `ConnectUser`. A `Password` is refused.
 */
export class UserDocument {
  /**
   * The requests of a file. Everything that is wrong with the file is said at once: line, user, field.
   *
   * @param path of a `.json`, `.yaml` or `.yml` file in UTF-8
   * @throws if the file cannot be read, or anything in it is not a request
   */
  public static fromFile(path: string): UserDocument[] {
    return parseFile(readFileSync(path), basename(path)).map((request) => new UserDocument(request));
  }

  /**
   * The request's key in the file: the identity of the user in the stack. The username may change under it.
   */
  public readonly key: string;

  /** @internal */
  public readonly _request: UserRequest;

  private constructor(request: UserRequest) {
    this.key = request.key ?? request.properties.Username ?? 'User';
    this._request = request;
  }
}
