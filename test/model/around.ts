/** What others do around the stack: strangers' accounts, changes by hand, accounts and tags that somebody takes away. */
import fc from 'fast-check';
import { OWNER_TAG } from '../../lib/private/contract';
import type { UserCopy } from '../../local/connect/views';
import { Step, type Command, type Real } from './commands';
import { SLOTS } from './edits';
import type { Model } from './model';
import { GROUPS, LANGUAGES, ROUTING, SECURITY, USERNAMES } from './spec';
import { observe, UNKNOWN } from './state';

type Tell = (what: string) => void;

const FOREIGN = 'Other/U0/00000000-0000-4000-8000-000000000000 - 00000000';

interface Stranger {
  readonly name: number;
  readonly instance: number;
  readonly foreign: boolean;
  readonly rich: boolean;
}

class StrangerCreates extends Step {
  protected readonly name = 'a stranger makes an account';
  constructor(private readonly wanted: Stranger) {
    super();
  }

  private username(model: Model): string | undefined {
    const { name, instance } = this.wanted;
    const free = USERNAMES.filter((username) => model.holder(username, instance) === undefined);
    return free[name % free.length];
  }

  check(model: Model): boolean {
    return this.username(model) !== undefined;
  }

  protected act(model: Model, { world }: Real, tell: Tell): Promise<void> {
    const { instance, foreign, rich } = this.wanted;
    const Username = this.username(model)!;
    const { UserId } = world.call('CreateUser', instance, {
      Username,
      Password: 'Pass@Word1',
      IdentityInfo: { FirstName: 'Some', LastName: 'Body', ...(rich && { Email: 'some@example.net' }) },
      RoutingProfileId: ROUTING[rich ? 1 : 0].id,
      SecurityProfileIds: [SECURITY[2].id],
      ...(rich && {
        PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true, AfterContactWorkTimeLimit: 60 },
      }),
      ...(rich && { HierarchyGroupId: GROUPS[1].id }),
      Tags: { theirs: 'yes', ...(rich && { team: '9' }), ...(foreign && { [OWNER_TAG]: FOREIGN }) },
    }) as { readonly UserId: string };
    if (rich) {
      const AttributeName = 'connect:Language';
      world.call('AssociateUserProficiencies', instance, {
        UserId,
        UserProficiencies: [{ AttributeName, AttributeValue: LANGUAGES[2], Level: 4 }],
      });
    }
    tell(`${Username}@${instance}${rich ? ', with settings' : ''}${foreign ? ', of another stack' : ''}`);
    model.addStranger(
      world.accounts().find(({ Id }) => Id === UserId)!,
      foreign,
    );
    return Promise.resolve();
  }
}

abstract class OnAccount extends Step {
  constructor(protected readonly at: number) {
    super();
  }

  check(model: Model): boolean {
    return model.accounts.size > 0;
  }

  protected abstract touch(account: UserCopy, instance: number, model: Model, real: Real): string;

  protected act(model: Model, real: Real, tell: Tell): Promise<void> {
    const entries = [...model.accounts.values()];
    const { arn, instance, username, owner } = entries[this.at % entries.length]!;
    const account = real.world.accounts().find(({ Arn }) => Arn === arn)!;
    tell(
      `${username}@${instance} (${owner ? `U${owner.slot}'s` : "a stranger's"}): ${this.touch(account, instance, model, real)}`,
    );
    return Promise.resolve();
  }
}

class SomebodyDeletes extends OnAccount {
  protected readonly name = 'somebody deletes an account';

  protected touch({ Id, Arn }: UserCopy, instance: number, model: Model, { world }: Real): string {
    world.call('DeleteUser', instance, { UserId: Id });
    model.accounts.delete(Arn);
    model.outside.add(Arn);
    return 'deleted';
  }
}

class SomebodyUntags extends OnAccount {
  protected readonly name = 'somebody takes the owner tag off';

  override check(model: Model): boolean {
    return [...model.accounts.values()].some(({ owner }) => owner !== undefined);
  }

  protected touch({ Arn }: UserCopy, instance: number, model: Model, { world }: Real): string {
    const entry = model.accounts.get(Arn)!;
    if (entry.owner === undefined) return 'not ours';
    world.call('UntagResource', instance, { resourceArn: Arn, tagKeys: [OWNER_TAG] });
    const { username, state } = entry;
    const copy = world.accounts().find((account) => account.Arn === Arn)!;
    model.accounts.delete(Arn);
    model.addStranger(copy, false);
    model.accounts.get(Arn)!.state = state;
    model.outside.add(Arn);
    return `${username} untagged`;
  }
}

const DRIFTS = ['routing', 'security', 'names', 'group', 'tag', 'phone', 'proficiency'] as const;

class Drift extends OnAccount {
  protected readonly name = 'somebody changes an account';
  constructor(
    at: number,
    private readonly what: (typeof DRIFTS)[number],
  ) {
    super(at);
  }

  protected touch(
    { Id, Arn, HierarchyGroupId }: UserCopy,
    instance: number,
    model: Model,
    real: Real,
  ): string {
    const call = (operation: string, input: object) =>
      real.world.call(operation, instance, { UserId: Id, ...input });
    switch (this.what) {
      case 'routing':
        call('UpdateUserRoutingProfile', { RoutingProfileId: ROUTING[1].id });
        break;
      case 'security':
        call('UpdateUserSecurityProfiles', { SecurityProfileIds: [SECURITY[1].id, SECURITY[2].id] });
        break;
      case 'names':
        call('UpdateUserIdentityInfo', {
          IdentityInfo: { FirstName: 'Drifted', LastName: 'Away', Mobile: '+15555550109' },
        });
        break;
      case 'group':
        call('UpdateUserHierarchy', HierarchyGroupId === undefined ? { HierarchyGroupId: GROUPS[0].id } : {});
        break;
      case 'tag':
        real.world.call('TagResource', instance, { resourceArn: Arn, tags: { team: '7', foreign: 'kept' } });
        break;
      case 'phone':
        call('UpdateUserPhoneConfig', {
          PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true, AfterContactWorkTimeLimit: 45 },
        });
        break;
      case 'proficiency': {
        const [{ AttributeValue } = { AttributeValue: undefined }] = real.world
          .accounts()
          .find((one) => one.Arn === Arn)!.Proficiencies;
        const one = { AttributeName: 'connect:Language', AttributeValue: AttributeValue ?? LANGUAGES[0] };
        if (AttributeValue === undefined)
          call('AssociateUserProficiencies', { UserProficiencies: [{ ...one, Level: 5 }] });
        else call('DisassociateUserProficiencies', { UserProficiencies: [one] });
      }
    }
    const entry = model.accounts.get(Arn)!;
    const copy = real.world.accounts().find((one) => one.Arn === Arn)!;
    const { proficiencies } = entry.state;
    entry.state = { ...observe(copy), ...(proficiencies === UNKNOWN && !entry.settled && { proficiencies }) };
    if (entry.exact !== undefined) entry.exact = copy;
    return this.what;
  }
}

const at = fc.nat(20);

export const around: readonly fc.Arbitrary<Command>[] = [
  fc
    .record({
      name: fc.nat(SLOTS),
      instance: fc.constantFrom(0, 0, 0, 1),
      foreign: fc.constantFrom(false, false, false, true),
      rich: fc.boolean(),
    })
    .map((wanted) => new StrangerCreates(wanted)),
  at.map((index) => new SomebodyDeletes(index)),
  fc.tuple(at, fc.constantFrom(...DRIFTS)).map(([index, what]) => new Drift(index, what)),
  at.map((index) => new SomebodyUntags(index)),
];
