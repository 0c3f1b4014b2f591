import { at, bannedIn, type Ban, type Rule, type Violation } from './rule.ts'
import { importsOf, isCode, isTest, moduleOf, type Import, type Source } from './source.ts'

const says = 'domain/ decides and does nothing else: take it as an argument'
const bans: Ban[] = [
  /\bDate\.now\b|\bnew Date\b|\bTemporal\.Now\b|\bperformance\.now\b/g,
  /\bMath\.random\b|\bcrypto\.\w+|\brandom(?:UUID|Bytes|Int)\(/g,
  /\bprocess\.\w+|\bfetch\(|\bset(?:Timeout|Interval|Immediate)\(/g,
  /\bsql`/g,
].map((pattern) => ({ pattern, part: 'code', says }))

const imports: Rule = {
  name: 'domain/ imports lib, types, and values of a domain/: its own, or another through index.ts',
  check(sources) {
    const faces = new Map(sources.map((source) => [source.path, source]))
    return sources.filter(isDomain).flatMap((source) =>
      importsOf(source)
        .filter((found) => !isPure(source, found, faces))
        .map(({ target, line }): Violation => ({
          path: source.path,
          line,
          says: `${target}: ${says}`,
        })),
    )
  },
  twin: {
    tree: {
      'src/orders/domain/capture.ts': [
        "import { plus } from '../../lib/money.ts'",
        "import { countersOf } from './counters.ts'",
        "import type { OrderBody } from '../schemas.ts'",
        "import type { StockView } from '../../routing/index.ts'",
        "import { insertOrder } from '../store.ts'",
        "import { decideRoute, type Route } from '../../routing/index.ts'",
        "import { decideRoute, saveRoute } from '../../routing/index.ts'",
        "import type { Tx } from '../../platform/db/index.ts'",
        "import { readFile } from 'node:fs/promises'",
        "import fastify from 'fastify'",
      ].join('\n'),
      'src/routing/index.ts': [
        "export { decideRoute, type Route } from './domain/route.ts'",
        "export { saveRoute } from './store.ts'",
      ].join('\n'),
      'src/orders/domain/capture.test.ts': "import test from 'node:test'",
    },
    reports: at('src/orders/domain/capture.ts', 5, 7, 8, 9, 10),
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
        'export const pick = (random: () => number) => random()',
        "export const words = 'new Date() in a text is not a call'",
      ].join('\n'),
    },
    reports: at('src/inventory/domain/hold.ts', 3, 4, 5, 6, 7),
  },
}

function isDomain(source: Source): boolean {
  return isCode(source) && !isTest(source) && /^src\/[^/]+\/domain\//.test(source.path)
}

/** Types vanish when the code runs; but those of the platform would still hand it a database. */
function isPure({ path }: Source, found: Import, faces: ReadonlyMap<string, Source>): boolean {
  const { target, typeOnly, values } = found
  const other = moduleOf(target)
  if (other === 'lib' || target.startsWith(`src/${moduleOf(path)}/domain/`)) return true
  if (typeOnly) return other !== undefined && other !== 'platform'
  const face = faces.get(`src/${other}/index.ts`)
  if (!face || target !== face.path) return false
  const pure = importsOf(face).filter((offer) => offer.target.startsWith(`src/${other}/domain/`))
  const offered = new Set(pure.flatMap((offer) => offer.values))
  return values.length > 0 && values.every((value) => offered.has(value))
}

export const domainRules: Rule[] = [imports, calls]
