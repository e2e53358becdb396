/**
 * The members of CreateUser, and of what it contains, that hold secrets or personal data: those that the API model
 * marks `sensitive`, and those that are as telling and are not marked.
 */
export const SENSITIVE: Readonly<Record<string, 'marked' | 'not marked'>> = {
  // A secret.
  Password: 'marked',
  // Of IdentityInfo. The model marks phone numbers elsewhere, but not this one.
  FirstName: 'marked',
  LastName: 'marked',
  Email: 'marked',
  SecondaryEmail: 'marked',
  Mobile: 'not marked',
  // Of PhoneConfig.
  DeskPhoneNumber: 'marked',
  // Of PhoneNumberConfigs.
  PhoneNumber: 'marked',
  DirectoryUserId: 'not marked',
};
