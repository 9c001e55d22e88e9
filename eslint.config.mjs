import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may import whom. Domain knows nothing of the outside; the dashboard reaches wire types and amounts only. */
const layers = [
  {
    sourceTag: 'layer:domain',
    onlyDependOnLibsWithTags: ['layer:domain'],
    bannedExternalImports: [
      '@nestjs/*',
      'typeorm',
      'bullmq',
      'ioredis',
      'pg',
      'pg-*',
      '@eventstore/*',
      '@angular/*',
      '@grpc/*',
      'fastify',
    ],
  },
  { sourceTag: 'layer:adapter', onlyDependOnLibsWithTags: ['layer:domain', 'layer:adapter'] },
  { sourceTag: 'layer:client', onlyDependOnLibsWithTags: ['layer:domain', 'layer:client'] },
  { sourceTag: 'layer:server', onlyDependOnLibsWithTags: ['layer:domain', 'layer:adapter', 'layer:client'] },
  {
    sourceTag: 'layer:web',
    onlyDependOnLibsWithTags: ['layer:domain'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', '@eventstore/*', 'fastify'],
  },
];

/** Of templates: names, ids and sizes, which nobody reads. */
const UNREAD_ATTRIBUTES = [
  ...['animate.enter', 'animate.leave', 'as', 'content', 'd', 'explainedBy', 'fieldId', 'fragment'],
  ...['aria-controls', 'aria-describedby', 'aria-haspopup', 'aria-labelledby', 'aria-live', 'aria-sort'],
  ...['autocapitalize', 'inputmode', 'media', 'rel', 'scope', 'loading', 'crossorigin', 'popover'],
  ...[
    'patternTransform',
    'patternUnits',
    'preserveAspectRatio',
    'stroke-linecap',
    'text-anchor',
    'transform',
  ],
];

const sizeLimits = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 8],
  'max-depth': ['error', 3],
  'max-params': ['error', 4],
};

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.nx', '.angular', '.ledger', 'coverage'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    plugins: { '@nx': nx, 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: ['tsconfig.json', 'apps/dashboard/tsconfig.json'] }),
      ],
    },
    rules: {
      ...sizeLimits,
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-console': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: layers }],
    },
  },
  // A describe block holds many small tests; each `it` still reads as one sentence.
  {
    files: ['**/*.spec.ts', '**/*.contract.ts', '**/testing/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  // The clock, randomness and I/O stay outside the pure core.
  {
    files: ['libs/ledger/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'], message: 'The domain does no I/O.' }] },
      ],
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'fetch',
        'crypto',
        'performance',
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes with the command.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time comes with the command.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'The domain is deterministic.',
        },
      ],
    },
  },
  // The client runs wherever `fetch` does, and brings neither zod nor the rules of the ledger along.
  {
    files: ['libs/client/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*'], message: 'The client also runs in browsers.' },
            {
              regex: '^#libs/(?!contract/routes$|ledger/tokens$|ledger/units$)',
              allowTypeImports: true,
              message: 'The client takes types, routes, amounts and units along, and nothing else.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'global', 'setImmediate', 'require'],
    },
  },
  // The rules a second time: in types and amounts of the ledger, and with none of its code.
  {
    files: ['libs/naive-ledger/src/rules/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^#libs/(?!ledger/tokens$)',
              allowTypeImports: true,
              message: 'The naive ledger must not reckon with what it is compared with.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/cli/**/*.ts', 'examples/**/*.ts', 'infra/**/*.mjs'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/dashboard/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^#libs/(?!contract$|contract/routes$|ledger/(?:tokens|pricing|units)$)',
              message:
                'The dashboard imports contract (types), contract/routes and what the ledger has for everybody: tokens, pricing, units.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/dashboard/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  {
    // Not index.html, which is there before a language is settled.
    files: ['apps/dashboard/src/app/**/*.html'],
    // Only who builds pages reads it.
    ignores: ['apps/dashboard/src/app/design/**'],
    rules: {
      // Whatever people read is translated. `boundTextAllowedPattern`: letters beside a value are no exception.
      '@angular-eslint/template/i18n': [
        'error',
        { checkId: false, boundTextAllowedPattern: '^$', ignoreAttributes: UNREAD_ATTRIBUTES },
      ],
    },
  },
  prettier,
);
