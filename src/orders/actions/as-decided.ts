import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { listAllocations, offeringOf, readDays, stockAt } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  decideFlips,
  decideRouting,
  exportDecision,
  findDecision,
  flipsAtMost,
  listExclusions,
  readRulesOf,
  type Inputs,
  type StoredDecision,
} from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { partsOf } from '../domain/move.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { createBatchStock, type BatchStock } from '../domain/stock-view.ts'
import {
  findOrder,
  getOrders,
  listGroups,
  type Group,
  type OrderHead,
  type OrderLine,
} from '../store/read.ts'
import type { OrdersWorld } from './world.ts'

type OfDecision = {
  decision: StoredDecision
  order: OrderHead
  group: Group
  lines: OrderLine[]
  network: Network
}

/** By how little a decision would have been another. */
export async function showFlips(db: Queryable, world: OrdersWorld, scope: Scope, id: string) {
  const of = await readDecision(db, world, scope, id)
  const { record } = of.decision
  const inputs = await inputsOf(db, world, of)
  const { flips, left } = inputs ? decideFlips(inputs, record) : flipsAtMost(record)
  const named = new Set(flips.flatMap(({ locationId, to }) => [locationId, ...to]))
  return {
    decision: of.decision.id,
    isExact: inputs !== undefined,
    currency: of.order.currency,
    flips,
    left,
    places: [...named]
      .toSorted((a, b) => a - b)
      .flatMap((one) => of.network.locationById.get(one) ?? [])
      .map(({ id: no, code, name }) => ({ id: no, code, name })),
  }
}

/** What a decision solved, in the open format; only where that can be put together again. */
export async function showExchange(db: Queryable, world: OrdersWorld, scope: Scope, id: string) {
  const of = await readDecision(db, world, scope, id)
  const inputs = (await inputsOf(db, world, of)) ?? refuse('decision_not_repeatable')
  const codes = new Map(of.lines.map(({ skuId, skuCode }) => [skuId, skuCode]))
  return exportDecision(inputs, of.decision.record, (skuId) => codes.get(skuId)!)
}

async function readDecision(
  db: Queryable,
  world: OrdersWorld,
  scope: Scope,
  id: string,
): Promise<OfDecision> {
  const decision = (await findDecision(db, id)) ?? refuse('not_found')
  const found = (await findOrder(db, scope, decision.orderId)) ?? refuse('not_found')
  const [[order], groups] = await Promise.all([
    getOrders(db, [found.id]),
    listGroups(db, [found.id]),
  ])
  const group = groups.find(({ no }) => no === decision.groupNo)!
  const lines = order!.lines.filter(({ groupNo }) => groupNo === group.no)
  await world.skus.loadIds([...new Set(lines.map(({ skuId }) => skuId))])
  return { decision, order: order!, group, lines, network: await world.network.current() }
}

/**
 * What a decision saw, put together from the versions that it names and the stock of its time.
 * Whether that was it is tried: it must lead to the same record, byte for byte. Undefined where
 * something has changed since of which no past is kept: the network, rate cards, a full day.
 */
async function inputsOf(
  db: Queryable,
  world: OrdersWorld,
  of: OfDecision,
): Promise<Inputs | undefined> {
  const { record, decidedAt, cause } = of.decision
  if (record.byHand) return undefined
  const { order, group, network } = of
  const channel = network.channelById.get(order.channelId)!
  const rules = record.rule && (await readRulesOf(db, record.rule.version))
  const { rules: _, ...plan } = (await world.plans.read(db))(channel.id)
  if (plan.id !== record.plan.id) return undefined
  const exclusions = await listExclusions(db, [order.id], decidedAt)
  const avoid = exclusions.filter(
    ({ createdAt }) => Temporal.Instant.compare(createdAt, decidedAt) <= 0,
  )
  const facts = factsOf(channel, order, decidedAt)
  const wanted = wantedOf(of)
  const view = networkViewOf(network, channel.id, decidedAt)
  const isSold = cause !== 'placed'
  const buyer = { channelId: channel.id, method: group.method, isSold, order: order.id }
  const asked = groupViewOf(
    group,
    wanted,
    avoid.length > 0 ? avoid : undefined,
    world.skus.byId,
    facts,
  )
  const written = JSON.stringify(record)
  for await (const stock of stocksOf(db, world, of)) {
    const inputs: Inputs = {
      group: asked,
      plan: rules ? { ...plan, rules } : plan,
      network: view,
      stock: stock.offeredTo(buyer, view),
    }
    const again = decideRouting(inputs.group, inputs.plan, inputs.network, inputs.stock)
    if (JSON.stringify(again.record) === written) return inputs
  }
  return undefined
}

/** As many units of each line as the decision was about; earlier lines of a SKU first. */
function wantedOf({ decision, lines }: OfDecision) {
  const left = new Map(decision.record.wanted.map(({ skuId, quantity }) => [skuId, quantity]))
  return lines
    .map((line) => {
      const quantity = Math.min(line.ordered, left.get(line.skuId) ?? 0)
      left.set(line.skuId, (left.get(line.skuId) ?? 0) - quantity)
      return { line, quantity }
    })
    .filter(({ quantity }) => quantity > 0)
}

/**
 * Stock as the decision may have seen it: as it was recorded then, without and with what it took
 * itself (both were written in one moment), and as it is now with what the order has of it.
 */
async function* stocksOf(
  db: Queryable,
  world: OrdersWorld,
  { decision, order, lines, network }: OfDecision,
): AsyncGenerator<BatchStock> {
  const { record, decidedAt } = decision
  const offering = await offeringOf(world, decidedAt)
  const skuIds = record.wanted.map(({ skuId }) => skuId)
  const days = async () => {
    const all = await readDays(db, network, decidedAt, [order.id])
    all?.leave(order.id, new Set(lines.map(({ no }) => no)))
    return all
  }
  const then = await stockAt(db, skuIds, decidedAt)
  yield createBatchStock(then, offering, await days())
  const given = createBatchStock(then, offering, await days())
  for (const { locationId, units } of record.chosen) {
    for (const [skuId, quantity] of units) given.own(skuId, locationId, quantity)
  }
  yield given
  const now = createBatchStock(world.index, offering, await days())
  for (const part of partsOf(lines, await listAllocations(db, [order.id]))) {
    now.own(part.skuId, part.locationId, part.quantity)
  }
  yield now
}
