import { notPacked, type Work } from './work.ts'

/** Where the units of a line are that may be cancelled. */
export type Cancellable = {
  lineNo: number
  skuId: number
  /** Units that wait for stock. */
  short: number
  /** Units that are allocated and not given to a location yet, by supply; what goes first first. */
  unreleased: readonly Unreleased[]
  /** Fulfilment orders with this line. */
  works: readonly Work[]
}

/** Units at a location on a supply there: 0 is stock on hand, all others are not there yet. */
export type Unreleased = { locationId: number; supplyNo: number; quantity: number }

/** How a cancellation falls: what waits, then what nobody works on, then the least advanced. */
export type Cancelled = {
  skuId: number
  short: number
  unreleased: Unreleased[]
  withdrawn: { work: Work; quantity: number }[]
  total: number
}

/** Cancels up to `quantity` units of a line; what is packed goes to the customer. */
export function decideCancel(line: Cancellable, quantity: number): Cancelled {
  let left = quantity
  const take = (possible: number): number => {
    const units = Math.max(0, Math.min(left, possible))
    left -= units
    return units
  }
  const short = take(line.short)
  const unreleased = line.unreleased
    .map((one) => ({ ...one, quantity: take(one.quantity) }))
    .filter(({ quantity: units }) => units > 0)
  const lineOf = (work: Work) => work.lines.find(({ lineNo }) => lineNo === line.lineNo)
  const withdrawn = line.works
    .map((work) => ({ work, line: lineOf(work) }))
    .filter(({ line: at }) => at !== undefined && notPacked(at) > 0)
    .toSorted((a, b) => a.line!.picked - b.line!.picked)
    .map(({ work, line: at }) => ({ work, quantity: take(notPacked(at!)) }))
    .filter(({ quantity: units }) => units > 0)
  return { skuId: line.skuId, short, unreleased, withdrawn, total: quantity - left }
}
