import { sql, type Sql } from './sql.ts'

const MOST_WORDS = 8

/** What is typed into a search box, as words: small letters and digits, everything else between. */
export function wordsOf(typed: string): string[] {
  return (typed.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS)
}

/**
 * True where every word of what was typed begins some word of the text, in any order: "nav shi"
 * finds "Shirt, navy". What holds no word at all finds nothing.
 */
export function matchesWords(typed: string, text: Sql): Sql {
  const words = wordsOf(typed)
  if (words.length === 0) return sql`false`
  // Letters and digits only, so nothing in a word means anything to the pattern.
  const patterns = words.map((word) => `(^|[^[:alnum:]])${word}`)
  return sql`lower(${text}) ~ all (${patterns}::text[])`
}
