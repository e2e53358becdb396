/** Secrets Manager. */
export { secretsManagerService } from './api';
export { secretProvider } from './resource';
export { SecretStore } from './store';
export type { Secret, SecretVersion } from './store';
