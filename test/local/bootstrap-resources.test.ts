import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrap } from '../../local/bootstrap-resources';
import { IamStore } from '../../local/iam';
import { S3Store } from '../../local/s3';
import { SsmService } from '../../local/ssm';
import { Clock, PLACE } from './support';

test('leaves what `cdk bootstrap` of this CLI leaves', async () => {
  const { now } = new Clock();
  const [iam, s3, ssm] = [new IamStore(PLACE), new S3Store(), new SsmService(PLACE, now)];
  bootstrap({ place: PLACE, iam, s3, ssm, now });
  const cli = dirname(require.resolve('aws-cdk/package.json'));
  const template = readFileSync(join(cli, 'lib/api/bootstrap/bootstrap-template.yaml'), 'utf8');
  const version = /CdkBootstrapVersion:[^]*?Value: '(\d+)'/.exec(template)?.[1];
  expect(version).toBeDefined();
  expect(await ssm.read('/cdk-bootstrap/hnb659fds/version')).toBe(version);
  expect(s3.bucket('cdk-hnb659fds-assets-123456789012-us-east-1')).toBeDefined();
  const names = [
    ...template.matchAll(/cdk-\$\{Qualifier\}-([a-z-]+)-role-\$\{AWS::AccountId\}-\$\{AWS::Region\}/g),
  ];
  expect(names.length).toBeGreaterThan(4);
  for (const [, name] of names) {
    expect(iam.role(`cdk-hnb659fds-${name}-role-123456789012-us-east-1`)).toBeDefined();
  }
});
