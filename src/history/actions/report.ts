import { createHash } from 'node:crypto'
import { canonicalJson, sha256 } from '../../lib/json.ts'
import { countFacts, countWork, digestFacts } from '../../fulfilment/index.ts'
import { digestStock } from '../../inventory/index.ts'
import {
  findOrdersByExternalIds,
  getOrders,
  type OrderHead,
  type OrderLine,
  type OrdersWorld,
} from '../../orders/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Check } from '../../platform/module.ts'
import {
  listDecisionsOf,
  parcelPriceOf,
  type Plan,
  type StoredDecision,
} from '../../routing/index.ts'
import { countTasks } from '../../tasks/index.ts'
import { addOrder, emptyTally, type Parcel, type Tally } from '../domain/report/tally.ts'
import type { Checked, Report } from '../domain/report/text.ts'
import type { OrderEntry } from '../domain/script.ts'
import { countEntries, countRejections, listEntries, type Entry, type Progress } from '../store.ts'
import { findImport } from './replay/index.ts'

const AT_ONCE = 500

/**
 * What a replay has come to, from the database: read some orders at a time, so that memory does not
 * grow with them. `checks` are the invariants of all modules.
 */
export async function makeReport(
  world: OrdersWorld,
  of: { checks: readonly Check[]; seconds: () => number },
): Promise<Report> {
  const { db } = world.platform
  const progress = await findImport(world)
  const { tally, digest } = await tallyOrders(world, progress)
  const network = await world.network.current()
  const entries = await countEntries(db, progress.playedNo)
  const facts = await countFacts(db)
  const isDone = entries.every(({ all, played }) => all === played)
  const told = {
    source: progress.source,
    playedTo: progress.playedTo?.toString() ?? null,
    ended: isDone && facts.every(({ state }) => state !== 'parked'),
    currency: network.channelById.get(progress.channelId)!.currency,
    entries,
    tally,
    work: await countWork(db),
    facts,
    tasks: await countTasks(db),
    notTaken: await countRejections(db),
    checks: await runChecks(world, of.checks),
    digests: { orders: digest, facts: await digestFacts(db), stock: await digestStock(db) },
  }
  const hash = sha256(canonicalJson(told)).toString('hex')
  const memoryMb = process.memoryUsage().rss / 2 ** 20
  return { ...told, hash, time: { spent: progress.spent, seconds: of.seconds(), memoryMb } }
}

async function runChecks(
  { platform: { db } }: OrdersWorld,
  checks: readonly Check[],
): Promise<Checked[]> {
  const options = { readOnlySnapshot: true, timeoutMs: 0 }
  const checked: Checked[] = []
  for (const { id, says, query } of checks) {
    const rows = await db.transaction((tx) => tx.query<object>(query), options)
    checked.push({ id, says, broken: rows.length })
  }
  return checked
}

async function tallyOrders(
  world: OrdersWorld,
  { channelId, playedNo }: Progress,
): Promise<{ tally: Tally; digest: string }> {
  const { db } = world.platform
  const plan = await world.plans.of(channelId, null)
  const network = await world.network.current()
  const tally = emptyTally()
  const hash = createHash('sha256')
  let after = 0
  for (;;) {
    const some = await listEntries(db, { after, limit: AT_ONCE, kind: 'order' })
    const played = some.filter(({ no }) => no <= playedNo)
    for (const one of await readPlayed(db, channelId, played)) {
      const { order, decisions, entry } = one
      const real = entry.real.map((parcel) => {
        const from = network.locationById.get(parcel.locationId)!
        return parcelOf(parcel, { entry, plan, from })
      })
      const paid = entry.real.reduce((sum, parcel) => sum + (parcel.paid ?? 0), 0)
      addOrder(tally, { held: order.held, lines: order.lines, decisions, real, paid })
      hash.update(digestOf(order, decisions))
    }
    if (some.length < AT_ONCE || played.length < some.length) break
    after = some.at(-1)!.no
  }
  return { tally, digest: hash.digest('hex') }
}

type Found = {
  entry: OrderEntry
  order: OrderHead & { lines: OrderLine[] }
  decisions: StoredDecision[]
}

/** Orders of the script with what became of them; those that were refused are left out. */
async function readPlayed(
  db: Queryable,
  channelId: number,
  entries: readonly Entry[],
): Promise<Found[]> {
  const bodies = entries.map(({ body }) => body as OrderEntry)
  const keys = bodies.map(({ order }) => ({ channelId, externalId: order.externalId }))
  const ids = (await findOrdersByExternalIds(db, keys)).map(({ id }) => id)
  const [orders, decisions] = await Promise.all([getOrders(db, ids), listDecisionsOf(db, ids)])
  const byExternalId = new Map(orders.map((order) => [order.externalId, order]))
  const decisionsOf = Map.groupBy(decisions, ({ orderId }) => orderId)
  return bodies.flatMap((entry) => {
    const order = byExternalId.get(entry.order.externalId)
    return order ? [{ entry, order, decisions: decisionsOf.get(order.id) ?? [] }] : []
  })
}

/** A real parcel at the price of the plan, so that both sides are measured by one tariff. */
function parcelOf(
  { km, grams }: OrderEntry['real'][number],
  of: { entry: OrderEntry; plan: Plan; from: Parameters<typeof parcelPriceOf>[1] },
): Parcel {
  const shipTo = of.entry.order.groups[0]!.shipTo!
  const { lat, lon, country } = shipTo
  const point = lat === undefined || lon === undefined ? undefined : { lat, lon }
  const freight = parcelPriceOf(of.plan.tariff, of.from, { country, point }, grams)
  return { km, freight }
}

/** What an order has become, without ids and times. */
function digestOf(
  { externalId, version, held, lines }: Found['order'],
  decisions: Found['decisions'],
) {
  const told = lines.map(
    ({ no, skuId, ordered, cancelled, allocated, released, picked, packed, fulfilled }) => {
      return [no, skuId, ordered, cancelled, allocated, released, picked, packed, fulfilled]
    },
  )
  const chosen = decisions.map(({ cause, groupNo, record }) => [
    cause,
    groupNo,
    record.cost,
    record.candidates,
    record.chosen.map(({ locationId, units }) => [locationId, units]),
  ])
  return JSON.stringify([externalId, version, held, told, chosen])
}
