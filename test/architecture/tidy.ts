import { at, bannedIn, type Ban, type Rule } from './rule.ts'
import { isCode, isTest, moduleOf, partsOf, type Source } from './source.ts'

const inModules = (source: Source) => moduleOf(source.path) !== undefined
const inProduct = (source: Source) => source.path.startsWith('src/') && !isTest(source)
const outside = (path: string) => (source: Source) =>
  inProduct(source) && !source.path.startsWith(path)

const bans: Ban[] = [
  {
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/g,
    part: 'comments',
    says: 'finish it now, or write an issue and leave no trace here',
  },
  { pattern: /@ts-(?:ignore|nocheck)\b/g, part: 'comments', says: 'correct the type' },
  { pattern: /\bexport default\b/g, part: 'code', says: 'export it under its name', in: inProduct },
  { pattern: /\bexport \*/g, part: 'code', says: 'name what others may use', in: inProduct },
  {
    pattern: /: any\b|\bas any\b|<any\b|\bany\[\]/g,
    part: 'code',
    says: 'say the type; unknown where it is not known yet',
  },
  {
    pattern: /\.(?:only|skip|todo)\(|\b(?:only|skip|todo):/g,
    part: 'code',
    says: 'every test runs, always',
    in: isTest,
  },
  {
    pattern: /\bconsole\.\w+\(/g,
    part: 'code',
    says: 'use platform.log; only the command line prints',
    in: inModules,
  },
  {
    pattern: /\bDate\.now\(|\bnew Date\(|\bTemporal\.Now\b/g,
    part: 'code',
    says: 'one time for all: take `now` as an argument, from platform.clock',
    in: outside('src/platform/clock.ts'),
  },
  {
    pattern: /\bMath\.random\(/g,
    part: 'code',
    says: 'take randomness as an argument, so that a test can repeat it',
    in: outside('src/platform/'),
  },
]

const banned: Rule = {
  name: 'no leftovers, no hidden time or randomness, no loose types, no test that is passed over',
  check: (sources) => sources.filter(isCode).flatMap((source) => bannedIn(source, bans)),
  twin: {
    tree: {
      'src/orders/store.ts': [
        '// TODO later',
        '// @ts-ignore',
        'export default function () {}',
        "export * from './other.ts'",
        'export const loose = (value: any) => value as any',
        "console.log('placed')",
        'const now = Date.now()',
        'const day = new Date(2026, 1, 1)',
        'const dice = Math.random()',
        "export const words = 'TODO: any console.log() in a text'",
        '/** Never Date.now(), for any order. */',
      ].join('\n'),
      'src/orders/store.test.ts': 'test.skip("slow", { todo: true }, () => {})',
      'src/platform/clock.ts': 'export const now = () => Date.now()',
      'src/platform/db/index.ts': 'const pause = Math.random() * 20',
      'src/main.ts': "console.log('http://localhost:8080')",
    },
    reports: [
      ...at('src/orders/store.ts', 1, 2, 3, 4, 5, 5, 6, 7, 8, 9),
      ...at('src/orders/store.test.ts', 1, 1),
    ],
  },
}

const asserting: Rule = {
  name: 'a test file asserts something',
  check: (sources) =>
    sources
      .filter(
        (source) => isTest(source) && !/\b(?:assert|expect)\w*[.(]/.test(partsOf(source).code),
      )
      .map(({ path }) => ({ path, line: 1, says: 'runs code and compares nothing' })),
  twin: {
    tree: {
      'src/lib/money.test.ts': "test('adds', () => { add(1, 2) }) // assert.equal(add(1, 2), 3)",
      'src/lib/ids.test.ts': "test('is one', () => assert.ok(isId(newId(1))))",
      'src/lib/text.test.ts': "test('keeps', () => fc.assert(property))",
    },
    reports: ['src/lib/money.test.ts:1'],
  },
}

export const tidyRules: Rule[] = [banned, asserting]
