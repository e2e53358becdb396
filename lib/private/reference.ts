import { Token } from 'aws-cdk-lib';

/** What a reference says: an id or ARN that is known, or a name that the handler looks up at deployment. */
export interface Target {
  readonly idOrArn?: string;
  readonly name?: string;
}

/**
 * Refuses an ARN that is not one of the kind wanted. Tokens are never judged.
 *
 * @param what the factory that was called, for the error
 * @param arn the ARN as given
 * @param kind the ARN's segment before the id: `routing-profile`, `security-profile`, `agent-group`
 */
export function checkArn(what: string, arn: string, kind: string): string {
  if (
    !Token.isUnresolved(arn) &&
    !new RegExp(`^arn:[^:]+:connect:[^:]+:\\d{12}:instance/[^/]+/${kind}/[^/]+$`).test(arn)
  ) {
    throw new Error(
      `${what}: given "${arn}", allowed arn:aws:connect:<region>:<account>:instance/<instance id>/${kind}/<id>.`,
    );
  }
  return arn;
}

/** Refuses an empty id or name, and an ARN where an id is wanted. Tokens are never judged. */
export function checkText(what: string, value: string, instead: string): string {
  if (!Token.isUnresolved(value) && (value.trim() === '' || value.startsWith('arn:'))) {
    throw new Error(`${what}: given "${value}", allowed a text that is neither empty nor an ARN. ${instead}`);
  }
  return value;
}
