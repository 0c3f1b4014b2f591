import { tiers } from '../../src/modules.ts'
import { at, type Rule, type Violation } from './rule.ts'
import { importsOf, isCode, isTest, moduleOf, type Import, type Source } from './source.ts'

const tierOf: Record<string, number> = tiers
/** The tier of src/main.ts and its neighbours. */
const ABOVE_ALL = Infinity

const everyFolder: Rule = {
  name: 'every folder of src/ has a tier in src/modules.ts',
  check: (sources) =>
    [...new Set(sources.map(({ path }) => moduleOf(path)))]
      .filter((module) => module !== undefined && !(module in tierOf))
      .map((module) => ({
        path: `src/${module}`,
        line: 1,
        says: 'is no module of src/modules.ts: put the code into the module it belongs to',
      })),
  twin: {
    tree: { 'src/orders/index.ts': '', 'src/utils/strings.ts': '', 'src/main.ts': '' },
    reports: ['src/utils:1'],
  },
}

const down: Rule = {
  name: 'imports go down the tiers, never up or across',
  check: importRule((source, { target }) => {
    if (/^(test|bench|web)\//.test(target) && !isTest(source)) {
      return 'the product does not import its tests, benchmarks or screens'
    }
    const [own, other] = [moduleOf(source.path), moduleOf(target)]
    if (!target.startsWith('src/') || own === undefined || own === other) return undefined
    const [from, to] = [tierOf[own], other === undefined ? ABOVE_ALL : tierOf[other]]
    if (from === undefined || to === undefined || from > to) return undefined
    return from === to
      ? 'modules of one tier do not know each other: let a higher one use both'
      : 'calls go down, events go up: let the higher module pull, or read an event'
  }),
  twin: {
    tree: {
      'src/inventory/actions/facts.ts': [
        "import { getSku } from '../../catalog/index.ts'",
        "import { placeOrder } from '../../orders/index.ts'",
        "import type { Carrier } from '../../shipping/index.ts'",
        "import { saveStock } from '../store.ts'",
        "import { start } from '../../main.ts'",
        "import { createTestDatabase } from '../../../test/database.ts'",
        "export type { Order } from '../../orders/index.ts'",
        "await import('../../orders/index.ts')",
      ].join('\n'),
      'src/inventory/actions/facts.test.ts': "import { db } from '../../../test/database.ts'",
      'src/lib/money.ts': "// import { now } from '../platform/clock.ts' is not for lib",
      'src/lib/ids.ts': "import { now } from '../platform/clock.ts'",
      'src/main.ts': "import { tiers } from './modules.ts'",
    },
    reports: [...at('src/inventory/actions/facts.ts', 2, 3, 5, 6, 7, 8), 'src/lib/ids.ts:1'],
  },
}

const faces: Rule = {
  name: 'a module is entered through its index.ts (lib and platform: through any file)',
  check: importRule((source, { target }) => {
    const module = moduleOf(target)
    if (!module || module === 'lib' || module === 'platform') return undefined
    if (module === moduleOf(source.path) || target === `src/${module}/index.ts`) return undefined
    // Whoever assembles a process mounts modules: the files above all, and tests.
    const assembles = moduleOf(source.path) === undefined || isTest(source)
    if (assembles && target === `src/${module}/module.ts`) return undefined
    return `enter through src/${module}/index.ts, and export there what others may use`
  }),
  twin: {
    tree: {
      'src/orders/actions/place.ts': [
        "import { claim } from '../../inventory/index.ts'",
        "import { lockSupply } from '../../inventory/store.ts'",
        "import { inventoryModule } from '../../inventory/module.ts'",
        "import { sql } from '../../platform/db/sql.ts'",
        "import { moneyOf } from '../../lib/money.ts'",
        "import { ordersModule } from '../module.ts'",
      ].join('\n'),
      'src/main.ts': [
        "import { ordersModule } from './orders/module.ts'",
        "import { insertOrder } from './orders/store.ts'",
      ].join('\n'),
    },
    reports: [...at('src/orders/actions/place.ts', 2, 3), 'src/main.ts:2'],
  },
}

/** A rule over every import in src/; `judge` says what is wrong with one, or nothing. */
function importRule(judge: (source: Source, found: Import) => string | undefined): Rule['check'] {
  return (sources) =>
    sources
      .filter((source) => isCode(source) && source.path.startsWith('src/'))
      .flatMap((source) =>
        importsOf(source).flatMap((found): Violation[] => {
          const says = judge(source, found)
          const { path } = source
          return says ? [{ path, line: found.line, says: `${found.target}: ${says}` }] : []
        }),
      )
}

export const tierRules: Rule[] = [everyFolder, down, faces]
