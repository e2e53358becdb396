import { OWNER_TAG } from '../../../lib/private/contract';
import { ownerOf, ownerTag, passwordMark, readOwner, requestMark } from '../../../lambda/user/owner';
import { LOGICAL_ID, STACK_ID, STACK_UUID } from '../support/events';

test('the owner is stack, resource and stack id', () => {
  expect(ownerOf(STACK_ID, LOGICAL_ID)).toBe(`Agents/${LOGICAL_ID}/${STACK_UUID}`);
});

test('names as long as they may be still fit a tag, and are told apart', () => {
  const stack = STACK_ID.replace('Agents', 'S'.repeat(128));
  const logicalId = 'L'.repeat(254);
  const owners = ['a', 'b'].map((last) => ownerOf(stack, logicalId + last));
  expect(owners[0]).not.toBe(owners[1]);
  for (const owner of owners) {
    const tag = ownerTag(owner, { PasswordSecretArn: 'arn' }, 'request')[OWNER_TAG];
    expect(tag.length).toBeLessThanOrEqual(256);
    expect(tag).toMatch(/^[\w.:/=+\-@ ]+$/);
    expect(readOwner({ [OWNER_TAG]: tag })?.owner).toBe(owner);
    expect(owner).toContain(STACK_UUID);
  }
});

test('the tag says who, which password source, which request', () => {
  const user = { PasswordSecretArn: 'arn', PasswordSecretField: 'pw' };
  const tag = ownerTag('s/l/u', user, 'request');
  expect(readOwner(tag)).toEqual({
    owner: 's/l/u',
    password: passwordMark(user),
    tellsPassword: true,
    request: requestMark('request'),
  });
});

test.each([
  ['no tags', undefined, undefined],
  ['no owner', {}, undefined],
  ['an empty one', { [OWNER_TAG]: '' }, undefined],
  ['put back by hand', { [OWNER_TAG]: 's/l/u' }, { owner: 's/l/u', tellsPassword: false }],
  [
    'no password',
    { [OWNER_TAG]: 's/l/u - 12345678' },
    { owner: 's/l/u', tellsPassword: true, request: '12345678' },
  ],
])('read: %s', (_, tags, mark) => {
  expect(readOwner(tags)).toEqual(mark);
});

test('the password mark differs by secret and by field, and is none without a secret', () => {
  const marks = [
    { PasswordSecretArn: 'a' },
    { PasswordSecretArn: 'b' },
    { PasswordSecretArn: 'a', PasswordSecretField: 'x' },
  ].map(passwordMark);
  expect(new Set(marks).size).toBe(3);
  expect(marks[0]).toMatch(/^[0-9a-f]{8}$/);
  expect(passwordMark({ PasswordSecretField: 'x' })).toBeUndefined();
});
