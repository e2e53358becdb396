/** What is there from the start: the instance of the AWS CLI's own `create-user` example, as a new instance is. */

export const EXAMPLE_INSTANCE_ID = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
export const EXAMPLE_SECURITY_PROFILE_ID = '12345678-1111-2222-aaaa-a1b2c3d4f5g7';
export const EXAMPLE_ROUTING_PROFILE_ID = '87654321-9999-3434-abcd-x1y2z3a1b2c3';
export const EXAMPLE_CONTACT_FLOW_ID = 'cccccccc-1111-4222-aaaa-a1b2c3d4e5f6';

export const SEED_ROUTING_PROFILE = { id: EXAMPLE_ROUTING_PROFILE_ID, name: 'Basic Routing Profile' };

export const SEED_SECURITY_PROFILES = [
  { id: '5e000001-1111-4222-aaaa-a1b2c3d4e5f1', name: 'Admin' },
  { id: EXAMPLE_SECURITY_PROFILE_ID, name: 'Agent' },
  { id: '5e000003-1111-4222-aaaa-a1b2c3d4e5f3', name: 'CallCenterManager' },
  { id: '5e000004-1111-4222-aaaa-a1b2c3d4e5f4', name: 'QualityAnalyst' },
];

/** Predefined attributes, for proficiencies: those of the system start with `connect:`. */
export const SEED_ATTRIBUTES: readonly (readonly [name: string, values: readonly string[]])[] = [
  [
    'connect:Language',
    [
      'connect:English',
      'connect:French',
      'connect:German',
      'connect:Italian',
      'connect:Japanese',
      'connect:Spanish',
    ],
  ],
  ['connect:Subtype', ['connect:Chat', 'connect:SMS', 'connect:Telephony', 'connect:WebRTC']],
];
