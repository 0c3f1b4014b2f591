import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** A file of the repository, or a made-up one. */
export type Source = { path: string; text: string }

const ROOT = join(import.meta.dirname, '../..')
const FOLDERS = ['src', 'test', 'bench', 'web', 'db/migrations']

/** Everything people write here, with paths from the root of the repository. */
export function readTree(): Source[] {
  return FOLDERS.flatMap(filesIn)
    .filter((path) => /\.(tsx?|css|sql|md)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

function filesIn(folder: string): string[] {
  // Not every folder is there from the first day.
  if (!existsSync(join(ROOT, folder))) return []
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    // What is built there is written by nobody.
    if (path === 'web/dist') return []
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}

export const isCode = ({ path }: Source): boolean => /\.tsx?$/.test(path)
export const isTest = ({ path }: Source): boolean => /\.test\.tsx?$/.test(path)

/** The module a path of src/ belongs to; undefined for src/main.ts and its neighbours. */
export function moduleOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1]
}

/** The line of a place in a text, from 1. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

/** A text three times over: in each, what belongs elsewhere is blank, so that places hold. */
export type Parts = {
  /** Without comments, and without what is inside strings, regular expressions and templates. */
  code: string
  comments: string
  /** What is inside templates tagged `sql`. */
  sql: string
}

const known = new WeakMap<Source, Parts>()

export function partsOf(source: Source): Parts {
  const parts = known.get(source) ?? divide(source.text)
  known.set(source, parts)
  return parts
}

const IN_CODE = oneOf('y', [
  /(?<comment>\/\/.*|\/\*[^]*?\*\/)/,
  /(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")/,
  // A slash begins a regular expression only where a value may begin.
  /(?<regex>(?<=(?:^|[=(,:;!&|?[{}]|\breturn)\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/)/,
  /(?<opens>\w*`|\{)|(?<closes>\})|\w+|[^]/,
])
const IN_TEMPLATE = /(?<closes>`)|\$(?<opens>\{)|(?<text>(?:\\[^]|\$(?!\{)|[^\\`$])+)/y

function oneOf(flags: string, patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), flags)
}

/** Reads a text once from left to right; `open` holds the braces and templates not yet closed. */
function divide(text: string): Parts {
  const parts: Parts = { code: '', comments: '', sql: '' }
  const open: string[] = []
  while (parts.code.length < text.length) {
    const inside = open.at(-1) ?? '{'
    const lexeme = inside === '{' ? IN_CODE : IN_TEMPLATE
    lexeme.lastIndex = parts.code.length
    const [piece, groups] = pieceOf(lexeme.exec(text)!)
    const blank = piece.replace(/[^\n]/g, ' ')
    const isSql = groups['text'] !== undefined && inside === 'sql`'
    parts.sql += isSql ? piece : blank
    parts.comments += groups['comment'] === undefined ? blank : piece
    parts.code += codeOf(piece, blank, groups)
    if (groups['closes']) open.pop()
    if (groups['opens']) open.push(groups['opens'])
  }
  return parts
}

type Groups = Record<string, string | undefined>

function pieceOf(match: RegExpExecArray): [string, Groups] {
  return [match[0], match.groups as Groups]
}

function codeOf(piece: string, blank: string, { string, comment, regex, text }: Groups): string {
  if (string) return piece[0] + blank.slice(2) + piece[0]
  return (comment ?? regex ?? text) ? blank : piece
}

/** An import or re-export: of a file of the repository by its path, of a package by its name. */
export type Import = {
  target: string
  typeOnly: boolean
  /** The values it names, as their owner calls them. */
  values: string[]
  line: number
}

const IMPORT = oneOf('dgm', [
  /^(?:import|export)\s+(?<type>type\s)?(?<names>[\w*$,{}\s]*?)from\s*'(?<from> *)'/,
  /\bimport\s*\(?\s*'(?<bare> *)'/,
])

export function importsOf(source: Source): Import[] {
  return [...partsOf(source).code.matchAll(IMPORT)].map((match) => {
    const [start, end] = match.indices!.groups!['from'] ?? match.indices!.groups!['bare']!
    const name = source.text.slice(start, end)
    return {
      target: name.startsWith('.') ? posix.join(dirname(source.path), name) : name,
      typeOnly: match.groups!['type'] !== undefined,
      values: valuesIn(match.groups!['names'] ?? ''),
      line: lineAt(source.text, start),
    }
  })
}

function valuesIn(names: string): string[] {
  return [...names.matchAll(/(?<=[{,]\s*)(?!type\s)(?<name>\w+)/g)].map((match) => match[0])
}
