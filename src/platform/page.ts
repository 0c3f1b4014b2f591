import { refuse } from '../lib/refusal.ts'

/** One page of a list, and where the next one begins (null at the end). */
export type Page<Item> = { items: Item[]; next: string | null }

export const PAGE_DEFAULT = 50

/** A cursor: the sort key of the last item, so that a deep page costs as little as the first. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** Reads a cursor with as many parts as the sort key has. */
export function decodeCursor(cursor: string | undefined, parts: number): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === parts) return key.map(String)
  } catch {
    // Told below like every other cursor that is none of ours.
  }
  return refuse('field_invalid', { field: '/cursor', detail: 'The cursor is not one of this list' })
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
