import { at, bannedIn, type Ban, type Rule, type Violation } from './rule.ts'
import { importsOf, isCode, isTest, moduleOf, type Import, type Source } from './source.ts'

const says = 'domain/ decides and does nothing else: take it as an argument'
const bans: Ban[] = [
  /\bDate\.now\b|\bnew Date\b|\bTemporal\.Now\b|\bperformance\.now\b/g,
  /\bMath\.random\b|\bcrypto\.\w+|\brandom\w*\(/g,
  /\bprocess\.\w+|\bfetch\(|\bset(?:Timeout|Interval|Immediate)\(/g,
  /\bsql`/g,
].map((pattern) => ({ pattern, part: 'code', says }))

const imports: Rule = {
  name: 'domain/ imports only lib and its own module: values of domain/, types of the rest',
  check: (sources) =>
    sources.filter(isDomain).flatMap((source) =>
      importsOf(source)
        .filter((found) => !isPure(source, found))
        .map(({ target, line }): Violation => ({
          path: source.path,
          line,
          says: `${target}: ${says}`,
        })),
    ),
  twin: {
    tree: {
      'src/orders/domain/capture.ts': [
        "import { plus } from '../../lib/money.ts'",
        "import { countersOf } from './counters.ts'",
        "import type { OrderBody } from '../schemas.ts'",
        "import type { StockView } from '../../routing/index.ts'",
        "import { insertOrder } from '../store.ts'",
        "import { decideRoute } from '../../routing/index.ts'",
        "import type { Tx } from '../../platform/db/index.ts'",
        "import { readFile } from 'node:fs/promises'",
        "import fastify from 'fastify'",
      ].join('\n'),
      'src/orders/domain/capture.test.ts': "import test from 'node:test'",
    },
    reports: at('src/orders/domain/capture.ts', 5, 6, 7, 8, 9),
  },
}

const calls: Rule = {
  name: 'domain/ knows no clock, no randomness, no process, no network, no SQL',
  check: (sources) => sources.filter(isDomain).flatMap((source) => bannedIn(source, bans)),
  twin: {
    tree: {
      'src/inventory/domain/hold.ts': [
        '/** Never Date.now(): the caller says when. */',
        'export const isOver = (now: number) => now > 5',
        'export const isLate = () => Date.now() > 5',
        'export const isLucky = () => Math.random() > 0.5',
        'export const isRoot = () => process.getuid?.() === 0',
        "export const page = () => fetch('https://example.com')",
        'export const all = sql`select 1`',
        "export const words = 'new Date() in a text is not a call'",
      ].join('\n'),
    },
    reports: at('src/inventory/domain/hold.ts', 3, 4, 5, 6, 7),
  },
}

function isDomain(source: Source): boolean {
  return isCode(source) && !isTest(source) && /^src\/[^/]+\/domain\//.test(source.path)
}

/** Types vanish when the code runs; those of the platform would still hand it a database. */
function isPure({ path }: Source, { target, typeOnly }: Import): boolean {
  const own = moduleOf(path)!
  const other = moduleOf(target)
  if (other === 'lib' || target.startsWith(`src/${own}/domain/`)) return true
  return typeOnly && other !== undefined && other !== 'platform'
}

export const domainRules: Rule[] = [imports, calls]
