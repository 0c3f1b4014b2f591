import { Type, type Static } from 'typebox'
import { isCollected } from '../../lib/collected.ts'
import { deliveryMethods } from '../../lib/delivery.ts'
import { QUANTITY_MAX, quantityOf, unitsOf } from '../../lib/quantity.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import { newId } from '../../lib/ids.ts'
import { takenBy, type Sku } from '../../catalog/index.ts'
import { networkChanged, pauseSku, resumeSku, type Network } from '../../network/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { command, type Route } from '../../platform/http/route.ts'
import { code, instant, object, quantity, text, uuid } from '../../platform/http/schemas.ts'
import { refusalOfArchived } from '../actions/archived.ts'
import { holdStock, releaseHold } from '../actions/holds.ts'
import { channelWishes, refusalOf, summed, type Wish } from '../domain/counter.ts'
import type { HoldLine } from '../domain/hold.ts'
import { offeringOf } from '../actions/offering.ts'
import { placesServing, whyNoneFrom } from '../actions/selling.ts'
import { stockContextOf } from '../actions/settle.ts'
import { decideHoldTerms, type HoldTerms } from '../domain/hold-terms.ts'
import { hashOfReference } from '../domain/reference.ts'
import type { Asking } from '../domain/rules/offer.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Stock'

const whose =
  'What the channel calls it: any word that is the same each time. Only a hash of it is kept.'
const holdBody = object({
  channel: code,
  lines: Type.Array(object({ sku: code, quantity }), { minItems: 1, maxItems: 200 }),
  minutes: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 60,
      description: 'As the rules say, else 15; a rule may allow less than is asked for.',
    }),
  ),
  customer: Type.Optional(text(200, `Who holds. ${whose}`)),
  address: Type.Optional(text(500, `Where it would go. ${whose}`)),
  method: Type.Optional(
    Type.Enum([...deliveryMethods], {
      description: 'Units are kept only where the channel serves it.',
    }),
  ),
  pickupLocation: Type.Optional({
    ...code,
    description:
      'Where the customer will collect, with a `method` of collection: all units are kept there.',
  }),
})
const pauseAnswer = object({ sku: code, location: code, paused: Type.Boolean() })

/** Routes that keep units from being sold: holds of carts and checkouts, SKUs paused somewhere. */
export function keepRoutes(world: InventoryWorld): Route[] {
  const { platform } = world
  const contextOf = (actor: string, now: Temporal.Instant) =>
    stockContextOf(world, { actor, now, nowMs: platform.clock.nowMs() })
  const named = { sku: code, location: code }
  return [
    command(
      {
        path: '/v1/stock-holds',
        access: 'stock:write',
        tag,
        summary: 'Hold units for a cart or checkout until the hold expires; all lines or none',
        description: 'Of a bundle its components are held; what lines want of one SKU is summed.',
        body: holdBody,
        answers: { 201: object({ id: uuid, expiresAt: instant }) },
      },
      async (tx, { body, caller, now }) => {
        const wanted = await resolveHold(world, body, caller.scope, now)
        const held = await holdStock(tx, wanted, contextOf(caller.id, now))
        if (held instanceof Refusal) throw withExcluded(inUnits(world, held), wanted.excluded)
        return { status: 201, body: { id: held.id, expiresAt: held.expiresAt.toString() } }
      },
    ),
    command(
      {
        path: '/v1/stock-holds/:id/releases',
        access: 'stock:write',
        tag,
        summary: 'End a hold before its time',
        params: object({ id: uuid }),
        body: object({}),
        answers: { 200: object({ id: uuid }) },
      },
      async (tx, { params, caller, now }) => {
        const sees = (channelId: number) => seesChannel(caller.scope, channelId)
        const released = await releaseHold(tx, params.id, contextOf(caller.id, now), sees)
        return released ? { status: 200, body: { id: params.id } } : refuse('hold_closed')
      },
    ),
    command(
      {
        path: '/v1/sku-pauses',
        access: 'stock:write',
        tag,
        summary: 'Stop selling a SKU from a location, whatever stock is recorded there',
        body: object({ ...named, reason: text() }),
        answers: { 200: pauseAnswer },
      },
      async (tx, { body, caller, now }) => {
        const { sku, ...ids } = await resolvePlace(world, body, caller.scope)
        const gone = refusalOfArchived(sku, '/sku')
        if (gone) throw gone
        await pauseSku(tx, { ...ids, reason: body.reason, actor: caller.id, now })
        const place = { id: ids.locationId, code: body.location }
        await tellPause(tx, world, { ...place, actor: caller.id, now })
        return { status: 200, body: { sku: body.sku, location: body.location, paused: true } }
      },
    ),
    command(
      {
        path: '/v1/sku-resumptions',
        access: 'stock:write',
        tag,
        summary: 'Sell a paused SKU from a location again',
        body: object(named),
        answers: { 200: pauseAnswer },
      },
      async (tx, { body, caller, now }) => {
        const { skuId, locationId } = await resolvePlace(world, body, caller.scope)
        if (!(await resumeSku(tx, skuId, locationId))) return refuse('not_found')
        const place = { id: locationId, code: body.location }
        await tellPause(tx, world, { ...place, actor: caller.id, now })
        return { status: 200, body: { ...body, paused: false } }
      },
    ),
  ]
}

