/**
 * Phone settings. The account keeps them per channel; `PhoneConfig` is the older view of them, which shows
 * the VOICE channel. DescribeUser shows that view always, and of each per-channel list the channels that
 * were ever set in it.
 */
import type { AfterContactWorkConfig, Channel, ChannelLists, PhoneConfig, PhoneType } from './input';

export const CHANNELS: readonly Channel[] = ['VOICE', 'CHAT', 'TASK', 'EMAIL'];

type Entry<K extends keyof ChannelLists> = NonNullable<ChannelLists[K]>[number];

/** The phone settings of one user. */
export class PhoneSettings {
  private phoneType: PhoneType = 'SOFT_PHONE';
  private phoneNumber: string | undefined;
  private persistentConnection = false;
  private readonly autoAccept = new Map<Channel, Entry<'AutoAcceptConfigs'>>();
  private readonly afterContactWork = new Map<Channel, Entry<'AfterContactWorkConfigs'>>();
  private readonly voiceEnhancement = new Map<Channel, Entry<'VoiceEnhancementConfigs'>>();
  private readonly listed = new Set<string>();

  /** Replaces the whole view: what is left out is as for a new user. */
  replace(config: PhoneConfig): void {
    this.phoneType = config.PhoneType ?? 'SOFT_PHONE';
    this.phoneNumber = config.DeskPhoneNumber;
    this.persistentConnection = config.PersistentConnection ?? false;
    this.autoAccept.set('VOICE', {
      ...this.autoAccept.get('VOICE'),
      Channel: 'VOICE',
      AutoAccept: config.AutoAccept ?? false,
    });
    // "Will always set the same ACW timeouts to all channels the user handles."
    const seconds = config.AfterContactWorkTimeLimit ?? 0;
    for (const channel of CHANNELS) {
      this.afterContactWork.set(channel, {
        ...this.afterContactWork.get(channel),
        Channel: channel,
        AfterContactWorkConfig: { AfterContactWorkTimeLimit: seconds },
      });
    }
  }

  /** Sets the channels that are listed; the others stay as they are. */
  change(lists: ChannelLists): void {
    for (const entry of lists.AutoAcceptConfigs ?? []) {
      this.autoAccept.set(entry.Channel, entry);
      this.listed.add(`AutoAcceptConfigs ${entry.Channel}`);
    }
    for (const entry of lists.AfterContactWorkConfigs ?? []) {
      this.afterContactWork.set(entry.Channel, entry);
      this.listed.add(`AfterContactWorkConfigs ${entry.Channel}`);
    }
    for (const entry of lists.PhoneNumberConfigs ?? []) {
      this.phoneType = entry.PhoneType;
      this.phoneNumber = entry.PhoneNumber;
      this.listed.add(`PhoneNumberConfigs ${entry.Channel}`);
    }
    for (const entry of lists.PersistentConnectionConfigs ?? []) {
      this.persistentConnection = entry.PersistentConnection;
      this.listed.add(`PersistentConnectionConfigs ${entry.Channel}`);
    }
    for (const entry of lists.VoiceEnhancementConfigs ?? []) {
      this.voiceEnhancement.set(entry.Channel, entry);
      this.listed.add(`VoiceEnhancementConfigs ${entry.Channel}`);
    }
  }

  /** `scale` 1000 gives SearchUsers' milliseconds; 1 the seconds of all other calls. */
  phoneConfig(scale = 1): PhoneConfig {
    return {
      PhoneType: this.phoneType,
      AutoAccept: this.autoAccept.get('VOICE')?.AutoAccept ?? false,
      AfterContactWorkTimeLimit: limit(this.afterContactWork.get('VOICE')?.AfterContactWorkConfig) * scale,
      ...(this.phoneNumber !== undefined && { DeskPhoneNumber: this.phoneNumber }),
      PersistentConnection: this.persistentConnection,
    };
  }

  lists(scale = 1): ChannelLists {
    const shown = <T>(list: keyof ChannelLists, entry: (channel: Channel) => T | undefined) => {
      const entries = CHANNELS.filter((channel) => this.listed.has(`${list} ${channel}`))
        .map(entry)
        .filter((value) => value !== undefined);
      return entries.length > 0 ? { [list]: entries } : {};
    };
    return {
      ...shown('AutoAcceptConfigs', (channel) => this.autoAccept.get(channel)),
      ...shown('AfterContactWorkConfigs', (channel) => scaled(this.afterContactWork.get(channel), scale)),
      ...shown('PhoneNumberConfigs', (channel) => ({
        Channel: channel,
        PhoneType: this.phoneType,
        ...(this.phoneNumber !== undefined && { PhoneNumber: this.phoneNumber }),
      })),
      ...shown('PersistentConnectionConfigs', (channel) => ({
        Channel: channel,
        PersistentConnection: this.persistentConnection,
      })),
      ...shown('VoiceEnhancementConfigs', (channel) => this.voiceEnhancement.get(channel)),
    };
  }
}

const limit = (config: AfterContactWorkConfig | undefined): number => config?.AfterContactWorkTimeLimit ?? 0;

function scaled(
  entry: Entry<'AfterContactWorkConfigs'> | undefined,
  scale: number,
): Entry<'AfterContactWorkConfigs'> | undefined {
  if (!entry) return undefined;
  const callback = entry.AgentFirstCallbackAfterContactWorkConfig;
  return {
    Channel: entry.Channel,
    AfterContactWorkConfig: {
      AfterContactWorkTimeLimit: limit(entry.AfterContactWorkConfig) * scale,
    },
    ...(callback && {
      AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: limit(callback) * scale },
    }),
  };
}
