/*
 * Which way the arrows point: domain ← store ← actions ← http ← compose ← main, domain ← calendars, domain ← notify ← http,
 * jobs → actions. Each layer names all that it may reach; tests beside the code may reach further.
 */

const layer = (name, reaches, comment) => ({
  name: `${name} reaches too far`,
  comment,
  severity: 'error',
  from: { path: `^server/src/${name}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^server/', pathNot: `^server/src/(${[`${name}/`, ...reaches].join('|')})` },
});

const only = (packages, where) => ({
  name: `${packages} outside ${where}`,
  severity: 'error',
  from: { path: '^server/src/', pathNot: `^server/src/(${where})|\\.test\\.ts$` },
  to: { path: `(^|/)node_modules/(@types/)?(${packages})(/|$)` },
});

export default {
  forbidden: [
    { name: 'cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not resolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    layer('domain', []),
    {
      name: 'domain takes a package',
      comment: 'Values in, values out: nothing but Temporal and the tz table.',
      severity: 'error',
      from: { path: '^server/src/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^server/src/domain/', '/node_modules/(@js-temporal/polyfill|moment-timezone)/'] },
    },
    layer('store', ['domain/', 'clock\\.ts$']),
    layer('calendars', ['domain/', 'clock\\.ts$']),
    layer('notify', ['domain/', 'clock\\.ts$']),
    layer('actions', ['domain/', 'store/', 'calendars/', 'notify/', 'clock\\.ts$']),
    {
      name: 'actions know the outside by its interface alone',
      severity: 'error',
      from: { path: '^server/src/actions/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/(calendars|notify)/', dependencyTypesNot: ['type-only'] },
    },
    layer('jobs', ['domain/', 'store/', 'actions/', 'clock\\.ts$']),
    layer('http', ['domain/', 'actions/', 'notify/', 'clock\\.ts$', 'log\\.ts$', 'settings\\.ts$']),
    {
      name: 'http sends no mail',
      comment: 'It writes with the words of the mails, and leaves what is slow to the jobs.',
      severity: 'error',
      from: { path: '^server/src/http/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/notify/mailer\\.ts$' },
    },
    {
      name: 'settings are handed down',
      comment: 'Below the top only their types are known.',
      severity: 'error',
      from: { path: '^server/src/[^/]+/', pathNot: '^server/src/commands/|\\.test\\.ts$' },
      to: { path: '^server/src/settings\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'composed only at the top',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: '^server/src/(main|program|compose)\\.ts$|^server/src/commands/|\\.test\\.ts$',
      },
      to: { path: '^server/src/(main|program|compose|config)\\.ts$|^server/src/commands/' },
    },
    only('express', 'http/'),
    only('kysely|better-sqlite3|pg', 'store/'),
    only('nodemailer|ics|web-push', 'notify/'),
    only('node-schedule', 'jobs/'),
    {
      name: 'the elements know the wire alone',
      severity: 'error',
      from: { path: '^widget/src/' },
      to: { path: '^server/', pathNot: '^server/src/http/((portal|host|sign-in)-)?contract\\.ts$' },
    },
    {
      name: 'the elements take types alone',
      severity: 'error',
      from: { path: '^widget/src/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the elements depend on Lit alone',
      severity: 'error',
      from: { path: '^widget/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '/node_modules/', pathNot: '/node_modules/(lit|lit-html|lit-element|@lit)/' },
    },
    {
      name: 'the product knows nothing of its tests',
      severity: 'error',
      from: { path: '^(server|widget)/src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^e2e/', '\\.test\\.ts$'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|results|report)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