async function resolveHold(
  world: InventoryWorld,
  body: Static<typeof holdBody>,
  scope: Scope,
  now: Temporal.Instant,
) {
  await world.skus.load(body.lines.map(({ sku }) => sku))
  const network = await world.network.current()
  const channel = network.channelByCode.get(body.channel)
  const open = channel && !channel.archived && seesChannel(scope, channel.id)
  if (!open) return refuse('channel_unknown', { field: '/channel' })
  const lines = body.lines.flatMap((line, i) => {
    const sku = world.skus.byCode(line.sku)
    if (!sku || isGone(world, sku)) return refuse('sku_unknown', { field: `/lines/${i}/sku` })
    const field = `/lines/${i}/quantity`
    const units = unitsOf(line.quantity, sku.decimals) ?? refuse('quantity_invalid', { field })
    const taken = takenBy(sku, units)
    const isTooMany = taken.some(({ quantity: most }) => most > QUANTITY_MAX)
    return isTooMany ? refuse('quantity_invalid', { field }) : taken
  })
  const { isSkuPaused } = network
  const method = body.method ?? null
  const pool = placesServing(network, channel.id, method)
  const pickupLocationId = pickupOf(network, body)
  const excluded =
    pickupLocationId === null
      ? undefined
      : whyNoneFrom({ network, channelId: channel.id, method }, pickupLocationId)
  const asking = { channelId: channel.id, method, now }
  const { terms, wishes } = await termsOf(world, lines, asking, body.minutes)
  const of = {
    channelId: channel.id,
    method,
    pickupLocationId,
    customer: body.customer === undefined ? null : hashOfReference('customer', body.customer),
    address: body.address === undefined ? null : hashOfReference('address', body.address),
    minutes: terms.minutes,
    extensionsMost: terms.extensions,
    limits: terms.limits,
    wishes,
  }
  const offering = await offeringOf(world, now)
  const offer = offering.to(channel.id, method)
  const expiresAt = now.add({ minutes: terms.minutes })
  return { lines, pool, isSkuPaused, offer, offering, expiresAt, of, excluded }
}

/** Where the cart is to be collected, refused as the groups of an order are. */
function pickupOf(
  { locationByCode }: Network,
  { method, pickupLocation }: Static<typeof holdBody>,
): number | null {
  if (pickupLocation === undefined) return null
  const field = '/pickupLocation'
  if (method === undefined) {
    return refuse('field_invalid', { field, detail: 'It needs a method of collection' })
  }
  if (!isCollected(method)) {
    return refuse('field_invalid', { field, detail: `${method} has no pickupLocation` })
  }
  const location = locationByCode.get(pickupLocation)
  return location && !location.archived ? location.id : refuse('location_unknown', { field })
}

