/** How many orders a shadow looks at, and how many it has. */
export type Look = {
  /** Of 100 orders, chosen by their ids. */
  percent: number
  perMinute: number
  /** The minute of the newest one that was looked at, since 1970, and how many of it were. */
  minute: number
  inMinute: number
}

export type Looked = 'look' | 'not_in_share' | 'over_cap'

const MINUTE_MS = 60_000
const RANDOM_DIGITS = 8

/**
 * Whether it looks at an order that was placed at a moment (ms), and where it stands then. By when
 * orders were placed, not by when they are read: so the same ones are looked at whoever reads them,
 * however late. One that comes out of turn counts for the minute that is being counted.
 */
export function decideLooked(
  look: Look,
  { id, at }: { id: string; at: number },
): { looked: Looked; next: Look } {
  if (shareOf(id) * 100 >= look.percent) return { looked: 'not_in_share', next: look }
  const minute = Math.max(look.minute, Math.floor(at / MINUTE_MS))
  const inMinute = minute === look.minute ? look.inMinute : 0
  if (inMinute >= look.perMinute) {
    return { looked: 'over_cap', next: { ...look, minute, inMinute } }
  }
  return { looked: 'look', next: { ...look, minute, inMinute: inMinute + 1 } }
}

/** From 0 to 1, by the random end of an id. */
function shareOf(id: string): number {
  return Number.parseInt(id.slice(-RANDOM_DIGITS), 16) / 16 ** RANDOM_DIGITS
}
