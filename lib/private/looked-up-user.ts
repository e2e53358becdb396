import { CfnResource, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ConnectUserLookup } from '../connect-user-ref';
import { LOOKUP_TYPE } from './contract';
import { elsewhere, instanceForWire } from './instance';
import { ConnectUserBase } from './user-base';
import { UserProvider } from './user-provider';

/**
 * A user that is looked up by its username when the stack is deployed.
 * @internal
 */
export class LookedUpUser extends ConnectUserBase {
  public readonly username: string;
  private readonly resource: CfnResource;

  constructor(scope: Construct, id: string, { instance, username }: ConnectUserLookup) {
    super(scope, id);
    if (!Token.isUnresolved(username) && !/^\S{1,100}$/.test(username)) {
      throw new Error(
        `[${this.node.path}] username: given ${username.length} characters, allowed 1 to 100 without spaces ` +
          '(https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateUser.html).',
      );
    }
    const provider = UserProvider.of(this);
    provider.allowInstance(instance.instanceRef.instanceArn);
    this.username = username;
    this.resource = new CfnResource(this, 'Resource', {
      type: LOOKUP_TYPE,
      properties: {
        ServiceToken: provider.serviceToken,
        ServiceTimeout: provider.serviceTimeout.toSeconds(),
        InstanceId: instanceForWire(instance),
        Username: username,
      },
    });
    provider.outlive(this.resource);
    this.node.addValidation({ validate: () => elsewhere(this, instance) });
  }

  public get userId(): string {
    return this.resource.getAtt('UserId').toString();
  }

  public get userArn(): string {
    return this.resource.getAtt('UserArn').toString();
  }
}
