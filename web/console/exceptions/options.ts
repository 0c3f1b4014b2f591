import { rounded } from '../order/goods.ts'
import type { Line, Order } from '../order/types.ts'

/** Units of a line that nobody has set stock aside for. */
export function shortOf({ ordered, cancelled, allocated }: Line): number {
  return Math.max(0, rounded(ordered - cancelled - allocated))
}

/** Goods that are announced, of one SKU at one place. */
export type Coming = { sku: string; location: string; quantity: number; dueOn: string }

/** What can be done about an order that is short of stock; amounts in minor units. */
export type Option =
  | { kind: 'wait'; line: Line; short: number; coming: Coming | undefined; worth: number }
  | { kind: 'cancel'; worth: number }

/**
 * Best first: to wait for what comes soonest keeps the sale; a line that nothing is announced for
 * is told too, and last comes what giving it up costs. None where nothing is short.
 */
export function optionsOf(order: Order, coming: readonly Coming[]): Option[] {
  const waits = order.lines.flatMap((line) => {
    const short = shortOf(line)
    if (short === 0) return []
    const [first] = coming
      .filter(({ sku, quantity }) => sku === line.sku && quantity > 0)
      .toSorted((a, b) => compareText(a.dueOn, b.dueOn))
    const worth = Math.round((line.total * short) / line.ordered)
    return [{ kind: 'wait' as const, line, short, coming: first, worth }]
  })
  if (waits.length === 0) return []
  const lost = waits.reduce((sum, { worth }) => sum + worth, 0)
  const soonest = waits.toSorted((a, b) => compareText(dayOf(a.coming), dayOf(b.coming)))
  return [...soonest, { kind: 'cancel', worth: -lost }]
}

/** After every date where none is known. */
function dayOf(coming: Coming | undefined): string {
  return coming?.dueOn ?? '~'
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
