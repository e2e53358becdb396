import { cdkMetadataProvider } from '../../local/cdk-metadata';
import { resource } from './support';

test('is made, stays through updates, goes', async () => {
  const request = resource('AWS::CDK::Metadata', { Analytics: 'v2' });
  const made = await cdkMetadataProvider.create(request);
  expect(made.physicalId).not.toBe('');
  const existing = { ...made, properties: request.properties };
  expect((await cdkMetadataProvider.update(request, existing)).physicalId).toBe(made.physicalId);
  await expect(cdkMetadataProvider.delete(request, existing)).resolves.toBeUndefined();
});
