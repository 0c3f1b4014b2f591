import { cancellableOf } from './cancel.ts'
import { rounded } from './goods.ts'
import type { Bundle, Line, Order } from './types.ts'

/** What was ordered: a line by itself, or a bundle with the lines of what it is made of. */
export type Ordered = { no: number; bundle: Bundle | null; lines: Line[] }

/** In the order in which it was ordered; what a bundle is made of stands under it. */
export function orderedOf(order: Pick<Order, 'lines' | 'bundles'>): Ordered[] {
  const single = order.lines
    .filter(({ bundle }) => bundle === null)
    .map((line) => ({ no: line.no, bundle: null, lines: [line] }))
  const bundles = order.bundles.map((bundle) => ({
    no: bundle.no,
    bundle,
    lines: order.lines.filter((line) => line.bundle?.line === bundle.no),
  }))
  return [...single, ...bundles].toSorted((a, b) => a.no - b.no)
}

/** What can be cancelled by itself: a bundle only whole, and what is left of one part by part. */
export function cancellablesOf(order: Pick<Order, 'lines' | 'bundles'>) {
  return orderedOf(order)
    .flatMap(({ bundle, lines }) => {
      const wholes = lines.map((line) => {
        return Math.floor(rounded(cancellableOf(line).all / (line.bundle?.ratio ?? 1)))
      })
      const whole = Math.min(...wholes)
      if (bundle && whole > 0) {
        return [{ no: bundle.no, name: bundle.name, unit: 'piece', most: whole }]
      }
      return lines.map((line) => {
        return { no: line.no, name: line.name, unit: line.unit, most: cancellableOf(line).all }
      })
    })
    .filter(({ most }) => most > 0)
}
