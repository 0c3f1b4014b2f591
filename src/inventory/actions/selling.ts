import { isCollected } from '../../lib/collected.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Sku, SkuBook } from '../../catalog/index.ts'
import { makesOf } from '../domain/bundle.ts'
import type { SalesRules } from '../domain/rules/offer.ts'
import { offerOf, type Offer } from '../domain/rules/offering.ts'
import { closedBy, type QuotaLeft, type Terms } from '../domain/selling.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import type { InventoryWorld } from '../routes/stock.ts'
import { quotasLeft } from './counted.ts'
import { createMemory } from './remembered.ts'

/** A channel that sells, by one delivery method or by any. */
export type Seller = {
  network: Network
  channelId: number
  method: string | null
  rules: SalesRules
  offer: Offer
  /** What is left of their quotas, of the SKUs that have one; units are base units. */
  quotas: Quotas
}

export type Quotas = ReadonlyMap<number, QuotaLeft>

/** A channel that sells these SKUs now, and what they are made of. */
export async function sellerOf(
  db: Queryable,
  { rules: book, index, skus }: Pick<InventoryWorld, 'rules' | 'index' | 'skus'>,
  to: { network: Network; channelId: number; method: string | null; sells: readonly Sku[] },
  now: Temporal.Instant,
): Promise<Seller> {
  const { network, channelId, method, sells } = to
  const rules = await book.current()
  const parts = sells.flatMap((sku) => [sku, ...sku.components.map((c) => skus.byId(c.skuId)!)])
  return {
    network,
    channelId,
    method,
    rules,
    offer: offerOf({ caution: index, rules, fences: await book.fences(), now }, channelId, method),
    quotas: await quotasLeft(db, rules, parts, { channelId, method, now }),
  }
}

/** What a channel can sell of one SKU, on what this process believes. */
export type Sellable = {
  units: number
  /** Not for sale since the feed of the location is overdue: location and units. */
  heldBack: [number, number][]
}

/** 1 by location id where a channel may sell from there at all; a network does not change. */
const openPlaces = new WeakMap<Network, Map<string, Uint8Array>>()

function openTo({ network, channelId, method }: Seller): Uint8Array {
  let known = openPlaces.get(network)
  if (!known) openPlaces.set(network, (known = new Map()))
  const key = `${channelId} ${method}`
  let open = known.get(key)
  if (!open) known.set(key, (open = openOf(network, channelId, method)))
  return open
}

function openOf(network: Network, channelId: number, method: string | null): Uint8Array {
  const ids = placesServing(network, channelId, method)
  const open = new Uint8Array(Math.max(0, ...ids) + 1)
  for (const id of ids) open[id] = 1
  return open
}

/** The locations that a channel sells from by a delivery method, in the order of its pool. */
export function placesServing(
  network: Network,
  channelId: number,
  method: string | null,
): number[] {
  return [...network.poolOf(channelId).keys()].filter((id) => !whyShut(network, id, method))
}

/** Why a channel sells nothing at all from a location by a delivery method. */
export function whyNoneFrom(
  { network, channelId, method }: Pick<Seller, 'network' | 'channelId' | 'method'>,
  locationId: number,
) {
  if (!network.poolOf(channelId).has(locationId)) return 'not_in_pool'
  return whyShut(network, locationId, method)
}

/** Why a location of the pool serves nobody, or not in this way. */
function whyShut(network: Network, locationId: number, method: string | null) {
  const location = network.locationById.get(locationId)!
  if (location.archived) return 'location_archived'
  if (location.paused) return 'location_paused'
  if (method === null) return undefined
  if (isCollected(method)) return location.pickup ? undefined : 'no_pickup'
  return location.ships ? undefined : 'does_not_ship'
}

/** Why a channel sells nothing of a SKU from a location. */
export function closedAt(seller: Seller, sku: Sku, locationId: number): Terms['closed'] {
  const { network, offer } = seller
  if (sku.archived) return { why: 'sku_archived' }
  const why = whyNoneFrom(seller, locationId)
  if (why) return { why }
  if (network.isSkuPaused(sku.id, locationId)) return { why: 'sku_paused' }
  return closedBy(offer.barred(sku.id, locationId))
}

