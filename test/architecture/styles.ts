import { at, type Rule, type Violation } from './rule.ts'
import { lineAt, type Source } from './source.ts'

const inWeb = (source: Source) => source.path.startsWith('web/')
const isStyle = (source: Source) => inWeb(source) && source.path.endsWith('.css')

/** Where colours and the design in numbers stand. */
const TOKENS = 'web/ui/tokens.css'

/** What names a side of the screen instead of a side of the text, and what to write. */
const PHYSICAL: readonly (readonly [pattern: RegExp, says: string])[] = [
  [
    /(?<=^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)(?:left|right)\b/g,
    'say inline-start or inline-end',
  ],
  [
    /(?<=^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)(?:top|bottom)\b/g,
    'say block-start or block-end',
  ],
  [/(?<=^|[;{\s])(?:left|right|top|bottom)(?=\s*:)/g, 'say inset-inline-start, inset-block-end …'],
  [/(?<=^|[;{\s])(?:(?:min|max)-)?(?:width|height)(?=\s*:)/g, 'say inline-size or block-size'],
  [/(?<=(?:text-align|float|clear)\s*:\s*)(?:left|right)\b/g, 'say start or end'],
]

/** Four values of which the second and the fourth differ: right is not left. */
const LOPSIDED = /(?<=^|[;{\s])(?:margin|padding|inset|border-radius)\s*:\s*(?<values>[^;}]+)/g

/** A condition of @media asks about the window, which has no direction. */
function withoutConditions(text: string): string {
  return withoutComments(text).replaceAll(/@(?:media|container)[^{]*/g, blank)
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, blank)
}

const blank = (words: string) => words.replaceAll(/[^\n]/g, ' ')

const logical: Rule = {
  name: 'styles name sides of the text, not of the screen: what is read from the right turns round',
  check: (sources) => sources.filter(isStyle).flatMap(physicalIn),
  twin: {
    tree: {
      'web/ui/a.module.css': [
        '.a { margin-left: 4px; padding-block: 2px }',
        '.b { left: 0; inset-inline-start: 0 }',
        '@media (max-width: 720px) { .c { text-align: right } }',
        '.d { padding: 8px 8px 0 16px }',
        '.e { padding: 8px 16px 4px; margin: 0 4px 2px 4px }',
        '.f { max-width: 40ch } /* left: 0 */',
        '.g { border-inline-start: 0; border-bottom: 0 }',
        '.h { transition: left 1s; --left: 0 }',
      ].join('\n'),
      'src/platform/http/a.css': '.a { margin-left: 4px }',
    },
    reports: at('web/ui/a.module.css', 1, 2, 3, 4, 6, 7),
  },
}

function physicalIn({ path, text: whole }: Source): Violation[] {
  const text = withoutConditions(whole)
  const named = PHYSICAL.flatMap(([pattern, says]) =>
    [...text.matchAll(pattern)].map((match) => ({ match, says })),
  )
  const lopsided = [...text.matchAll(LOPSIDED)]
    .filter(({ groups }) => isLopsided(groups!['values']!))
    .map((match) => ({ match, says: 'write its inline sides apart' }))
  return [...named, ...lopsided].map(({ match, says }) => ({
    path,
    line: lineAt(text, match.index),
    says: `${match[0]}: ${says}`,
  }))
}

function isLopsided(values: string): boolean {
  const parts = values.trim().match(/(?:\([^)]*\)|[^\s(])+/g) ?? []
  return parts.length === 4 && parts[1] !== parts[3]
}

const COLOUR =
  /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|light-dark)\((?!\s*in\b)/gi
/** Names of colours, where a value may stand. */
const NAMED =
  /(?<=:[^;{]*)(?<![-\w.])(?:white|black|red|green|blue|gr[ae]y|orange|yellow)(?![-\w])/g

const tokens: Rule = {
  name: 'colours stand in the tokens and nowhere else',
  check: (sources) =>
    sources.filter((source) => isStyle(source) && source.path !== TOKENS).flatMap(coloursIn),
  twin: {
    tree: {
      [TOKENS]: ':root { --line: light-dark(#e1e3e5, #272a2f) }',
      'web/ui/a.module.css': [
        '.a { color: #fff }',
        '.b { color: var(--text); background: color-mix(in oklab, var(--ink) 88%, transparent) }',
        '.c { box-shadow: 0 0 4px rgb(0 0 0 / 20%) }',
        '.d { color: white; white-space: nowrap; border: 1px solid currentColor }',
        '.red { fill: none } /* #fff */',
      ].join('\n'),
    },
    reports: at('web/ui/a.module.css', 1, 3, 4),
  },
}

function coloursIn({ path, text: whole }: Source): Violation[] {
  const text = withoutComments(whole)
  return [COLOUR, NAMED].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      path,
      line: lineAt(text, match.index),
      says: `${match[0]}: use a token of ${TOKENS}, or add one there`,
    })),
  )
}

export const styleRules: Rule[] = [logical, tokens]
