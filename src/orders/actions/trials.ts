import type { Customer } from '../../lib/customer.ts'
import { unitsOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import { listAllocations, offeringOf, readDays } from '../../inventory/index.ts'
import type { Channel, Location, Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  decideRouting,
  locationsIn,
  readDraftRules,
  type Decision,
  type GroupToRoute,
  type NetworkView,
  type Plan,
} from '../../routing/index.ts'
import { partsOf } from '../domain/move.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { demandOf } from '../domain/place.ts'
import { createBatchStock, type BatchStock } from '../domain/stock-view.ts'
import { findOrder, getOrders, listGroups } from '../store/read.ts'
import type { OrdersWorld } from './world.ts'

/** A delivery that nobody has ordered: what would be decided of it? */
export type Invented = {
  channel: string
  method: string
  shipTo: {
    country: string
    region?: string
    postalCode?: string
    lat?: number
    lon?: number
  }
  lines: readonly { sku: string; quantity: number }[]
  /** Total of the order in minor units. */
  value?: number
  wantedBy?: string
  customer?: Customer
  nominated?: { location: string; firm: boolean }
}

type Trial = {
  channel: Channel
  currency: string
  groups: readonly GroupToRoute[]
  stock: BatchStock
  /** Whose units are free for it. */
  order: string | object
  isSold: boolean
}

/**
 * What would be decided now of a real order, as if all of it that has not left were decided anew,
 * or of an invented one: by the rules in force, and by the draft where there is one. On what this
 * process believes of stock; nothing is taken.
 */
export async function tryRules(
  db: Queryable,
  world: OrdersWorld,
  asked: { order: string } | { invented: Invented },
  { scope, now }: { scope: Scope; now: Temporal.Instant },
) {
  const network = await world.network.current()
  const trial =
    'order' in asked
      ? await trialOfOrder(db, world, { network, id: asked.order, scope }, now)
      : await trialOfInvented(db, world, { network, invented: asked.invented, scope }, now)
  const plan = (await world.plans.read(db))(trial.channel.id)
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
  return { channel, currency, groups: open, stock, order: found.id, isSold: true }
}

async function trialOfInvented(
  db: Queryable,
  world: OrdersWorld,
  { network, invented, scope }: { network: Network; invented: Invented; scope: Scope },
  now: Temporal.Instant,
): Promise<Trial> {
  const channel = network.channelByCode.get(invented.channel)
  if (!channel || channel.archived || !seesChannel(scope, channel.id)) {
    return refuse('channel_unknown', { field: '/invented/channel' })
  }
  const { skus } = world
  await skus.load(invented.lines.map(({ sku }) => sku))
  const demand = invented.lines.map((line, i) => {
    const at = `/invented/lines/${i}`
    const sku = skus.byCode(line.sku) ?? refuse('sku_unknown', { field: `${at}/sku` })
    if (sku.kind === 'bundle') {
      const detail = 'Ask of what the bundle is made of.'
      return refuse('field_invalid', { field: `${at}/sku`, detail })
    }
    const quantity = unitsOf(line.quantity, sku.decimals)
    if (quantity === undefined) {
      const detail = `At most ${sku.decimals} decimals.`
      return refuse('field_invalid', { field: `${at}/quantity`, detail })
    }
    return demandOf(sku, i + 1, quantity)
  })
  const { wantedBy, customer, nominated } = invented
  const at = nominated && nominatedIn(network, nominated.location, scope)
  const { lat, lon, country, region, postalCode } = invented.shipTo
  const point = lat === undefined || lon === undefined ? undefined : { lat, lon }
  const order = {}
  const days = await readDays(db, network, now)
  const stock = createBatchStock(world.index, await offeringOf(world, now), days)
  const group: GroupToRoute = {
    no: 1,
    method: invented.method,
    destination: { country, region, postalCode, home: true, point },
    pickupLocationId: undefined,
    demand,
    ...(wantedBy !== undefined && { wantedBy }),
    ...(at && { nominated: { locationId: at.id, firm: nominated.firm } }),
    order: factsOf(channel, { total: invented.value ?? 0, customer }, now),
  }
  return { channel, currency: channel.currency, groups: [group], stock, order, isSold: false }
}

function nominatedIn(network: Network, code: string, scope: Scope): Location {
  const location = network.locationByCode.get(code)
  const isSeen = location && !location.archived && seesLocation(scope, location.id)
  return isSeen ? location : refuse('location_unknown', { field: '/invented/nominated/location' })
}
