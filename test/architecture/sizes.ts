import type { Rule, Violation } from './rule.ts'
import { isCode, partsOf, type Source } from './source.ts'

const LINES = 300
const COLUMNS = 100
const FUNCTION_LINES = 60

/**
 * What is larger for a reason, by `path` or `path name of function`, with its lines today. A number
 * here may only fall: what grew beyond it is reported, and so is what no longer needs it.
 */
export const larger: Readonly<Record<string, number>> = {}

const files: Rule = {
  name: `a file has at most ${LINES} lines`,
  check: (sources) => {
    const measured = sources.filter(isLimited).map(({ path, text }) => ({
      path,
      line: 1,
      name: path,
      lines: text.trimEnd().split('\n').length,
    }))
    return tooLong(measured, LINES, larger, 'cut it into a folder of the same name')
  },
  twin: {
    tree: {
      'src/orders/store.ts': 'a\n'.repeat(300),
      'src/orders/routes.ts': 'a\n'.repeat(301),
      'src/orders/README.md': 'a\n'.repeat(301),
    },
    reports: ['src/orders/routes.ts:1'],
  },
}

const columns: Rule = {
  name: `a line has at most ${COLUMNS} columns, but for an address`,
  check: (sources) =>
    sources.filter(isLimited).flatMap(({ path, text }) =>
      text.split('\n').flatMap((words, index): Violation[] => {
        if ([...words].length <= COLUMNS || /https?:\/\//.test(words)) return []
        return [{ path, line: index + 1, says: `has ${[...words].length} columns: break it` }]
      }),
    ),
  twin: {
    tree: {
      'src/orders/store.ts': [
        '/'.repeat(101),
        '/'.repeat(100),
        '🧦'.repeat(100),
        `// https://example.com/${'a'.repeat(100)}`,
      ].join('\n'),
    },
    reports: ['src/orders/store.ts:1'],
  },
}

const functions: Rule = {
  name: `a function has at most ${FUNCTION_LINES} lines, without those of the functions in it`,
  check: (sources) => {
    const measured = sources.filter(isCode).flatMap(functionsOf)
    return tooLong(measured, FUNCTION_LINES, larger, 'give its parts names')
  },
  twin: {
    tree: {
      'src/orders/routes.ts': [
        'export function long(',
        '  a: number,',
        '): number {',
        '  a += 1\n'.repeat(58) + '}',
        'function full(a: number) {',
        '  a += 1\n'.repeat(58) + '}',
        'export const factory = (a: number) => {',
        '  const inner = () => {',
        '    a += 1\n'.repeat(40) + '  }',
        '  a += 1\n'.repeat(40) + '}',
      ].join('\n'),
    },
    reports: ['src/orders/routes.ts:1'],
  },
}

type Measured = Pick<Violation, 'path' | 'line'> & { name: string; lines: number }

/** Everything over the limit, unless it is listed with just the lines it has. */
export function tooLong(
  measured: readonly Measured[],
  limit: number,
  listed: Readonly<Record<string, number>>,
  advice: string,
): Violation[] {
  return measured
    .filter(({ name, lines }) => lines !== listed[name] && (lines > limit || name in listed))
    .map(({ path, line, name, lines }) => ({
      path,
      line,
      says: `${name} has ${lines} lines (limit ${listed[name] ?? limit}): ${advice}`,
    }))
}

const STARTS = [
  /^\s*(?:export )?(?:async )?function\*? ?(?<name>\w*)/,
  /^\s*(?:(?:export )?const )?(?<name>\w*).*=> \{$/,
  /^\s*(?:async )?(?!(?:if|for|while|switch|catch|with)\b)(?<name>\w+)(?:<.*>)?\(.*\{$/,
]

/**
 * Functions by the shape the formatter gives them: from the line that opens one to the next line at
 * the same depth that closes and opens nothing. Lines of inner functions count for those only, so a
 * table of routes or a factory is measured by what it adds itself.
 */
export function functionsOf(source: Source): Measured[] {
  const { path } = source
  const lines = partsOf(source).code.split('\n')
  const ranges = lines.flatMap((words, first) => {
    const name = STARTS.map((start) => start.exec(words)?.groups?.['name']).find(isGiven)
    return name === undefined ? [] : [{ name, first, last: lastLineOf(lines, first) }]
  })
  return ranges.map(({ name, first, last }) => {
    const inner = new Set(
      ranges
        .filter((other) => other.first > first && other.last < last)
        .flatMap((other) => Array.from(lines.keys()).slice(other.first, other.last + 1)),
    )
    return { path, line: first + 1, name: `${path} ${name}`, lines: last - first + 1 - inner.size }
  })
}

function lastLineOf(lines: readonly string[], first: number): number {
  const depth = /^\s*/.exec(lines[first]!)![0]
  const last = lines.findIndex(
    (words, index) => index > first && words.startsWith(`${depth}}`) && !/[{(]$/.test(words),
  )
  return last === -1 ? first : last
}

const isLimited = (source: Source) => isCode(source) || source.path.endsWith('.sql')
const isGiven = (name: string | undefined): name is string => name !== undefined

export const sizeRules: Rule[] = [files, columns, functions]
