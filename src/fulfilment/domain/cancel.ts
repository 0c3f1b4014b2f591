import { notPacked, type Work } from './work.ts'

/** Where the units of a line are that may be cancelled. */
export type Cancellable = {
  lineNo: number
  skuId: number
  /** Units that wait for stock. */
  short: number
  /** Units that are allocated and not given to a location yet, by location. */
  unreleased: readonly { locationId: number; quantity: number }[]
  /** Fulfilment orders with this line. */
  works: readonly Work[]
}

/** How a cancellation falls: what waits, then what nobody works on, then the least advanced. */
export type Cancelled = {
  skuId: number
  short: number
  unreleased: { locationId: number; quantity: number }[]
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
    .map(({ locationId, quantity: units }) => ({ locationId, quantity: take(units) }))
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
