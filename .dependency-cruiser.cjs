/** Which layer may import which. Everything not listed is forbidden. */
const MAY_IMPORT = {
  lib: [],
  core: ['lib'],
  cards: ['lib', 'core'],
  ports: ['lib', 'core', 'cards'],
  flows: ['lib', 'core', 'cards', 'ports'],
  triggers: ['lib', 'core', 'cards', 'ports', 'flows'],
  adapters: ['lib', 'core', 'cards', 'ports'],
  tab: [],
};

const layers = Object.entries(MAY_IMPORT).map(([layer, below]) => ({
  name: `${layer}-may-import-${below.join('-') || 'nothing'}`,
  comment: `Move what ${layer} needs down to ${below.join(', ') || 'itself'}, or ask for it through a port.`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/(${[layer, ...below].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'pure-layers-use-no-library',
      comment: 'lib to triggers know neither npm packages nor node: modules; put the library behind a port.',
      severity: 'error',
      from: { path: '^src/(lib|core|cards|ports|flows|triggers)/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'unknown'],
      },
    },
    {
      name: 'flows-do-not-call-flows',
      comment: 'Flows meet through facts in the store; move the shared decision to core.',
      severity: 'error',
      from: { path: '^src/flows/' },
      to: { path: '^src/flows/' },
    },
    {
      name: 'adapters-do-not-know-each-other',
      comment: 'Hand the value over in src/main.ts instead.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'only-teams-knows-the-bot-sdk',
      comment: 'The successor of the SDK must be one new folder: keep it inside src/adapters/teams.',
      severity: 'error',
      from: { pathNot: '^(src/adapters/teams|tests)/' },
      to: { path: 'node_modules/(botbuilder|botframework|@microsoft/teams-ai)' },
    },
    {
      name: 'app-and-sandbox-meet-over-http',
      comment: 'The sandbox stands for Microsoft: neither side may import the other.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sandbox|tests|bench|scripts)/' },
    },
    {
      name: 'sandbox-imports-nothing-of-the-app',
      comment: 'The sandbox stands for Microsoft: neither side may import the other.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(src|tests|bench|scripts)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
