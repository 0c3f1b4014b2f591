import type { Rule, Violation } from './rule.ts'
import { isTest, moduleOf, type Source } from './source.ts'

/** Where things stand in every module: a file, or a folder of the same name when it outgrew one. */
const places = new Set([
  'README.md',
  // What other modules may use, and what a process mounts
  'index.ts',
  'module.ts',
  // HTTP in, HTTP out
  'routes',
  'pages',
  'schemas',
  // Use cases; pure decisions; all SQL
  'actions',
  'domain',
  'store',
  // What hot paths keep in memory
  'book',
  // Background work, what is told, what is refused, what must always hold
  'jobs',
  'events',
  'refusals',
  'checks',
])

/** What only one module has. */
const own: Record<string, readonly string[]> = {
  // The availability index
  inventory: ['index'],
}

const needed = ['README.md', 'index.ts']

/** These two are shelves, not modules: each file is its own place. */
const shelves = new Set(['lib', 'platform'])

const known: Rule = {
  name: 'a module holds the places that every module has, and no others',
  check: (sources) =>
    sources
      .filter((source) => isInModule(source) && !isTest(source) && !isKnown(source.path))
      .map(({ path }): Violation => {
        const says = `is no place of a module: use one of ${[...places].join(', ')}`
        return { path, line: 1, says }
      }),
  twin: {
    tree: {
      'src/orders/README.md': '',
      'src/orders/routes.ts': '',
      'src/orders/store.test.ts': '',
      'src/orders/domain/capture.ts': '',
      'src/orders/helpers.ts': '',
      'src/orders/services/orders.ts': '',
      'src/orders/index/orders.ts': '',
      'src/inventory/index/availability.ts': '',
      'src/platform/clock.ts': '',
    },
    reports: ['helpers.ts', 'services/orders.ts', 'index/orders.ts'].map(
      (file) => `src/orders/${file}:1`,
    ),
  },
}

const whole: Rule = {
  name: 'a module has a README.md and an index.ts',
  check(sources) {
    const paths = new Set(sources.map(({ path }) => path))
    const modules = new Set(sources.filter(isInModule).map(({ path }) => moduleOf(path)))
    return [...modules]
      .flatMap((module) => needed.map((file) => `src/${module}/${file}`))
      .filter((path) => !paths.has(path))
      .map((path) => ({ path, line: 1, says: 'is missing' }))
  },
  twin: {
    tree: {
      'src/orders/store.ts': '',
      'src/tasks/README.md': '',
      'src/tasks/index.ts': '',
      'src/lib/money.ts': '',
      'src/main.ts': '',
    },
    reports: ['src/orders/README.md:1', 'src/orders/index.ts:1'],
  },
}

function isInModule({ path }: Source): boolean {
  const module = moduleOf(path)
  return module !== undefined && !shelves.has(module)
}

function isKnown(path: string): boolean {
  const [, module, file] = path.split('/') as [string, string, string]
  const place = file.replace(/\.tsx?$/, '')
  return places.has(file) || places.has(place) || (own[module] ?? []).includes(place)
}

export const placeRules: Rule[] = [known, whole]
