/** Directions of imports (docs/architecture.md): renderer -> shared <- electron, siblings in electron meet in desk.ts through ports. */
const sibling = (folder) => ({
  name: `electron-${folder}-keeps-to-itself`,
  comment: 'siblings in electron/ meet only in desk.ts, through ports',
  severity: 'error',
  from: { path: `^electron/${folder}/` },
  to: { path: '^electron/', pathNot: [`^electron/${folder}/`, '^electron/ports/'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^electron$', '^virtual:'] },
    },
    { name: 'renderer-not-to-electron', severity: 'error', from: { path: '^renderer/' }, to: { path: '^electron/' } },
    { name: 'electron-not-to-renderer', severity: 'error', from: { path: '^electron/' }, to: { path: '^renderer/' } },
    {
      name: 'shared-is-pure',
      comment: 'shared/ imports itself and pure libraries: zod, temporal-polyfill (zones), diff (word diff)',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '^node_modules/(zod|temporal-polyfill|temporal-spec|temporal-utils|diff)/'] },
    },
    {
      name: 'domain-not-to-policy',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { path: '^shared/(policy|ipc)/' },
    },
    { name: 'policy-not-to-ipc', severity: 'error', from: { path: '^shared/policy/' }, to: { path: '^shared/ipc/' } },
    {
      name: 'ports-import-shared-only',
      severity: 'error',
      from: { path: '^electron/ports/' },
      to: { path: '^electron/', pathNot: '^electron/ports/' },
    },
    ...[
      'ledger',
      'send',
      'decide',
      'countersign',
      'crm',
      'sync',
      'mailbox',
      'platform',
      'windows',
      'ipc',
      'host',
      'agent',
      'inbox',
      'search',
    ].map(sibling),
    {
      name: 'agent-cannot-reach-send',
      severity: 'error',
      from: { path: '^electron/agent/' },
      to: { path: '^electron/(send|mailbox|countersign|decide)/', reachable: true },
    },
    {
      name: 'agent-gets-no-sending-port',
      comment:
        'what the desk hands the agent is electron/ports/agent-desk.ts: no transport, no ledger of sends, no secrets, no CRM',
      severity: 'error',
      from: { path: '^electron/agent/' },
      to: {
        path: '^electron/ports/(transport|ledger|mailbox-ledger|mailbox-reader|mail-login|secrets|connector|trace-ledger|desk)\\.ts$',
      },
    },
    {
      name: 'electron-module-stays-in-the-shell',
      severity: 'error',
      from: {
        path: '^electron/',
        pathNot: ['^electron/(main|preload)\\.ts$', '^electron/windows/', '^electron/platform/'],
      },
      to: { path: '^(node_modules/electron(/|$)|electron$)' },
    },
    {
      name: 'one-nodemailer-import',
      severity: 'error',
      from: {
        pathNot: ['^electron/send/smtp[^/]*\\.ts$', '^electron/send/mime\\.ts$', '^electron/mailbox/', '^test/'],
      },
      to: { path: '^node_modules/nodemailer/' },
    },
    {
      name: 'one-imapflow-import',
      severity: 'error',
      from: { pathNot: '^electron/inbox/imap' },
      to: { path: '^node_modules/imapflow/' },
    },
    {
      name: 'one-openai-import',
      severity: 'error',
      from: { pathNot: ['^electron/agent/model\\.ts$'] },
      to: { path: '^node_modules/openai/' },
    },
    {
      name: 'domain-tests-not-imported',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: { path: '^test/' },
    },
    {
      name: 'components-have-no-queries',
      severity: 'error',
      from: { path: '^renderer/components/' },
      to: { path: '^renderer/(store|screens|commands|view-state|bridge)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
