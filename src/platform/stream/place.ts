import type { Cursor } from '../events/index.ts'

/** How far a client was told: one cursor for each log, of one epoch. */
export type Place = readonly Cursor[]

const CURSOR = /^(\d{1,19})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The place as the id of a message, e.g. `1.812-0198….809-0198…`: epoch, then each log. */
export function idOf(place: Place): string {
  return [place[0]!.epoch, ...place.map(({ tx, id }) => `${tx}-${id}`)].join('.')
}

/** The place that an id names; undefined where it is none of ours. */
export function placeOf(id: string, logs: number): Place | undefined {
  const [epoch = '', ...rest] = id.split('.')
  const found = rest.map((text) => CURSOR.exec(text))
  if (!/^\d{1,9}$/.test(epoch) || found.length !== logs) return undefined
  const cursors = found.flatMap((match) =>
    match ? [{ epoch: Number(epoch), tx: match[1]!, id: match[2]! }] : [],
  )
  return cursors.length === logs ? cursors : undefined
}

/** True where `cursor` lies behind `other` in their log, as PostgreSQL compares (tx, id). */
export function isPast(cursor: Cursor, other: Cursor): boolean {
  if (cursor.epoch !== other.epoch) return cursor.epoch > other.epoch
  if (cursor.tx !== other.tx) return BigInt(cursor.tx) > BigInt(other.tx)
  return cursor.id > other.id
}
