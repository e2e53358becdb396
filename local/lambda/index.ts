/** Lambda. */
export { LambdaService } from './service';
export type { LambdaOptions } from './service';
export type { RunningInvocation } from './pool';
export type { StartEnvironment } from './execution-environment';
