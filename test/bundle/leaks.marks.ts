/** What is looked for: no text that stands anywhere for another reason. */

export const PASSWORD = 'Marked@Password1';
export const OTHER_FIELD = 'Marked@Neighbour2';
/** Of the accounts that were there before, and what nobody can use as a password. */
export const FORMER_PASSWORD = 'Marked@Former3';
export const UNUSABLE = 'markedunusable';
export const PASSWORDS: readonly string[] = [PASSWORD, OTHER_FIELD, FORMER_PASSWORD, UNUSABLE];

/** What the stacks give, by member. */
export const PERSON = {
  FirstName: 'Firstmarked',
  LastName: 'Lastmarked',
  Email: 'email-marked@example.com',
  SecondaryEmail: 'secondary-marked@example.com',
  Mobile: '+15555550177',
  PhoneNumber: '+15555550188',
  DeskPhoneNumber: '+15555550199',
  DirectoryUserId: 'directory-marked',
} as const;

/** What accounts have that the stacks know nothing of. */
export const FORMER = {
  FirstName: 'Formerfirst',
  LastName: 'Formerlast',
  Email: 'former-marked@example.com',
  SecondaryEmail: 'former-secondary@example.com',
  Mobile: '+15555550277',
  PhoneNumber: '+15555550288',
} as const;

export const CHANGED_EMAIL = 'changed-marked@example.com';
export const ALL_MARKS: readonly string[] = [
  ...Object.values(PERSON),
  ...Object.values(FORMER),
  CHANGED_EMAIL,
];
