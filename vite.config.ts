/** Builds the page, the main process and the preload in one go, and runs the tests. */
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { builtinModules } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { browserLaunch } from './test/chromium.ts';

const nodeBuiltins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`), 'node:sqlite'];
const forNode = { target: 'node22', minify: false, sourcemap: true, emptyOutDir: true } as const;

// What never comes is a failure; what comes late on a busy machine is none.
const patienceMs = 60_000;

const here = import.meta.dirname;
const isTest = process.env['VITEST'] !== undefined;
const launch = isTest ? await browserLaunch() : {};
const browserTestDependencies = [
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  '@testing-library/react',
  '@testing-library/user-event',
  'dexie',
  'dexie-react-hooks',
  'zustand',
  'zustand/react/shallow',
  'zod',
  'fast-check',
  'temporal-polyfill',
  'diff',
  'tinykeys',
  'cmdk',
  'radix-ui',
  'lucide-react',
  'postal-mime',
  '@tanstack/react-table',
  '@tanstack/react-virtual',
  '@codemirror/state',
  '@codemirror/view',
  '@codemirror/commands',
  'axe-core',
];

export default defineConfig({
  // The page's own folder, so that index.html comes out at the top; tests stand at the project's root.
  root: isTest ? here : join(here, 'renderer'),
  plugins: [react()],
  publicDir: false,
  environments: {
    client: {
      build: {
        cssCodeSplit: false,
        outDir: join(here, 'out/renderer'),
        emptyOutDir: true,
        target: 'chrome140',
        assetsInlineLimit: 0,
        // Store and screens apart, so that the store asks while the screens are read; more parts only add round trips (measured).
        chunkSizeWarningLimit: 2_500,
        rolldownOptions: { input: join(here, 'renderer/index.html') },
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'], builtins: nodeBuiltins },
      build: {
        ...forNode,
        outDir: join(here, 'out/main'),
        rolldownOptions: {
          input: { main: join(here, 'electron/main.ts'), start: join(here, 'electron/start.ts') },
          external: ['electron', ...nodeBuiltins],
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        ...forNode,
        outDir: join(here, 'out/preload'),
        rolldownOptions: {
          input: { preload: join(here, 'electron/preload.ts') },
          external: ['electron'],
          // A sandboxed preload is run as CommonJS.
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
  test: {
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', 'json'],
    // What a test waits for may take longer where others keep the machine busy; what never comes is still a failure.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/journeys/**', 'test/servers/**', 'test/simulation/**'],
          testTimeout: patienceMs,
          // One process reads the modules once for all its files: a third of the time went there. No file leaves anything behind in one.
          isolate: false,
          // Each core its own worker; what keeps real time to the second stands in the projects after this one.
          maxWorkers: availableParallelism(),
        },
      },
      {
        extends: true,
        // Everything a browser test may import, named here so that a late discovery can't reload the page in the middle of a test.
        optimizeDeps: { include: browserTestDependencies },
        test: {
          name: 'browser',
          include: ['test/renderer/**/*.browser.test.{ts,tsx}'],
          setupFiles: ['test/renderer/patience.ts'],
          testTimeout: patienceMs,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launch }),
            instances: [{ browser: 'chromium', viewport: { width: 1280, height: 800 } }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          environment: 'node',
          include: ['test/simulation/**/*.test.ts'],
          // Each file runs some hundred simulated weeks on its own clock, on what the others leave of each core.
          setupFiles: ['test/simulation/give-way.ts'],
          testTimeout: 1_500_000,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          environment: 'node',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each journey starts a host and a browser of its own; two cores carry one at a time.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          environment: 'node',
          include: ['test/servers/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // Each file starts mail servers of its own; two cores carry one at a time, and after all others.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
  builder: {
    async buildApp(builder) {
      await Promise.all(Object.values(builder.environments).map((environment) => builder.build(environment)));
    },
  },
});
