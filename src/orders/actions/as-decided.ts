import type { Static } from 'typebox'
import { madeMs } from '../../lib/ids.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { offeringOf, readDays, stockBefore } from '../../inventory/index.ts'
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
  type Avoided,
  type flipsAnswer,
  type GroupToRoute,
  type Inputs,
  type NetworkView,
  type StoredDecision,
} from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { createBatchStock, type BatchStock, type Buyer } from '../domain/stock-view.ts'
import {
  findOrder,
  getOrders,
  listGroups,
  type Group,
  type OrderHead,
  type OrderLine,
} from '../store/read.ts'
import type { OrdersWorld } from './world.ts'

/** Which decision is asked about, and what who asks may see. */
export type AskedFlips = { scope: Scope; id: string }

export type FlipsAnswer = Static<typeof flipsAnswer>

/** A decision, with the order and the network that it was about. */
export type OfDecision = {
  decision: StoredDecision
  order: OrderHead
  group: Group
  lines: OrderLine[]
  network: Network
}

/** Candidates times SKUs: beyond it a group takes long to decide even once. */
const LARGE = 100

/**
 * By how little a decision would have been another, as far as that is found in so much time. In
 * `few` ms a large group is not even tried: what its record alone tells is answered.
 */
export async function showFlips(
  db: Queryable,
  world: OrdersWorld,
  { scope, id, ...time }: AskedFlips & ({ ms: number } | { few: number }),
): Promise<FlipsAnswer> {
  const of = await readDecision(db, world, scope, id)
  const { record } = of.decision
  const isTried = 'ms' in time || record.candidates.length * record.wanted.length <= LARGE
  const inputs = isTried ? await inputsOf(db, world, of) : undefined
  const until = performance.now() + ('ms' in time ? time.ms : time.few)
  const hasTime = () => performance.now() < until
  const { flips, left, ranOut } = inputs
    ? decideFlips(inputs, record, hasTime)
    : flipsAtMost(record)
  const named = new Set(flips.flatMap(({ locationId, to }) => [locationId, ...to]))
  return {
    decision: of.decision.id,
    isExact: inputs !== undefined,
    currency: of.order.currency,
    flips,
    left,
    outOfTime: ranOut || !isTried,
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
 * What a decision saw, put together from the versions that it names and the stock that was recorded
 * before it. Whether that was it is tried: it must lead to the same record, byte for byte.
 * Undefined where something has changed since of which no past is kept: the network, rate cards.
 */
async function inputsOf(
  db: Queryable,
  world: OrdersWorld,
  of: OfDecision,
): Promise<Inputs | undefined> {
  const { record } = of.decision
  if (record.byHand) return undefined
  const plan = await world.plans.version(db, record.plan.id)
  if (!plan) return undefined
  const rules = record.rule && (await readRulesOf(db, record.rule.version))
  const stock = await stockOf(db, world, of)
  const avoid = await avoidedBy(db, of.decision)
  const written = JSON.stringify(record)
  for (const now of momentsOf(of.decision)) {
    const { group, network, buyer } = askedAt(world, of, avoid, now)
    const offered = stock.offeredTo(buyer, network)
    const inputs = { group, plan: rules ? { ...plan, rules } : plan, network, stock: offered }
    const again = decideRouting(inputs.group, inputs.plan, inputs.network, inputs.stock)
    if (JSON.stringify(again.record) === written) return inputs
  }
  return undefined
}

/** The group as it was asked for at a moment. */
export function askedAt(
  world: Pick<OrdersWorld, 'skus'>,
  of: OfDecision,
  avoid: readonly Avoided[] | undefined,
  now: Temporal.Instant,
): { group: GroupToRoute; network: NetworkView; buyer: Buyer } {
  const { decision, order, group, network } = of
  const channel = network.channelById.get(order.channelId)!
  return {
    group: groupViewOf(group, wantedOf(of), avoid, world.skus.byId, factsOf(channel, order, now)),
    network: networkViewOf(network, channel.id, now),
    buyer: {
      channelId: channel.id,
      method: group.method,
      isSold: decision.cause !== 'placed',
      order: order.id,
    },
  }
}

/** So far apart are what is told of a past and what happens now. */
const APART_MS = 60_000

/** Of when it may have been decided: what is told of a past may have been later, by that clock. */
export function momentsOf({ id, decidedAt }: StoredDecision): Temporal.Instant[] {
  const made = madeMs(id)
  if (Math.abs(made - decidedAt.epochMilliseconds) < APART_MS) return [decidedAt]
  return [decidedAt, Temporal.Instant.fromEpochMilliseconds(made)]
}

/** What the order was not given to when it was decided on. */
async function avoidedBy(db: Queryable, { orderId, decidedAt }: StoredDecision) {
  const all = await listExclusions(db, [orderId], decidedAt)
  const then = all.filter(({ createdAt }) => Temporal.Instant.compare(createdAt, decidedAt) <= 0)
  return then.length > 0 ? then : undefined
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

async function stockOf(
  db: Queryable,
  world: OrdersWorld,
  { decision, order, lines, network }: OfDecision,
): Promise<BatchStock> {
  const { id: madeId, record, decidedAt } = decision
  const skuIds = record.wanted.map(({ skuId }) => skuId)
  const lineNos = lines.map(({ no }) => no)
  const taken = { skuIds, orderId: order.id, lineNos, madeId }
  const [believed, offering, days] = await Promise.all([
    stockBefore(db, taken, decidedAt),
    offeringOf(world, decidedAt),
    readDays(db, network, decidedAt, [order.id]),
  ])
  days?.leave(order.id, new Set(lineNos))
  return createBatchStock(believed, offering, days)
}
