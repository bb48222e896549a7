/** Preloaded with --import: gives whoever asks for `electron` the recording stand-in, for `import` and `require` alike. */
import { registerHooks } from 'node:module';

const standIn = new URL('../hosts/electron-stand-in.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
