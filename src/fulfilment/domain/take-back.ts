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

/** Units of a line that leave a location, of so many that are promised from there. */
export type Leaving = { lineNo: number; quantity: number; promised: number }

/**
 * Takes units back that leave a location: those that nobody was given yet go first, then what was
 * given and is not picked. One change for each fulfilment order.
 */
export function decideUnitsBack<Of extends Work>(
  works: readonly Of[],
  locationId: number,
  leaving: readonly Leaving[],
): { work: Of; change: Change }[] {
  const here = works.filter((work) => work.locationId === locationId)
  const wanted = new Map<Of, { lineNo: number; quantity: number }[]>()
  for (const { lineNo, quantity, promised } of leaving) {
    const lines = here.flatMap((work) => {
      const line = work.lines.find((one) => one.lineNo === lineNo)
      return line ? [{ work, line }] : []
    })
    const given = lines.reduce((sum, { line }) => sum + line.quantity - line.fulfilled, 0)
    let left = quantity - Math.max(0, promised - given)
    for (const { work, line } of lines) {
      const units = Math.min(left, line.quantity - line.picked)
      if (units <= 0) continue
      wanted.set(work, [...(wanted.get(work) ?? []), { lineNo, quantity: units }])
      left -= units
    }
  }
  return [...wanted].flatMap(([work, lines]) => {
    const change = decideWithdraw(work, lines)
    return change instanceof Refusal ? [] : [{ work, change }]
  })
}
