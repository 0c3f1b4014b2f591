import { refuse } from '../lib/refusal.ts'

/** One page of a list, and where the next one begins (null at the end). */
export type Page<Item> = { items: Item[]; next: string | null }

export const PAGE_DEFAULT = 50

/** A cursor: the sort key of the last item, so that a deep page costs as little as the first. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** What the parts of a cursor are: a forged one must not reach the database. */
const parts = {
  text: /^[^\0]{0,200}$/,
  instant: /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/,
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  day: /^(?!0000)\d{4}-\d\d-\d\d$/,
  number: /^-?\d{1,9}$/,
  amount: /^-?\d{1,13}$/,
}
export type CursorPart = keyof typeof parts

/** Reads a cursor whose parts are of these kinds, as the sort key of its list has them. */
export function decodeCursor(
  cursor: string | undefined,
  kinds: readonly CursorPart[],
): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === kinds.length) {
      const texts = key.map(String)
      if (kinds.every((kind, i) => isPart(texts[i]!, kind))) return texts
    }
  } catch {
    // Told below like every other cursor that is none of ours.
  }
  return refuse('field_invalid', { field: '/cursor', detail: 'The cursor is not one of this list' })
}

function isPart(text: string, kind: CursorPart): boolean {
  if (!parts[kind].test(text)) return false
  // Both throw on 30 February, which Date takes for the second of March.
  if (kind === 'instant') Temporal.Instant.from(text)
  if (kind === 'day') Temporal.PlainDate.from(text)
  return true
}

/** Cuts a page out of rows that were read with `limit + 1`. */
export function pageOfRows<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => (string | number)[],
): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items, next: more ? encodeCursor(keyOf(last)) : null }
}
