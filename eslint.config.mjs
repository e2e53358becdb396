import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '**/cdk.out*/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  prettier,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // The one wire contract and the rules know neither the CDK nor an SDK: lib/ and lambda/ share them.
    files: ['lib/private/contract.ts', 'lib/private/rules.ts', 'lib/private/rules/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['aws-cdk-lib*', 'constructs', '@aws-sdk/*'] }],
    },
  },
  {
    // The local AWS knows AWS, not us.
    files: ['local/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/lib/*', '**/lambda/*'] }] },
  },
);
