import { everything } from '../../lib/scope.ts'
import {
  allStock,
  announceReceipts,
  bookArrival,
  createRule,
  findReceipt,
  listReceipts,
  stockContextOf,
  type By,
} from '../../inventory/index.ts'
import { waitingOrders } from '../../orders/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { announcedOf, arrivesAt, PURCHASE } from '../domain/goods.ts'
import { lockState } from '../store.ts'
import { ACTOR } from './make.ts'
import type { DemoWorld, Retailer } from './plan.ts'

/** So many at a look, where a server was stopped for days. */
const AT_ONCE = 5
const SEEN = 200

/** Suppliers announce what is on its way when the retailer opens. */
export async function announceGoods(
  tx: Tx,
  world: DemoWorld,
  { seed, retailer: { skus, locations } }: { seed: number; retailer: Retailer },
  by: By,
): Promise<void> {
  const { locationByCode } = await world.network.current()
  const announced = announcedOf(seed, skus, locations).map((goods) => {
    const { id: locationId, timeZone } = locationByCode.get(goods.location)!
    const today = by.now.toZonedDateTimeISO(timeZone).toPlainDate()
    const { quantity, reference, inDays } = goods
    const skuId = world.skus.byCode(goods.sku)!.id
    const terms = { kind: 'purchase_order' as const, confidence: 100, reference }
    return { skuId, locationId, quantity, ...terms, dueOn: today.add({ days: inDays }) }
  })
  await announceReceipts(tx, announced, stockContextOf(world, by))
}

/** What the retailer wants to be told of; what runs low in a shop would be told all day. */
const RULES = [
  { name: 'Nothing left in a warehouse', kind: 'out', locationKind: 'distribution_centre' },
  { name: 'More sold than there was', kind: 'negative' },
  { name: 'Not enough for what was ordered', kind: 'uncovered' },
] as const

/** Says which stock is to be told of, when the retailer opens. */
export async function makeAlertRules(tx: Tx, by: By): Promise<void> {
  const fromNow = { validFrom: by.now, validUntil: null, raisesTask: false }
  for (const rule of RULES) {
    const terms = { ...allStock, threshold: null, ...rule, ...fromNow }
    // Three rows: nobody waits for them.
    // oxlint-disable-next-line no-await-in-loop
    await createRule(tx, { terms, scope: everything }, by)
  }
}

/** Books in what suppliers of the demo have announced and what should be there at `now`. */
export async function letGoodsArrive(world: DemoWorld, now: Temporal.Instant): Promise<void> {
  const { db, clock } = world.platform
  const by: By = { actor: ACTOR, now, nowMs: clock.nowMs() }
  const { locationById } = await world.network.current()
  const first = { after: undefined, limit: SEEN, skuId: undefined, locationId: undefined }
  const due = (await listReceipts(db, everything, first)).filter(
    ({ reference, dueOn, locationId }) => {
      if (!reference?.startsWith(PURCHASE)) return false
      const at = arrivesAt({ reference, dueOn }, locationById.get(locationId)!.timeZone)
      return Temporal.Instant.compare(at, now) <= 0
    },
  )
  for (const { skuId, locationId, supplyNo } of due.slice(0, AT_ONCE)) {
    const key = { skuId, locationId, supplyNo }
    await db.transaction(async (tx) => {
      // Several servers may simulate: what one has booked in, the next finds closed.
      await lockState(tx)
      const receipt = await findReceipt(tx, everything, key)
      if (!receipt || receipt.closed) return
      const arrival = { quantity: receipt.quantity, reference: null }
      const context = { ...stockContextOf(world, by), waiting: waitingOrders(world.platform) }
      await bookArrival(tx, { key, scope: everything }, arrival, context)
    })
  }
}
