/** `AWS::CDK::Metadata`: a note of the CDK's in a template. It does nothing, in AWS too. */
import type { ResourceProvider } from './cloudformation/resource-provider';
import { randomSuffix } from './resource-failure';

export const cdkMetadataProvider: ResourceProvider = {
  create: () => Promise.resolve({ physicalId: randomSuffix(12).toLowerCase(), attributes: {} }),
  update: (_request, { physicalId }) => Promise.resolve({ physicalId, attributes: {} }),
  delete: () => Promise.resolve(),
};
