// The walls of the house, each with the sentence that a broken one prints. Checked by `npm run lint` and test/walls.spec.ts.
const impure =
  '^src/articles/([^/]+\\.(controller|module|dto)|articles|article-log|article-passages|article-reader|slugs|renditions|publishers|request-terms|drafts|answer-command|sent-back|identity-keeping|draft-intake|approve-source|reveal-identity|edit-bases|publications|publication-request|published-texts|publish-scheduled|schedule-publication|restore-revision|take-step|import-revision|verb-route|withhold-text|erasures|erasure-view|erasure-replay|kept-of-article|remade-stories|hold-article|(draft|edit|publish|retract|unpublish)-article|(add|change|confirm|remove)-citation)\\.ts$';

/** What a read room may use of the write side: pure files, folded articles, and what its answers are made with. */
const door = '^src/articles/(article-log|article-passages|renditions|publishers|[^/]+\\.dto)\\.ts$';

const readRoom = (name) => ({
  name: `${name}-reads-only`,
  comment: `${name}/ reads: of the write side it uses pure files and folded articles, never a use case or a controller.`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: impure, pathNot: door },
});

const noReadRoom = (name) => ({
  name: `nobody-needs-${name}`,
  comment: `${name}/ can be deleted with its line in app.module.ts: nothing else may import it.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${name}/|app\\.module\\.ts$)` },
  to: { path: `^src/${name}/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Files do not import each other in circles.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'event-store-knows-streams',
      comment: 'event-store/ knows streams, not articles: it imports no other room.',
      severity: 'error',
      from: { path: '^src/event-store/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(event-store|identity)/' },
    },
    {
      name: 'text-is-pure',
      comment:
        'text/ is what a text is made of: it is pure and knows nothing of articles, the framework or the database.',
      severity: 'error',
      from: { path: '^src/text/' },
      to: { pathNot: '^src/text/' },
    },
    {
      name: 'search-is-pure',
      comment:
        'search/ is how words are found in whatever text: it knows what a text is made of, no room that has one.',
      severity: 'error',
      from: { path: '^src/search/' },
      to: { path: '^src/[^/]+/|^node_modules/(@nestjs|typeorm|pg|fastify)', pathNot: '^src/(search|text)/' },
    },
    {
      name: 'identity-stands-alone',
      comment: 'identity/ says who asks and what they may do; it imports no other room.',
      severity: 'error',
      from: { path: '^src/identity/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/identity/' },
    },
    {
      name: 'postgres-stands-alone',
      comment: 'postgres/ starts a database and knows nothing of the house.',
      severity: 'error',
      from: { path: '^src/postgres/' },
      to: { path: '^src/', pathNot: '^src/postgres/' },
    },
    {
      name: 'door-knows-no-room',
      comment: 'http/ is the door of every room and knows none but identity/.',
      severity: 'error',
      from: { path: '^src/http/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(http|identity)/' },
    },
    {
      name: 'nobody-launches',
      comment: 'launch/ starts the house; no room imports it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(launch/|main\\.ts$)' },
      to: { path: '^src/launch/' },
    },
    {
      name: 'decisions-are-pure',
      comment:
        'What may happen to an article is decided by pure files: no framework, database, clock or file system in them.',
      severity: 'error',
      from: { path: '^src/articles/', pathNot: impure },
      to: { path: `^node_modules/(@nestjs|typeorm|pg|fastify|class-)|^(fs|net|http|child_process)$|${impure}` },
    },
    {
      name: 'articles-write',
      comment: 'articles/ is the write side: it imports the event store, the door and identity, no read room.',
      severity: 'error',
      from: { path: '^src/articles/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(articles|settings|text|event-store|identity|http|vault)/' },
    },
    {
      name: 'vault-knows-no-article',
      comment: 'vault/ keeps what is in no log: it knows the log and the door, no other room.',
      severity: 'error',
      from: { path: '^src/vault/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(vault|event-store|identity|http)/' },
    },
    {
      name: 'settings-know-no-article',
      comment: 'settings/ is what a newsroom has decided about itself: it knows the log and the door, no other room.',
      severity: 'error',
      from: { path: '^src/settings/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(settings|event-store|identity|http)/' },
    },
    {
      name: 'settings-are-decided-purely',
      comment: 'What settings are and how they change is pure: no framework, database, clock or file system.',
      severity: 'error',
      from: { path: '^src/settings/(settings|settings-codec|invalid-members)\\.ts$' },
      to: { path: '^node_modules/|^(fs|net|http|child_process)$|^src/(http|identity)/' },
    },
    {
      name: 'errors-know-no-http',
      comment: 'The list of refusals knows no HTTP and no framework.',
      severity: 'error',
      from: { path: '^src/errors\\.ts$' },
      to: {},
    },
    {
      name: 'desk-uses-commands',
      comment:
        'desk/ reads working copies and gives the commands of articles/; it imports no other room that readers or auditors need.',
      severity: 'error',
      from: { path: '^src/desk/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: '^src/(desk|search|text|event-store|http|identity|vault|articles/(?![^/]+\\.controller))',
      },
    },
    {
      name: 'import-uses-commands',
      comment:
        'import/ reads archives and gives the commands of articles/; it imports no controller, and no room that reads.',
      severity: 'error',
      from: { path: '^src/import/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: '^src/(import|settings|text|event-store|http|identity|articles/(?![^/]+\\.controller))',
      },
    },
    {
      name: 'nobody-imports-but-launch',
      comment: 'import/ is started by launch/ alone: no room needs it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(import|launch)/' },
      to: { path: '^src/import/' },
    },
    {
      name: 'replays-know-no-article',
      comment: 'replays/ builds any read model again: it knows the log, the projector and the door, no other room.',
      severity: 'error',
      from: { path: '^src/replays/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(replays|event-store|identity|http)/' },
    },
    {
      name: 'ledger-proves-the-log',
      comment:
        'ledger/ proves what the log says: it knows the log, the door and identity, what is withheld from whom, and no room that reads or writes.',
      severity: 'error',
      from: { path: '^src/ledger/' },
      to: {
        path: '^src/[^/]+/',
        pathNot:
          '^src/(ledger|event-store|identity|http)/|^src/articles/(restricted|parts-across)\\.ts$|^src/vault/(withholdings?|redacted-json|redaction)\\.ts$',
      },
    },
    {
      name: 'merkle-tree-is-pure',
      comment: 'ledger/merkle.ts is what the offline verifier rests on: it imports nothing but node:crypto.',
      severity: 'error',
      from: { path: '^src/ledger/merkle\\.ts$' },
      to: { pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'verifier-needs-nobody',
      comment:
        'ledger/verify*.mjs is what outsiders check us with: it imports node itself and its own files, nothing of ours.',
      severity: 'error',
      from: { path: '^src/ledger/verify[^/]*\\.mjs$' },
      to: { dependencyTypesNot: ['core'], pathNot: '^src/ledger/verify[^/]*\\.mjs$' },
    },
    {
      name: 'vault-knows-no-article',
      comment:
        'vault/ keeps what is secret, withheld or erased: it knows the log, the door and identity, no other room.',
      severity: 'error',
      from: { path: '^src/vault/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(vault|event-store|identity|http)/' },
    },
    {
      name: 'client-stands-alone',
      comment: 'client/ speaks to the server over HTTP: it imports no room.',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^src/', pathNot: '^src/client/' },
    },
    readRoom('stories'),
    readRoom('history'),
    readRoom('relay'),
    {
      name: 'relay-knows-the-log',
      comment:
        'relay/ sends the log out: it knows the log, the door, how events are told and what is withheld, no other room.',
      severity: 'error',
      from: { path: '^src/relay/' },
      to: {
        path: '^src/[^/]+/',
        pathNot:
          '^src/(relay|event-store|identity|http|vault/withholdings\\.ts$|articles/event-(line|codec|redaction)\\.ts$)',
      },
    },
    {
      name: 'audit-asks-the-api',
      comment: 'audit/ serves a page that asks the API like any client: it imports the door and identity, no room.',
      severity: 'error',
      from: { path: '^src/audit/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(audit|http|identity)/' },
    },
    {
      name: 'audit-page-runs-in-browsers',
      comment: 'audit/page/ runs in browsers: it imports preact and itself alone.',
      severity: 'error',
      from: { path: '^src/audit/page/' },
      to: { pathNot: '^src/audit/page/|(^|/)node_modules/preact/' },
    },
    {
      name: 'audit-page-is-bundled',
      comment: 'audit/page/ is bundled for browsers: no file of the server imports it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/audit/page/' },
      to: { path: '^src/audit/page/' },
    },
    noReadRoom('stories'),
    noReadRoom('history'),
    noReadRoom('desk'),
    noReadRoom('audit'),
    noReadRoom('relay'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
