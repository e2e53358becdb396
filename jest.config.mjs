export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // TypeScript 6 and jsii's rootDir do not go together in ts-jest; types are checked by `npm run lint`.
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      {
        tsconfig: {
          target: 'es2022',
          module: 'node16',
          moduleResolution: 'node16',
          rootDir: '.',
          esModuleInterop: true,
          isolatedModules: true,
        },
      },
    ],
  },
  collectCoverageFrom: ['lib/**/*.ts', 'lambda/**/*.ts', '!**/*.d.ts'],
  coverageThreshold: { global: { statements: 95, branches: 95, functions: 95, lines: 95 } },
  coverageReporters: ['text-summary', 'lcov'],
  testTimeout: 60_000,
  // Much of the time is waiting (for the CLI's own polling, for processes): two at a time even on two cores.
  maxWorkers: 2,
};