/** A page is asked of by some channels and delivery methods; each answer takes about 200 bytes. */
const memory = createMemory<Sellable>(100_000)

/** What a channel can sell of a SKU in all. An archived SKU is not sold. */
export function sellable(
  index: Pick<AvailabilityIndex, 'forEach' | 'stampOf'>,
  seller: Seller,
  sku: Pick<Sku, 'id' | 'archived'>,
  visit?: (locationId: number, units: number) => void,
): Sellable {
  const { network, offer, quotas } = seller
  const addUp = () => sellableBy(index, seller, sku, visit)
  const madeOf = [index.stampOf(sku.id), index, network, sku]
  const isKnown = offer.basis && !visit
  const all = isKnown ? memory.recall(offer.basis!, sku.id, madeOf, addUp) : addUp()
  const most = quotas.get(sku.id)?.left ?? Infinity
  return all.units > most ? { ...all, units: most } : all
}

/** The same before its quota, added up now, and place by place to `visit`. */
function sellableBy(
  index: Pick<AvailabilityIndex, 'forEach'>,
  seller: Seller,
  sku: Pick<Sku, 'id' | 'archived'>,
  visit?: (locationId: number, units: number) => void,
): Sellable {
  const { id: skuId } = sku
  const { network, offer } = seller
  const open = openTo(seller)
  const heldBack: Sellable['heldBack'] = []
  let sum = 0
  index.forEach(skuId, (locationId, free, onHand) => {
    if (open[locationId] !== 1 || free <= 0) return visit?.(locationId, 0)
    const isShut = network.isSkuPaused(skuId, locationId) || offer.barred(skuId, locationId)
    if (isShut || sku.archived) return visit?.(locationId, 0)
    const safety = offer.safety(skuId, locationId, onHand, free)
    const buffer = offer.buffer(locationId, onHand, free, safety)
    if (buffer > 0) heldBack.push([locationId, buffer])
    const units = free - safety - buffer - offer.aside(skuId, locationId, free, safety + buffer)
    sum += units
    visit?.(locationId, units)
  })
  return { units: Math.max(0, sum - offer.threshold(skuId)), heldBack }
}

/** How many bundles a channel can sell, in all and place by place, and what allows no more. */
export type SellableBundle = {
  /** Undefined where nothing of it is counted: there is always enough. */
  makes: ReturnType<typeof makesOf>
  byPlace: Map<number, NonNullable<ReturnType<typeof makesOf>>>
}

/** The components of a bundle that are counted, or that are not sold any more. */
export function countedIn(skus: Pick<SkuBook, 'byId'>, { components }: Sku) {
  return components.filter(({ skuId }) => {
    const { kind, archived } = skus.byId(skuId)!
    return kind === 'stocked' || archived
  })
}

export function sellableBundle(
  {
    index,
    skus,
  }: {
    index: Pick<AvailabilityIndex, 'forEach' | 'stampOf'>
    skus: Pick<SkuBook, 'byId'>
  },
  seller: Seller,
  bundle: Sku,
): SellableBundle {
  const counted = countedIn(skus, bundle)
  const totals = new Map<number, number>()
  const places = new Map<number, Map<number, number>>()
  for (const { skuId } of counted) {
    const there = (locationId: number, units: number) => {
      const known = places.get(locationId) ?? new Map<number, number>()
      places.set(locationId, known.set(skuId, units))
    }
    const sku = skus.byId(skuId)!
    totals.set(skuId, bundle.archived ? 0 : sellable(index, seller, sku, there).units)
  }
  const makes = makesOf(counted, (skuId) => totals.get(skuId)!)
  const byPlace: SellableBundle['byPlace'] = new Map()
  for (const [locationId, units] of places) {
    const here = makesOf(counted, (skuId) => units.get(skuId) ?? 0)!
    byPlace.set(locationId, here.units > makes!.units ? makes! : here)
  }
  return { makes, byPlace }
}
