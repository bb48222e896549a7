/** Builds the page, the main process and the preload in one go, and runs the tests. */
import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import { defineConfig } from 'vitest/config';

const nodeBuiltins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`), 'node:sqlite'];
const forNode = { target: 'node22', minify: false, sourcemap: true, emptyOutDir: true } as const;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  publicDir: false,
  environments: {
    client: {
      build: {
        outDir: 'out/renderer',
        emptyOutDir: true,
        target: 'chrome140',
        assetsInlineLimit: 0,
        rolldownOptions: { input: 'renderer/index.html' },
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'], builtins: nodeBuiltins },
      build: {
        ...forNode,
        outDir: 'out/main',
        rolldownOptions: {
          input: { main: 'electron/main.ts', start: 'electron/start.ts' },
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
        outDir: 'out/preload',
        rolldownOptions: {
          input: { preload: 'electron/preload.ts' },
          external: ['electron'],
          // A sandboxed preload is run as CommonJS.
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      await Promise.all(Object.values(builder.environments).map((environment) => builder.build(environment)));
    },
  },
});
