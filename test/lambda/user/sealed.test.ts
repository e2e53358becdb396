import fc from 'fast-check';
import { open, seal, type SealKey } from '../../../lambda/user/sealed';

const key: SealKey = { secret: 'a'.repeat(64), accountArn: 'arn:of-mary', owner: 'Agents/Mary/1c2fa620' };
const content = Buffer.from('Mary Major, +1 555 0100');

test('what is sealed can be opened, and cannot be read', () => {
  const sealed = seal(content, key);
  expect(sealed).toMatch(/^[\w-]+$/);
  expect(Buffer.from(sealed, 'base64url').includes('Mary')).toBe(false);
  expect(open(sealed, key)).toEqual(content);
});

test('of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      expect(open(seal(Buffer.from(bytes), key), key)).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 100 },
  );
});

test('twice, it looks different: the nonce is fresh', () => {
  const sealed = Array.from({ length: 50 }, () => seal(content, key));
  expect(new Set(sealed.map((text) => text.slice(0, 16))).size).toBe(50);
});

test.each<[string, Partial<SealKey>]>([
  ['another secret', { secret: 'b'.repeat(64) }],
  ['another account', { accountArn: 'arn:of-bob' }],
  ['another resource', { owner: 'Agents/Bob/1c2fa620' }],
])('does not open with %s', (_, other) => {
  expect(open(seal(content, key), { ...key, ...other })).toBeUndefined();
});

test('does not open once a bit is changed, wherever', () => {
  const sealed = Buffer.from(seal(content, key), 'base64url');
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] ^= 1;
    expect(open(changed.toString('base64url'), key)).toBeUndefined();
  }
});

test.each(['', '2', 'AAAA', '*'.repeat(100), 'A'.repeat(37), 'A'.repeat(38), 'A'.repeat(500)])(
  'garbage does not open: %s',
  (text) => {
    expect(open(text, key)).toBeUndefined();
  },
);

/** Made once: what is sealed by one version of the function must open in the next. */
test('opens what was sealed before', () => {
  const sealed = 'lCLXG5BfMEFgGVzve-SiEt8qnCPfP3X9UY07PRvXHMmTXR9DAzX0utboWuoaBachhOET';
  expect(open(sealed, key)?.toString()).toBe('Mary Major, +1 555 0100');
});
