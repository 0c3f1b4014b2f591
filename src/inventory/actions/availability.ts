import { quantityOf } from '../../lib/quantity.ts'
import { everything, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Sku, SkuBook } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { StockRow } from '../domain/ledger.ts'
import { termsAt, termsOf, sumOf, withinTotal, type Term } from '../domain/selling.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import type { AvailabilityAnswer } from '../schemas/availability.ts'
import { listSupplies } from '../store/read.ts'
import { createMemory } from './remembered.ts'
import { closedAt, countedIn, sellable, sellableBundle, type Seller } from './selling.ts'

/** Who asks, and which places shall be told by themselves. */
export type Asked = {
  scope: Scope
  seller: Seller
  /** All that there are, one of them, or none. */
  places: 'all' | number | undefined
}

type Offered = Omit<AvailabilityAnswer, 'channel' | 'terms' | 'components'>

/** What is known of SKUs and of their stock: now, or at a past moment. */
export type Known = {
  skus: Pick<SkuBook, 'byId'>
  index: Pick<AvailabilityIndex, 'forEach' | 'stampOf' | 'freshness'>
}

/** What a channel can sell of a SKU, on what this process believes. */
export function showAvailable(world: Known, asked: Asked, sku: Sku): Offered {
  const head = { sku: sku.code, stocked: sku.kind !== 'not_stocked' }
  if (sku.kind === 'not_stocked') {
    return { ...head, available: sku.archived ? 0 : null, limitedBy: null, heldBack: [] }
  }
  if (sku.kind === 'bundle') return { ...head, ...bundleOf(world, asked, sku) }
  return { ...head, ...rememberedOf(world, asked, sku) }
}

type Told = Omit<Offered, 'sku' | 'stocked'>

/** Place by place an answer is some kilobytes: kept are those of what is looked at most. */
const memory = createMemory<Told>(2500)

/** As it was told before, to who sees all and asks for all places, while nothing has changed. */
function rememberedOf(world: Known, asked: Asked, sku: Sku): Told {
  const { seller, scope, places } = asked
  const { network, offer, quotas } = seller
  const tell = () => stockedOf(world, asked, sku)
  if (places !== 'all' || scope !== 'all' || !offer.basis) return tell()
  const madeOf = [world.index.stampOf(sku.id), world.index, network, sku, quotas.get(sku.id)?.left]
  return memory.recall(offer.basis, sku.id, madeOf, tell)
}

function stockedOf({ index }: Known, asked: Asked, sku: Sku): Told {
  const show = (units: number) => quantityOf(units, sku.decimals)
  const places: [number, number][] = []
  const visit = (id: number, units: number) => isAsked(asked, id) && places.push([id, units])
  const { seller, scope } = asked
  const isByPlace = asked.places !== undefined
  const { units, heldBack } = sellable(index, seller, sku, isByPlace ? visit : undefined)
  const codeOf = (id: number) => seller.network.locationById.get(id)!.code
  return {
    available: show(units),
    limitedBy: null,
    heldBack: heldBack
      .filter(([id]) => seesLocation(scope, id))
      .map(([id, kept]) => {
        const { source } = index.freshness(id)!
        return { location: codeOf(id), quantity: show(kept), source }
      }),
    ...(isByPlace && {
      // No place gives more than the channel can sell in all.
      locations: places.map(([id, here]) => {
        return { location: codeOf(id), available: show(Math.min(here, units)) }
      }),
    }),
  }
}

/** Places of the channel's pool that the caller may see. */
function isAsked({ places, scope, seller: { network, channelId } }: Asked, id: number): boolean {
  if (places !== 'all' && places !== id) return false
  return seesLocation(scope, id) && network.poolOf(channelId).has(id)
}

function bundleOf(world: Known, asked: Asked, bundle: Sku): Omit<Offered, 'sku' | 'stocked'> {
  const { makes, byPlace } = sellableBundle(world, asked.seller, bundle)
  const places = [...byPlace].filter(([id]) => isAsked(asked, id)).toSorted(([a], [b]) => a - b)
  const codeOf = (id: number) => asked.seller.network.locationById.get(id)!.code
  return {
    available: makes?.units ?? null,
    limitedBy: makes ? world.skus.byId(makes.limitedBy)!.code : null,
    heldBack: [],
    ...(asked.places !== undefined && {
      locations: places.map(([id, { units }]) => ({ location: codeOf(id), available: units })),
    }),
  }
}

/** The same on rows as they are in the database, every number opened into its terms. */
export async function explainAvailable(
  db: Queryable,
  world: Known,
  asked: Asked,
  sku: Sku,
): Promise<Omit<AvailabilityAnswer, 'channel'>> {
  const rows = sku.kind === 'stocked' ? await listSupplies(db, everything, [sku.id]) : []
  return openUp(world, asked, sku, rows)
}

/** The same on these rows of a SKU, of all locations. */
export function openUp(
  world: Known,
  asked: Asked,
  sku: Sku,
  stock: readonly StockRow[],
): Omit<AvailabilityAnswer, 'channel'> {
  const offered = showAvailable(world, asked, sku)
  if (sku.kind === 'not_stocked') return offered
  if (sku.kind === 'bundle') return { ...offered, components: componentsOf(world, asked, sku) }
  const { seller, scope, places } = asked
  const { offer, network, quotas } = seller
  const rows = stock.map((row) => {
    const closed = closedAt(seller, sku, row.locationId)
    const source = world.index.freshness(row.locationId)?.source
    return { id: row.locationId, terms: termsAt(row, { closed, offer, source }) }
  })
  const isSeen = ({ id }: { id: number }) => seesLocation(scope, id)
  const unitsOf = (of: typeof rows) => of.reduce((sum, { terms }) => sum + sumOf(terms), 0)
  const here = unitsOf(rows.filter(isSeen))
  const sums = { here, elsewhere: unitsOf(rows) - here }
  const terms = termsOf(sums, { offer, quota: quotas.get(sku.id) }, sku.id)
  const total = sumOf(terms)
  const told = rows.filter(
    (row) => isSeen(row) && (typeof places !== 'number' || places === row.id),
  )
  const show = (units: number) => quantityOf(units, sku.decimals)
  const shown = (all: readonly Term[]) =>
    all.map(({ units, ...term }) => ({ ...term, quantity: show(units) }))
  return {
    ...offered,
    available: show(total),
    terms: shown(terms),
    locations: told.map(({ id, terms: own }) => {
      const within = withinTotal(own, terms)
      const location = network.locationById.get(id)!.code
      return { location, available: show(sumOf(within)), terms: shown(within) }
    }),
  }
}

function componentsOf(world: Known, { seller }: Asked, bundle: Sku) {
  const counted = new Set(countedIn(world.skus, bundle).map(({ skuId }) => skuId))
  return bundle.components.map(({ skuId, code: sku, decimals, quantity }) => {
    const inOne = { sku, quantity: quantityOf(quantity, decimals) }
    if (!counted.has(skuId)) return { ...inOne, available: null, makes: null }
    const { units } = sellable(world.index, seller, world.skus.byId(skuId)!)
    const makes = Math.floor(units / quantity)
    return { ...inOne, available: quantityOf(units, decimals), makes }
  })
}
