import type { DemoSku } from './catalog.ts'
import { isBare, isGone, targetOf } from './levels.ts'
import type { DemoLocation } from './network.ts'
import { randomOf, shareOf } from './random.ts'

/** Goods that a supplier has announced, so many days after the retailer opens. */
export type Announced = {
  sku: string
  location: string
  quantity: number
  inDays: number
  reference: string
}

/** Of what is sold out everywhere, and of what one depot has run out of. */
const REORDERED_GONE = 0.7
const REORDERED_BARE = 0.06
const LATEST_DAYS = 6
/** Lorries come in the morning, from seven o'clock on. */
const FIRST_MINUTE = 7 * 60
const LAST_MINUTE = 12 * 60

/** How the demo's own purchase orders are called; others are left to who announced them. */
export const PURCHASE = 'DEMO-PO-'

/** What is on its way to the depots: some of what is sold out, due on one of the next days. */
export function announcedOf(
  seed: number,
  skus: readonly DemoSku[],
  locations: readonly DemoLocation[],
): Announced[] {
  const depots = locations.filter(({ kind }) => kind === 'distribution_centre')
  const wanted = skus.flatMap((sku) => {
    const random = randomOf(seed, `reordered ${sku.code}`)
    if (isGone(seed, sku.code)) {
      return random.isOne(REORDERED_GONE) ? [{ sku, depot: random.pick(depots), random }] : []
    }
    return depots
      .filter((depot) => targetOf(seed, sku, depot) > 0 && isBare(seed, sku, depot))
      .filter(() => random.isOne(REORDERED_BARE))
      .map((depot) => ({ sku, depot, random }))
  })
  return wanted.map(({ sku, depot, random }, i) => ({
    sku: sku.code,
    location: depot.code,
    quantity: random.between(4, 16) * 10,
    inDays: random.between(1, LATEST_DAYS),
    reference: `${PURCHASE}${1001 + i}`,
  }))
}

/** When on the day it is due a delivery is there. */
export function arrivesAt(
  { reference, dueOn }: { reference: string; dueOn: Temporal.PlainDate },
  timeZone: string,
): Temporal.Instant {
  const minutes = Math.floor(shareOf(`arrives ${reference}`) * (LAST_MINUTE - FIRST_MINUTE))
  const morning = dueOn.toZonedDateTime({ timeZone, plainTime: '00:00' })
  return morning.add({ minutes: FIRST_MINUTE + minutes }).toInstant()
}