/** What the rules say of a hold of these SKUs, and the quotas that it is counted by. */
async function termsOf(
  { rules, skus }: InventoryWorld,
  lines: readonly HoldLine[],
  asking: Asking,
  minutes: number | undefined,
): Promise<{ terms: HoldTerms; wishes: Wish[] }> {
  const skuIds = [...new Set(lines.map(({ skuId }) => skuId))]
  await skus.loadIds(skuIds)
  const inForce = await rules.current()
  const strictest = skuIds.map((skuId) => inForce.matching('hold_limit', skuId, asking)[0])
  const wishes = lines.flatMap((line) => {
    const units = { sku: skus.byId(line.skuId)!, quantity: line.quantity, groupNos: [] }
    return channelWishes(inForce, units, asking)
  })
  return { terms: decideHoldTerms(strictest, minutes), wishes: summed(wishes) }
}

/** Not sold any more, or made of what is not. */
function isGone({ skus }: InventoryWorld, { archived, components }: Sku): boolean {
  return archived || components.some(({ skuId }) => skus.byId(skuId)!.archived)
}

/** Says why a place of collection has nothing for the channel, whatever lies there. */
function withExcluded(refusal: Refusal, excluded: string | undefined): Refusal {
  if (excluded === undefined || refusal.code !== 'stock_insufficient') return refusal
  return new Refusal(refusal.code, {
    field: '/pickupLocation',
    facts: { ...refusal.facts, excluded },
  })
}

/** The short lines of a refused hold, or its quota, in the words and units of the API. */
function inUnits(world: InventoryWorld, refusal: Refusal): Refusal {
  if (refusal.code === 'quota_exhausted') {
    const beyond = refusal.facts as { wish: Wish; left: number }
    return refusalOf(beyond, world.skus.byId(beyond.wish.skuId)!)
  }
  if (refusal.code !== 'stock_insufficient') return refusal
  const short = refusal.facts['short'] as { skuId: number; wanted: number; available: number }[]
  return new Refusal(refusal.code, {
    facts: {
      short: short.map(({ skuId, wanted, available }) => {
        const { code: sku, decimals } = world.skus.byId(skuId)!
        const show = (units: number) => quantityOf(units, decimals)
        return { sku, wanted: show(wanted), available: show(available) }
      }),
    },
  })
}

async function resolvePlace(
  world: InventoryWorld,
  { sku: skuCode, location: locationCode }: { sku: string; location: string },
  scope: Scope,
): Promise<{ sku: Sku; skuId: number; locationId: number }> {
  const [found] = await world.skus.load([skuCode])
  const sku = found ?? refuse('sku_unknown', { field: '/sku' })
  if (sku.kind === 'bundle') return refuse('sku_is_bundle', { field: '/sku' })
  const location = (await world.network.current()).locationByCode.get(locationCode)
  if (!location || !seesLocation(scope, location.id)) {
    return refuse('location_unknown', { field: '/location' })
  }
  return { sku, skuId: sku.id, locationId: location.id }
}

/** A pause is part of the network that every process holds in memory. */
async function tellPause(
  tx: Tx,
  { platform, network }: InventoryWorld,
  of: { id: number; code: string; actor: string; now: Temporal.Instant },
): Promise<void> {
  await saveEvents(tx, networkChanged, [
    {
      id: newId(platform.clock.nowMs()),
      subject: null,
      actor: of.actor,
      data: { kind: 'sku_pause', codes: [of.code], ids: [of.id] },
      occurredAt: of.now,
    },
  ])
  tx.onCommit(() => {
    network.markStale()
    platform.wake.committed()
  })
}
