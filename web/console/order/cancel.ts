import { rounded } from './goods.ts'
import type { Line, Order } from './types.ts'

/** Units of lines by their number; those of a bundle stand for what it is made of. */
export type Units = ReadonlyMap<number, number>

/** Units that can be cancelled at once, and those that a location has to give back first. */
export function cancellableOf(line: Line): { now: number; back: number; all: number } {
  const now = rounded(line.ordered - line.cancelled - line.released)
  const back = rounded(line.released - line.packed)
  return { now, back, all: rounded(now + back) }
}

/** All that can be cancelled of an order. */
export function allUnits(order: Order): Map<number, number> {
  return new Map(
    order.lines.flatMap((line) => {
      const { all } = cancellableOf(line)
      return all > 0 ? [[line.no, all] as const] : []
    }),
  )
}

/** What a cancellation comes to; amounts in minor units. */
export type Cancelled = {
  units: number
  /** Of them, those that locations have and that they have to agree to. */
  back: number
  amount: number
  /** Nothing of the order is left then. */
  isAll: boolean
  /** It is the order as it was placed, carriage included. */
  isWhole: boolean
  /** Gift wrap and the like goes with the last of its goods, though nobody chose it. */
  hasAlong: boolean
}

export function cancelledBy(order: Order, units: Units): Cancelled {
  const wantedOf = (line: Line) => {
    const bundles = line.bundle ? (units.get(line.bundle.line) ?? 0) : 0
    return rounded((units.get(line.no) ?? 0) + bundles * (line.bundle?.ratio ?? 0))
  }
  const goods = order.lines.filter(({ stocked }) => stocked)
  const isGone = (group: number) => {
    const own = goods.filter((line) => line.group === group)
    const isOpen = (line: Line) => line.ordered - line.cancelled - wantedOf(line) > line.fulfilled
    return own.some((line) => wantedOf(line) > 0) && !own.some(isOpen)
  }
  const parts = order.lines.map((line) => {
    const isAlong = !line.stocked && isGone(line.group)
    const wanted = isAlong ? cancellableOf(line).all : wantedOf(line)
    return {
      wanted,
      isAlong: isAlong && wanted > wantedOf(line),
      back: Math.max(0, wanted - cancellableOf(line).now),
      amount: line.ordered === 0 ? 0 : (line.total * wanted) / line.ordered,
      isAll: rounded(line.ordered - line.cancelled - wanted) === 0,
      isWhole: wanted === line.ordered,
    }
  })
  const sum = (of: (part: (typeof parts)[number]) => number) => {
    return parts.reduce((total, part) => total + of(part), 0)
  }
  const isAll = parts.every((part) => part.isAll)
  const isWhole = parts.every((part) => part.isWhole)
  return {
    units: rounded(sum(({ wanted }) => wanted)),
    back: rounded(sum(({ back }) => back)),
    // The whole order is worth its total, with carriage and tax; parts are worth their goods.
    amount: isWhole ? order.total : Math.round(sum(({ amount }) => amount)),
    isAll,
    isWhole,
    hasAlong: parts.some(({ isAlong }) => isAlong),
  }
}
