import type { DemoSku } from './catalog.ts'
import type { Level } from './levels.ts'
import { randomOf } from './random.ts'

/** What is sold besides: sets of other things, and what is not stocked. */
export type DemoExtra = {
  code: string
  name: string
  kind: 'bundle' | 'not_stocked'
  parts: { sku: string; quantity: number }[]
  /** Price in cents, in every currency. */
  price: number
}

/** By the two letters of what is in it. */
const SETS = [
  ['SET-EVENING', 'Evening set: two candles and a vase', { CA: 2, VA: 1 }],
  ['SET-BATH', 'Bath set: three towels and a basket', { TO: 3, BK: 1 }],
  ['SET-BREAKFAST', 'Breakfast set: mugs and two bowls', { MU: 1, BW: 2 }],
] as const

/** A set costs less than its parts. */
const CHEAPER = 0.9

const WRAP: DemoExtra = {
  code: 'GIFT-WRAP',
  name: 'Gift wrap',
  kind: 'not_stocked',
  parts: [],
  price: 390,
}

/** The sets that can be made of these SKUs, each of the best selling of its kind, and gift wrap. */
export function extrasOf(skus: readonly DemoSku[]): DemoExtra[] {
  const sets = SETS.flatMap(([code, name, kinds]): DemoExtra[] => {
    const parts = Object.entries(kinds).map(([kind, quantity]) => {
      return { sku: skus.find(({ look }) => look.kind === kind), quantity }
    })
    if (!parts.every(({ sku }) => sku !== undefined)) return []
    const apart = parts.reduce((sum, { sku, quantity }) => sum + sku!.price * quantity, 0)
    return [
      {
        code,
        name,
        kind: 'bundle',
        parts: parts.map(({ sku, quantity }) => ({ sku: sku!.code, quantity })),
        price: Math.round((apart * CHEAPER) / 100) * 100 - 10,
      },
    ]
  })
  return [...sets, WRAP]
}

/** Units that lie somewhere and are not to be sold. */
export type Flaw = {
  sku: string
  location: string
  units: number
  condition: 'damaged' | 'on_display' | 'quarantine' | 'in_inspection'
}

const FLAWED = 0.008
/** The more often a condition stands here, the more often it is. */
const CONDITIONS = 'damaged damaged damaged on_display on_display quarantine in_inspection'.split(
  ' ',
) as Flaw['condition'][]
/** Where fewer lie, none is flawed: something is left to sell. */
const LEAST = 4

/** What is damaged, on display, or looked at, on some shelves. */
export function flawsOf(seed: number, levels: readonly Level[]): Flaw[] {
  const random = randomOf(seed, 'flaws')
  return levels.flatMap(({ sku, location, onHand }): Flaw[] => {
    const isFlawed = random.isOne(FLAWED)
    const [units, condition] = [random.between(1, 2), random.pick(CONDITIONS)]
    return isFlawed && onHand >= LEAST ? [{ sku, location, units, condition }] : []
  })
}
