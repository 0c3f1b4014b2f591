import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { listAllocations, offeringOf, readDays } from '../../inventory/index.ts'
import type { Channel, Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  decideRouting,
  locationsIn,
  readDraftRules,
  untold,
  type Decision,
  type GroupToRoute,
  type Invented,
  type NetworkView,
  type Plan,
} from '../../routing/index.ts'
import { partsOf } from '../domain/move.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { createBatchStock, type BatchStock } from '../domain/stock-view.ts'
import { findOrder, getOrders, listGroups, type OrderHead } from '../store/read.ts'
import { inventedGroup } from './invented.ts'
import type { OrdersWorld } from './world.ts'

export type Trial = {
  channel: Channel
  currency: string
  groups: readonly GroupToRoute[]
  stock: BatchStock
  /** A real order; null where it is invented. */
  placed: OrderHead | null
  /** Whose units are free for it. */
  order: string | object
  isSold: boolean
}

type Asked = { order: string } | { invented: Invented }

/**
 * What would be decided now of a real order, as if all of it that has not left were decided anew,
 * or of an invented one: by the rules in force, and by the draft where there is one. On what this
 * process believes of stock; nothing is taken.
 */
export async function tryRules(
  db: Queryable,
  world: OrdersWorld,
  asked: Asked,
  { scope, now }: { scope: Scope; now: Temporal.Instant },
) {
  const network = await world.network.current()
  const trial = await trialOf(db, world, { network, asked, scope }, now)
  const plan = triedPlan((await world.plans.read(db))(trial.channel.id, trial.placed))
  const draft = await readDraftRules(db)
  const view = networkViewOf(network, trial.channel.id, now)
  const live = decideAll(trial, plan, view)
  const drafted = draft && decideAll(trial, { ...plan, rules: draft }, view)
  const records = [...live, ...(drafted ?? [])].map(({ record }) => record)
  const named = new Set(records.flatMap((record) => [...locationsIn(record)]))
  const skuIds = new Set(trial.groups.flatMap(({ demand }) => demand.map(({ skuId }) => skuId)))
  const answerOf = (all: readonly Decision[]) =>
    all.map(({ record }) => ({ groupNo: record.group.no, record }))
  return {
    currency: trial.currency,
    live: answerOf(live),
    draft: drafted ? answerOf(drafted) : null,
    places: [...named]
      .toSorted((a, b) => a - b)
      .flatMap((id) => network.locationById.get(id) ?? [])
      .map(({ id, code, name, point }) => ({ id, code, name, point: point ?? null })),
    skus: [...skuIds]
      .toSorted((a, b) => a - b)
      .flatMap((id) => world.skus.byId(id) ?? [])
      .map(({ id, code, name, unit, decimals }) => ({ id, code, name, unit, decimals })),
  }
}

/** By whose rules the order is decided, told to nobody. */
export function triedPlan(plan: Plan): Plan {
  return plan.rules ? { ...plan, rules: untold(plan.rules) } : plan
}

function decideAll(
  { channel, groups, stock, order, isSold }: Trial,
  plan: Plan,
  view: NetworkView,
) {
  stock.reset()
  return groups.map((group) => {
    const buyer = { channelId: channel.id, method: group.method, isSold, order }
    const decision = decideRouting(group, plan, view, stock.offeredTo(buyer, view))
    for (const part of decision.parts) stock.take(part.skuId, part.locationId, part.quantity)
    return decision
  })
}

/** What is tried, with the stock that it may have. */
export async function trialOf(
  db: Queryable,
  world: OrdersWorld,
  { network, asked, scope }: { network: Network; asked: Asked; scope: Scope },
  now: Temporal.Instant,
): Promise<Trial> {
  return 'order' in asked
    ? trialOfOrder(db, world, { network, id: asked.order, scope }, now)
    : trialOfInvented(db, world, { network, invented: asked.invented, scope }, now)
}

async function trialOfOrder(
  db: Queryable,
  world: OrdersWorld,
  { network, id, scope }: { network: Network; id: string; scope: Scope },
  now: Temporal.Instant,
): Promise<Trial> {
  const found = (await findOrder(db, scope, id)) ?? refuse('not_found', { field: '/order' })
  const [[order], groups, claims] = await Promise.all([
    getOrders(db, [found.id]),
    listGroups(db, [found.id]),
    listAllocations(db, [found.id]),
  ])
  const { lines, channelId, currency } = order!
  await world.skus.loadIds([...new Set(lines.map(({ skuId }) => skuId))])
  const days = await readDays(db, network, now, [found.id])
  const stock = createBatchStock(world.index, await offeringOf(world, now), days)
  for (const { skuId, locationId, quantity } of partsOf(lines, claims)) {
    stock.own(skuId, locationId, quantity)
  }
  stock.days?.leave(found.id, new Set(lines.map(({ no }) => no)))
  const channel = network.channelById.get(channelId)!
  const facts = factsOf(channel, order!, now)
  const wanted = groups.map((group) => {
    const own = lines
      .filter(({ groupNo }) => groupNo === group.no)
      .map((line) => ({ line, quantity: line.ordered - line.cancelled - line.fulfilled }))
      .filter(({ quantity }) => quantity > 0)
    return groupViewOf(group, own, undefined, world.skus.byId, facts)
  })
  const open = wanted.filter(({ demand }) => demand.length > 0)
  if (open.length === 0) {
    const detail = 'All of this order has left or was cancelled: there is nothing to decide.'
    refuse('field_invalid', { field: '/order', detail })
  }
  return { channel, currency, groups: open, stock, placed: found, order: found.id, isSold: true }
}

async function trialOfInvented(
  db: Queryable,
  world: OrdersWorld,
  { network, invented, scope }: { network: Network; invented: Invented; scope: Scope },
  now: Temporal.Instant,
): Promise<Trial> {
  const at = () => now
  const { channel, group } = await inventedGroup(world, network, invented, { scope, at })
  const days = await readDays(db, network, now)
  const stock = createBatchStock(world.index, await offeringOf(world, now), days)
  return {
    channel,
    currency: channel.currency,
    groups: [group],
    stock,
    placed: null,
    order: {},
    isSold: false,
  }
}
