import { rounded } from '../order/goods.ts'
import type { Line, Order } from '../order/types.ts'

/** Units of a line that nobody has set stock aside for. */
export function shortOf({ ordered, cancelled, allocated }: Line): number {
  return Math.max(0, rounded(ordered - cancelled - allocated))
}

/** Goods that are announced, of one SKU at one place. */
export type Coming = { sku: string; location: string; quantity: number; dueOn: string }

/**
 * What can be done about an order that is short of stock, or whose goods are late; amounts in minor
 * units.
 */
export type Option =
  | { kind: 'wait'; line: Line; short: number; coming: Coming | undefined; worth: number }
  | { kind: 'late'; line: Line; units: Late; isOverdue: boolean; worth: number }
  | { kind: 'cancel'; isLate: boolean; worth: number }

/** Units that do not come on the day that the customer was told. */
export type Late = { location: string; quantity: number; expectedOn: string; promisedOn: string }

/** Units of a line that come later than was promised, or whose day has passed. */
export function lateOf({ allocations }: Line, today: string): Late[] {
  return allocations.flatMap(({ location, quantity, expectedOn, promisedOn }) => {
    if (expectedOn === undefined || promisedOn === undefined) return []
    const isLate = expectedOn > promisedOn || expectedOn < today
    return isLate ? [{ location, quantity, expectedOn, promisedOn }] : []
  })
}

/**
 * Best first: to wait for what comes soonest keeps the sale; a line that nothing is announced for
 * is told too, and last comes what giving it up costs. None where nothing is short or late.
 */
export function optionsOf(order: Order, coming: readonly Coming[], today: string): Option[] {
  const waits = order.lines.flatMap((line) => {
    const short = shortOf(line)
    if (short === 0) return []
    const [first] = coming
      .filter(({ sku, quantity }) => sku === line.sku && quantity > 0)
      .toSorted((a, b) => compareText(a.dueOn, b.dueOn))
    const worth = Math.round((line.total * short) / line.ordered)
    return [{ kind: 'wait' as const, line, short, coming: first, worth }]
  })
  const late = order.lines.flatMap((line) =>
    lateOf(line, today).map((units) => ({
      kind: 'late' as const,
      line,
      units,
      isOverdue: units.expectedOn < today,
      worth: Math.round((line.total * units.quantity) / line.ordered),
    })),
  )
  const all = [...late, ...waits]
  if (all.length === 0) return []
  const lost = all.reduce((sum, { worth }) => sum + worth, 0)
  const soonest = all.toSorted((a, b) => compareText(dayOf(a), dayOf(b)))
  return [...soonest, { kind: 'cancel', isLate: late.length > 0, worth: -lost }]
}

/** After every date where none is known. */
function dayOf(option: Exclude<Option, { kind: 'cancel' }>): string {
  if (option.kind === 'wait') return option.coming?.dueOn ?? '~'
  return option.isOverdue ? '~' : option.units.expectedOn
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
