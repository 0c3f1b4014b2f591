import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'

/** What leads to orders with some words, and how many it is expected to lead to. */
export type Leading = { query: string; expected: number }

/** Reading an order takes as long as taking so many from the index for the beginning of a word. */
const TAKEN_AS_READ = 5

/** How many of `orders.search` (`o`) the planner expects to match, from what it knows of them. */
export async function countExpected(tx: Tx, matches: readonly Sql[]): Promise<number> {
  const [row] = await tx.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(sql`
    explain (format json) select from orders.search as o where ${allOf(matches)}`)
  return row!['QUERY PLAN'][0].Plan['Plan Rows']
}

/**
 * The parts of a query that the index is asked for. For the beginning of a word it gathers all that
 * have such words before it looks at the other parts; so a common beginning is left to be looked
 * for in what the others find, where that is little.
 */
export async function leadingOf(tx: Tx, parts: readonly string[]): Promise<Leading> {
  const all = Math.max(1, await countExpected(tx, []))
  const counted = await Promise.all(
    parts.map(async (part) => ({ part, n: await countExpected(tx, [wordsMatch(part)]) })),
  )
  let expected = counted.reduce((n, one) => (n * one.n) / all, all)
  const left = new Set<string>()
  for (const { part, n } of counted.toSorted((a, b) => b.n - a.n)) {
    if (!part.includes(':*') || left.size + 1 === counted.length) continue
    const without = (expected * all) / Math.max(1, n)
    if (without - expected > n / TAKEN_AS_READ) continue
    left.add(part)
    expected = without
  }
  return { query: parts.filter((part) => !left.has(part)).join(' & '), expected }
}

/** The order `o` of `orders.search` has the words. */
export function wordsMatch(query: string): Sql {
  return sql`o.words @@ ${query}::tsquery`
}
