import { sql, type Sql } from './sql.ts'

const MOST_WORDS = 8

/**
 * What is typed into a search box, as words in small letters. Each is a list of its letters and
 * digits between other signs: `LM-42/navy` is one word of three parts.
 */
export function wordsOf(typed: string): string[][] {
  return typed
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .filter((parts) => parts.length > 0)
    .slice(0, MOST_WORDS)
}

/**
 * True where every word that was typed begins some word of the text, in any order: "nav shi" finds
 * "Shirt, navy". The parts of a word follow each other there, so a whole code finds little else.
 * What holds no letter and no digit finds nothing.
 */
export function matchesWords(typed: string, text: Sql): Sql {
  const words = wordsOf(typed)
  if (words.length === 0) return sql`false`
  // Letters and digits only, so that nothing of what was typed means anything to the pattern.
  const patterns = words.map((parts) => `(^|[^[:alnum:]])${parts.join('[^[:alnum:]]+')}`)
  return sql`lower(${text}) ~ all (${patterns}::text[])`
}
