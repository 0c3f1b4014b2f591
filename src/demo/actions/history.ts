import { canonicalJson, sha256 } from '../../lib/json.ts'
import { Refusal } from '../../lib/refusal.ts'
import { offeringOf, type By } from '../../inventory/index.ts'
import {
  captureOrder,
  placeIn,
  wantedNumbers,
  type OrderBody,
  type Placement,
} from '../../orders/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Cohort } from '../domain/days.ts'
import { randomOf } from '../domain/random.ts'
import { orderOf } from '../domain/shoppers.ts'
import { liveThrough } from './life.ts'
import { ACTOR } from './make.ts'
import type { DemoWorld, Retailer } from './plan.ts'

export type Past = { seed: number; end: Temporal.Instant }

/**
 * Writes the orders of a cohort and all that became of them until the end of the history, with the
 * times at which it happened. In one transaction, so that nothing half-done is seen by the
 * background work, which would go on with it at once. Answers how many orders were placed.
 */
export async function writeCohort(
  tx: Tx,
  world: DemoWorld,
  { seed, end }: Past,
  { retailer, cohort }: { retailer: Retailer; cohort: Cohort },
): Promise<number> {
  const random = randomOf(seed, `cohort ${cohort.no}`)
  const seconds = Math.floor((cohort.to.epochMilliseconds - cohort.from.epochMilliseconds) / 1000)
  const times = Array.from({ length: cohort.orders }, () => random.between(0, seconds - 1))
  const bodies = times
    .toSorted((a, b) => a - b)
    .flatMap((second, i) => {
      const placedAt = cohort.from.add({ seconds: second })
      const externalId = `DEMO-${cohort.no}-${i + 1}`
      return orderOf(random, retailer.shop, { externalId, placedAt }) ?? []
    })
  const nowMs = world.platform.clock.nowMs()
  const placed: PlacedOrder[] = []
  for (const together of Map.groupBy(bodies, ({ placedAt }) => quarterOf(placedAt!)).values()) {
    const now = Temporal.Instant.from(together.at(-1)!.placedAt!).add({ seconds: 1 })
    placed.push(...(await placeAll(tx, world, together, { actor: ACTOR, now, nowMs })))
  }
  await liveThrough(tx, world, { seed, end, from: cohort.to, orders: placed })
  return placed.length
}

/** Those of a quarter of an hour are decided on together: sooner or later would hardly differ. */
function quarterOf(placedAt: string): number {
  return Math.floor(Temporal.Instant.from(placedAt).epochMilliseconds / 900_000)
}

/** An order that was placed: its id, and where it is collected. */
export type PlacedOrder = { id: string; collected: boolean }

async function placeAll(
  tx: Tx,
  world: DemoWorld,
  bodies: readonly OrderBody[],
  by: By,
): Promise<PlacedOrder[]> {
  const items: { placement: Placement; collected: boolean }[] = []
  for (const body of bodies) {
    const key = body.externalId
    const request = { client: ACTOR, key, hash: sha256(canonicalJson(body)) }
    const placement = await captureOrder(world, body, { request, actor: ACTOR })
    if (placement instanceof Refusal) throw placement
    const captured = { ...placement, capturedAt: by.now }
    items.push({ placement: captured, collected: body.groups[0]!.pickupLocation !== undefined })
  }
  if (items.length === 0) return []
  const placements = items.map(({ placement }) => placement)
  const numbers = await world.numbers.reserve(wantedNumbers(placements))
  const offering = await offeringOf(world, by.now)
  const outcomes = await placeIn(tx, world, { items: placements, numbers, offering }, by)
  tx.onCommit(() => numbers.giveBack())
  return outcomes.flatMap((outcome, i) => {
    // Sold out meanwhile: this shopper goes home without.
    if (outcome instanceof Refusal || typeof outcome === 'symbol') return []
    return [{ id: (outcome.body as { id: string }).id, collected: items[i]!.collected }]
  })
}
