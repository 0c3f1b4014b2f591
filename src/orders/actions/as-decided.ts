import type { Static } from 'typebox'
import { madeMs } from '../../lib/ids.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { offeringOf, readDays, stockBefore } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  asOldAs,
  decideFlips,
  decideRegrets,
  decideRouting,
  exportDecision,
  findDecision,
  flipsAtMost,
  listExclusions,
  pricesSeenIn,
  readRulesOf,
  regretsAtMost,
  type Avoided,
  type DecisionRecord,
  type flipsAnswer,
  type GroupToRoute,
  type Inputs,
  type NetworkView,
  type Plan,
  type regretsAnswer,
  type RuleSet,
  type StoredDecision,
} from '../../routing/index.ts'
import { isOfSold } from '../domain/causes.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { createBatchStock, type BatchStock, type Buyer } from '../domain/stock-view.ts'
import { listTagsAt } from '../store/marks.ts'
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
export type AskedAbout = { scope: Scope; id: string }

export type FlipsAnswer = Static<typeof flipsAnswer>
export type RegretsAnswer = Static<typeof regretsAnswer>

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

/** So much time there is: in `few` ms what takes long is not even begun. */
export type Time = { ms: number } | { few: number }

/** By how little a decision would have been another, as far as that is found in so much time. */
export async function showFlips(
  db: Queryable,
  world: OrdersWorld,
  asked: AskedAbout & Time,
): Promise<FlipsAnswer> {
  const { of, inputs, isTried, hasTime } = await thinkAbout(db, world, asked)
  const { record } = of.decision
  const { flips, left, ranOut } = inputs
    ? decideFlips(inputs, record, hasTime)
    : flipsAtMost(record)
  const named = flips.flatMap(({ locationId, to }) => [locationId, ...to])
  const isExact = inputs !== undefined
  return { ...toldOf(of, named), isExact, flips, left, outOfTime: ranOut || !isTried }
}

/** What it would have cost to take the places that were not chosen, found like flips. */
export async function showRegrets(
  db: Queryable,
  world: OrdersWorld,
  asked: AskedAbout & Time,
): Promise<RegretsAnswer> {
  const { of, inputs, isTried, hasTime } = await thinkAbout(db, world, asked)
  const { record } = of.decision
  const exact = inputs && decideRegrets(inputs, record, hasTime)
  const isCollected = of.group.pickupLocationId !== null
  const { regrets, left, ranOut } =
    exact ?? (isCollected ? { regrets: [], left: 0, ranOut: false } : regretsAtMost(record))
  const named = regrets.flatMap(({ locationId, plan }) => [locationId, ...(plan?.besides ?? [])])
  const isExact = exact !== undefined
  return { ...toldOf(of, named), isExact, regrets, left, outOfTime: ranOut || !isTried }
}

/** A decision with what it saw, where that can be found in so much time. */
async function thinkAbout(
  db: Queryable,
  world: OrdersWorld,
  { scope, id, ...time }: AskedAbout & Time,
) {
  const of = await readDecision(db, world, scope, id)
  const { candidates, wanted } = of.decision.record
  const isTried = 'ms' in time || candidates.length * wanted.length <= LARGE
  const inputs = isTried ? await inputsOf(db, world, of) : undefined
  const until = performance.now() + ('ms' in time ? time.ms : time.few)
  return { of, inputs, isTried, hasTime: () => performance.now() < until }
}

/** Which decision is told of, in which money, and the places that are named in what is said. */
function toldOf({ decision, order, network }: OfDecision, ids: readonly number[]) {
  const places = [...new Set(ids)]
    .toSorted((a, b) => a - b)
    .flatMap((one) => network.locationById.get(one) ?? [])
    .map(({ id: no, code, name }) => ({ id: no, code, name }))
  return { decision: decision.id, currency: order.currency, places }
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
  const [[now], groups, tags] = await Promise.all([
    getOrders(db, [found.id]),
    listGroups(db, [found.id]),
    listTagsAt(db, [{ id: found.id, at: decision.decidedAt }]),
  ])
  const order = { ...now!, tags: tags.get(found.id)! }
  const group = groups.find(({ no }) => no === decision.groupNo)!
  const lines = order.lines.filter(({ groupNo }) => groupNo === group.no)
  await world.skus.loadIds([...new Set(lines.map(({ skuId }) => skuId))])
  return { decision, order, group, lines, network: await world.network.current() }
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
  const version = await world.plans.version(db, record)
  if (!version) return undefined
  const plan = planThen(
    version,
    record,
    record.rule && (await readRulesOf(db, record.rule.version)),
  )
  const stock = await stockOf(db, world, of)
  const avoid = await avoidedBy(db, of.decision)
  const written = JSON.stringify(record)
  for (const now of momentsOf(of.decision)) {
    const { group, network, buyer } = askedAt(world, of, avoid, now)
    const offered = stock.offeredTo(buyer)
    const inputs = { group, plan, network, stock: offered }
    const again = decideRouting(inputs.group, inputs.plan, inputs.network, inputs.stock)
    if (JSON.stringify(asOldAs(record, again.record)) === written) return inputs
  }
  return undefined
}

/** The version of a plan that a record was made by, with the prices and rules of then. */
export function planThen(plan: Plan, record: DecisionRecord, rules: RuleSet | undefined): Plan {
  const prices = pricesSeenIn(record)
  return { ...plan, ...(prices && { prices }), ...(rules && { rules }) }
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
    group: groupViewOf(
      // What is moved to save may leave the place that was named.
      decision.cause === 'improved' ? { ...group, nominated: null } : group,
      wantedOf(of),
      avoid,
      world.skus.byId,
      factsOf(channel, order, now),
    ),
    network: networkViewOf(network, channel.id, now),
    buyer: {
      channelId: channel.id,
      method: group.method,
      isSold: isOfSold(decision.cause),
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
