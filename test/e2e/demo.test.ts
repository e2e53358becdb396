import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cdk-connect-user-demo-'));

test('the demo does what it says, and leaves nothing behind', () => {
  const before = leftovers();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/demo.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  expect(stderr).toBe('');
  expect(stdout).not.toContain('✗');
  expect(stdout).toMatch(/Deploy Mary\s+1\s+2\s+CreateUser, DescribeUser/);
  expect(stdout).toMatch(/Deploy the change\s+1\s+2\s+DescribeUser, UpdateUserPhoneConfig/);
  expect(stdout).toMatch(/Destroy\s+0\s/);
  expect(stdout).toMatch(/All as it should be, in \d+ s\./);
  // Not a terminal: no colours, no line that is drawn again and again.
  expect(stdout).not.toContain('\x1b');
  expect(stdout).not.toContain('\r');
  expect(status).toBe(0);
  expect(leftovers()).toEqual(before);
}, 300_000);
