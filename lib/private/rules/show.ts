/** How a rule shows what was given, without showing anybody's name, address or number. */

/** Long enough for every valid value that is shown, short enough for a line. */
const SHOWN = 80;

/** How many characters a text has. Smithy, the language of AWS's models, counts code points, so an emoji is one. */
export function characters(text: string): number {
  return [...text].length;
}

/** A text by its shape: letters become x, digits 0, everything else stays: `+1 555-HELP` is `+0 000-xxxx`. */
export function maskShape(text: string): string {
  return text.replace(/[\p{L}\p{M}]/gu, 'x').replace(/\p{N}/gu, '0');
}

/** In quotes, on one line, cut where it grows long. */
export function quoted(text: string): string {
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return JSON.stringify(shown);
}

function withLength(shown: string, text: string): string {
  const count = characters(text);
  return `${shown} (${count} ${count === 1 ? 'character' : 'characters'})`;
}

/** A value that may be shown. */
export function plain(text: string): string {
  return withLength(quoted(text), text);
}

/** A personal value: its shape only. */
export function masked(text: string): string {
  return withLength(quoted(maskShape(text)), text);
}

/** A username: as it is, unless it is an e-mail address or meant to be one. */
export function username(text: string): string {
  return text.includes('@') ? masked(text) : plain(text);
}

/** `U+0301 at character 3`, for what cannot be told from its neighbours by eye. */
export function codePoint(character: string, index: number): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} at character ${index + 1}`;
}

/** The pages of AWS that the rules go by. */
const API = 'https://docs.aws.amazon.com/connect/latest/APIReference/';
export const PAGES = {
  createUser: `${API}API_CreateUser.html`,
  identityInfo: `${API}API_UserIdentityInfo.html`,
  phoneConfig: `${API}API_UserPhoneConfig.html`,
  autoAccept: `${API}API_AutoAcceptConfig.html`,
  afterContactWork: `${API}API_AfterContactWorkConfigPerChannel.html`,
  phoneNumber: `${API}API_PhoneNumberConfig.html`,
  persistentConnection: `${API}API_PersistentConnectionConfig.html`,
  voiceEnhancement: `${API}API_VoiceEnhancementConfig.html`,
  proficiency: `${API}API_UserProficiency.html`,
  tags: 'https://docs.aws.amazon.com/connect/latest/adminguide/tagging.html',
} as const;
