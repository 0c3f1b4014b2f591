import { at, type Rule, type Violation } from './rule.ts'
import { lineAt, partsOf, type Source } from './source.ts'

const LANGUAGES = ['en', 'de', 'ar']
const WORDS = /^web\/.*\/words(?:-\w+)?\.(?<language>[a-z]{2})\.ts$/

/** What the makers say among themselves and nobody in a shop: UI.md calls it banned. */
const BANNED: readonly RegExp[] = [
  /\bbroker(?:ing|ed|age)?\b/gi,
  /\ballocations?\b|\bfulfil+ment orders?\b|\bsupply rows?\b|\bclaims?\b/gi,
  /\bATP\b|\bSLAs?\b/g,
  /\bsagas?\b|\bnodes?\b|\bKnoten\b/gi,
  /\borch?estr\w*/gi,
  /\bstate machines?\b|\bZustandsautomat\w*/gi,
  /\b[a-z]+(?:_[a-z]+)+\b/g,
]

const plain: Rule = {
  name: 'what the apps say is said in words of the shop',
  check: (sources) =>
    sources
      .filter(({ path }) => WORDS.test(path))
      .flatMap((source): Violation[] => {
        const text = stringsOf(source)
        return BANNED.flatMap((pattern) =>
          [...text.matchAll(pattern)].map((match) => ({
            path: source.path,
            line: lineAt(text, match.index),
            says: `${match[0]}: no word of a shop`,
          })),
        )
      }),
  twin: {
    tree: {
      'web/console/orders/words.en.ts': [
        '/** The allocation of a node. */',
        'export const words = {',
        "  allocation: 'Ships from',",
        "  sla: 'SLA 4 h',",
        "  state: 'waiting_for_stock',",
        '  node: (n: number) => `Node ${n}`,',
        "  late: 'Slang of a broken allocator',",
        "  'order.hold_placed': 'Put on hold',",
        '}',
      ].join('\n'),
      'web/console/orders/words.de.ts': "export const words = { late: 'Orchestrierung' }",
      'web/console/orders/orders.ts': "const state = 'waiting_for_stock'",
    },
    reports: [
      ...at('web/console/orders/words.en.ts', 4, 5, 6),
      ...at('web/console/orders/words.de.ts', 1),
    ],
  },
}

/** Names in quotes, which are read by programs: `'order.hold_placed': 'Put on hold'`. */
const KEY = /(?<=[{,]\s*|^\s*)'[^'\n]*'(?=\s*:)/gm

/** What stands in strings and templates; blank where there is something else. */
function stringsOf(source: Source): string {
  const { code, comments } = partsOf(source)
  const text = source.text.replaceAll(KEY, (name) => ' '.repeat(name.length))
  // Letter by letter as the parts count them, not by whole characters.
  return text
    .split('')
    .map((letter, index) => {
      const isElsewhere = code[index] !== ' ' || comments[index] !== ' '
      return isElsewhere && letter !== '\n' ? ' ' : letter
    })
    .join('')
}

const complete: Rule = {
  name: `words are there in each language: ${LANGUAGES.join(', ')}`,
  check: (sources) => {
    const files = sources.flatMap(({ path }) => {
      const language = WORDS.exec(path)?.groups?.['language']
      return language === undefined
        ? []
        : [{ path, folder: path.slice(0, -`${language}.ts`.length) }]
    })
    return [...Map.groupBy(files, ({ folder }) => folder)].flatMap(([folder, all]) =>
      LANGUAGES.filter(
        (language) => !all.some(({ path }) => path === `${folder}${language}.ts`),
      ).map((language) => ({ path: all[0]!.path, line: 1, says: `there is no ${language}` })),
    )
  },
  twin: {
    tree: {
      'web/console/orders/words.en.ts': '',
      'web/console/orders/words.de.ts': '',
      'web/console/orders/words.ar.ts': '',
      'web/console/stock/words.en.ts': '',
      'web/console/stock/words.de.ts': '',
    },
    reports: ['web/console/stock/words.en.ts:1'],
  },
}

export const wordRules: Rule[] = [plain, complete]
