import { partsOf, lineAt, type Parts, type Source } from './source.ts'

/** Where a rule is broken, and what to do about it. */
export type Violation = { path: string; line: number; says: string }

/**
 * A rule of the house. The twin is a made-up tree, text by path, that breaks it at exactly the
 * places named (`path:line`): without it, a rule that finds nothing any more would look obeyed.
 */
export type Rule = {
  /** What holds. */
  name: string
  check: (sources: readonly Source[]) => Violation[]
  twin: { tree: Record<string, string>; reports: readonly string[] }
}

/** The places of a twin. */
export function at(path: string, ...lines: number[]): string[] {
  return lines.map((line) => `${path}:${line}`)
}

/** A word or call that may not stand somewhere, with what to do instead. */
export type Ban = {
  /** Global, so that every place is found. */
  pattern: RegExp
  part: keyof Parts
  says: string
  in?: (source: Source) => boolean
}

export function bannedIn(source: Source, bans: readonly Ban[]): Violation[] {
  return bans
    .filter((ban) => ban.in?.(source) ?? true)
    .flatMap(({ pattern, part, says }) => {
      const text = partsOf(source)[part]
      return [...text.matchAll(pattern)].map((match) => ({
        path: source.path,
        line: lineAt(text, match.index),
        says: `${match[0].trim()}: ${says}`,
      }))
    })
}
