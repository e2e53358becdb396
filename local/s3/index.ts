/** S3. */
export { CustomResourceResponses } from './response-bucket';
export type { PutFault } from './response-bucket';
export { S3Service } from './service';
export { S3Store } from './store';
