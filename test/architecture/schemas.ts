import { tiers } from '../../src/modules.ts'
import { at, type Rule, type Violation } from './rule.ts'
import { isCode, isTest, lineAt, moduleOf, partsOf, type Source } from './source.ts'

/** Reports are made of everything, so reporting may read every schema. */
const READS_ALL = 'reporting'

const NAME =
  /\b(?:from|join|into|update|only|table|using|references)\s+(?<schema>[a-z_]+)\.[a-z_]+/gi
const WRITTEN = /\b(?:into|update)\s/i

const ownSchema: Rule = {
  name: 'the SQL of a module stays in its own schema (reporting may read all)',
  check: (sources) =>
    sources
      .filter((source) => isCode(source) && !isTest(source) && moduleOf(source.path))
      .flatMap(foreignNames),
  twin: {
    tree: {
      'src/orders/store.ts': [
        '/** The lines, from inventory.supply as it stood. */',
        'const mine = sql`select id from orders.line where ${open} for update`',
        'const theirs = sql`select * from inventory.supply`',
        'const nested = sql`select ${sql`(select 1 from catalog.sku)`} from orders.line`',
        'const written = sql`with gone as (delete from orders.hold returning id)',
        '  insert into tasks.task select id from gone`',
        'const part = sql`select extract(epoch from l.placed_at) from orders.line as l`',
        'const text = `no SQL: from inventory.supply`',
      ].join('\n'),
      'src/reporting/store.ts': [
        'const read = sql`select * from orders.line join inventory.supply using (sku_id)`',
        'const written = sql`update orders.line set total = 0`',
      ].join('\n'),
    },
    reports: [...at('src/orders/store.ts', 3, 4, 6), 'src/reporting/store.ts:2'],
  },
}

function foreignNames(source: Source): Violation[] {
  const { sql } = partsOf(source)
  const own = moduleOf(source.path)
  return [...sql.matchAll(NAME)]
    .map((match) => ({ words: match[0], schema: match.groups!['schema']!, index: match.index }))
    .filter(({ schema }) => schema !== own && schema in tiers)
    .filter(({ words }) => own !== READS_ALL || WRITTEN.test(words))
    .map(({ words, schema, index }) => ({
      path: source.path,
      line: lineAt(sql, index),
      says: `${words}: ask ${schema} through its index.ts`,
    }))
}

const foreignKeys: Rule = {
  name: 'foreign keys stay inside a schema',
  check: (sources) =>
    migrationsOf(sources).flatMap(({ path, text }) => {
      const plain = text.replace(/--.*/g, (comment) => ' '.repeat(comment.length))
      let own = ''
      const names = /\btable\s+(?<own>\w+)\.\w+|\breferences\s+(?<other>\w+)\.\w+/gi
      return [...plain.matchAll(names)].flatMap(({ 0: words, groups, index }): Violation[] => {
        own = groups!['own'] ?? own
        const other = groups!['other'] ?? own
        const says = `${words}: keep the id without a key; ${other} may move away one day`
        return other === own ? [] : [{ path, line: lineAt(plain, index), says }]
      })
    }),
  twin: {
    tree: {
      'db/migrations/0001_orders.sql': [
        'create table orders.order (id uuid primary key);',
        'create table orders.line (',
        '  -- no key: sku_id references catalog.sku',
        '  order_id uuid references orders.order,',
        '  sku_id integer references catalog.sku',
        ');',
      ].join('\n'),
    },
    reports: ['db/migrations/0001_orders.sql:5'],
  },
}

const numbers: Rule = {
  name: 'migrations are numbered without gaps or twins, from 0001',
  check: (sources) =>
    migrationsOf(sources)
      .map(({ path }) => path)
      .toSorted()
      .flatMap((path, index): Violation[] => {
        const number = String(index + 1).padStart(4, '0')
        const right = new RegExp(`^db/migrations/${number}_[a-z0-9_]+\\.sql$`)
        return right.test(path) ? [] : [{ path, line: 1, says: `should be ${number}_<name>.sql` }]
      }),
  twin: {
    tree: {
      'db/migrations/0001_platform.sql': '',
      'db/migrations/0002_tasks.sql': '',
      'db/migrations/0002_orders.sql': '',
      'db/migrations/0004-stock.sql': '',
    },
    reports: ['db/migrations/0002_tasks.sql:1', 'db/migrations/0004-stock.sql:1'],
  },
}

function migrationsOf(sources: readonly Source[]): Source[] {
  return sources.filter(({ path }) => path.startsWith('db/migrations/'))
}

export const schemaRules: Rule[] = [ownSchema, foreignKeys, numbers]
