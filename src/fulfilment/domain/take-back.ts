import { Refusal } from '../../lib/refusal.ts'
import { decideWithdraw, type Change, type Work } from './work.ts'

/** Units that a location has in its hands or has sent already. */
export type InHand = { lineNo: number; locationId: number; quantity: number }

/** What of a delivery group comes back from locations. */
export type TakenBack<Of extends Work> = {
  /** Where there are any, nothing is taken back. */
  inHand: InHand[]
  done: { work: Of; change: Change }[]
}

/**
 * Takes a delivery group back from all locations but the one it goes to, as long as nobody has
 * begun: a group that is moved by hand is moved whole or not at all.
 */
export function decideTakeBack<Of extends Work>(
  works: readonly Of[],
  groupNo: number,
  toLocationId: number,
): TakenBack<Of> {
  const own = works.filter((work) => work.groupNo === groupNo)
  const inHand = own.flatMap(({ locationId, lines }) =>
    lines
      .filter(({ picked }) => picked > 0)
      .map(({ lineNo, picked: quantity }) => ({ lineNo, locationId, quantity })),
  )
  if (inHand.length > 0) return { inHand, done: [] }
  const done = own
    .filter(({ locationId }) => locationId !== toLocationId)
    .flatMap((work) => {
      const change = decideWithdraw(work, undefined)
      return change instanceof Refusal ? [] : [{ work, change }]
    })
  return { inHand, done }
}
