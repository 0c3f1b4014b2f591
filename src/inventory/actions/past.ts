import { everything, type Scope } from '../../lib/scope.ts'
import { listArchivedSkus, type Sku, type SkuBook } from '../../catalog/index.ts'
import { networkAt, type Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { keptSince } from '../../platform/installation.ts'
import { rulesOf } from '../book.ts'
import { quotaOf } from '../domain/counter.ts'
import { fencesOf } from '../domain/fences.ts'
import type { StockRow } from '../domain/ledger.ts'
import {
  decideBelonging,
  decidePast,
  missingKinds,
  toldByKinds,
  type MissingKind,
  type PastView,
} from '../domain/past.ts'
import type { SalesRules } from '../domain/rules/offer.ts'
import { offerOf } from '../domain/rules/offering.ts'
import { changeSet, emptySet } from '../domain/rules/set.ts'
import { freeOf } from '../domain/supply.ts'
import type { InventoryWorld } from '../routes/stock.ts'
import { listFeedWatches } from '../store/feed-watches.ts'
import { readSharesAt } from '../store/fences.ts'
import { listPast, type FoundPast } from '../store/past.ts'
import { findVersionAt, readRules } from '../store/rules.ts'
import { openUp, type Known } from './availability.ts'
import { fencesOfSku } from './fences-in-force.ts'
import { countedIn } from './selling.ts'

/** A SKU, what it is made of and their stock, as they were at a moment. */
export type Past = Known & {
  at: Temporal.Instant
  network: Network
  sku: Sku
  /** The SKU itself, or those of its components that are counted. */
  counted: readonly Sku[]
  /** At all locations. */
  rows: readonly StockRow[]
  /** When something was first recorded at a location. */
  beganAt: ReadonlyMap<number, Temporal.Instant>
  index: Known['index'] & { heldBack(): number }
}

/** All that the ledger says of a SKU at a moment, of a bundle that of its components. */
export async function readPast(
  db: Queryable,
  world: InventoryWorld,
  of: { code: string; channelId: number | undefined; at: Temporal.Instant; view: PastView },
): Promise<Past> {
  const { channelId, at, view } = of
  const known = await skusAt(db, world.skus, of.code, at)
  const skus: Known['skus'] = { byId: (id) => known.get(id) }
  const sku = skus.byId(world.skus.byCode(of.code)!.id)!
  const inBundle = countedIn(skus, sku).map(({ skuId }) => known.get(skuId)!)
  const counted = sku.kind === 'stocked' ? [sku] : inBundle
  const today = await world.network.current()
  const network = await networkAt(db, today, { channelId, skuIds: [...known.keys()] }, at)
  const found: FoundPast[] = []
  for (const { id: skuId } of counted) {
    found.push(...(await listPast(db, everything, { skuId, at, view })))
  }
  const rows = found.flatMap((row) => decidePast(row) ?? [])
  return { at, network, sku, skus, counted, rows, beganAt: firstOf(found), index: indexOf(rows) }
}

/** A SKU and what it is made of, archived where they were. */
async function skusAt(
  db: Queryable,
  skus: SkuBook,
  code: string,
  at: Temporal.Instant,
): Promise<Map<number, Sku>> {
  const sku = skus.byCode(code)!
  const all = [sku, ...sku.components.map(({ skuId }) => skus.byId(skuId)!)]
  const archived = await listArchivedSkus(
    db,
    all.map(({ id }) => id),
    at,
  )
  return new Map(all.map((one) => [one.id, { ...one, archived: archived.has(one.id) }]))
}

function firstOf(found: readonly FoundPast[]): Map<number, Temporal.Instant> {
  const first = new Map<number, Temporal.Instant>()
  for (const { locationId, beganAt } of found) {
    const known = first.get(locationId)
    if (!known || Temporal.Instant.compare(beganAt, known) < 0) first.set(locationId, beganAt)
  }
  return first
}

/** Rows as an index has them. Nothing is known of how fresh they were. */
function indexOf(rows: readonly StockRow[]): Past['index'] {
  const bySku = Map.groupBy(rows, ({ skuId }) => skuId)
  return {
    forEach(skuId, visit) {
      for (const row of bySku.get(skuId) ?? []) visit(row.locationId, freeOf(row), row.quantity)
    },
    stampOf: () => 0,
    freshness: () => undefined,
    heldBack: () => 0,
  }
}

/** Who could sell then, and what the asker may see of it. */
type Asked = {
  scope: Scope
  channelId: number
  method: string | null
  places: 'all' | number
}

/**
 * What a channel could sell at a moment: by the version of the rules that was in force, from the
 * pool and without the pauses of then, and less what ring-fences had set aside.
 */
export async function offeredThen(
  db: Queryable,
  world: InventoryWorld,
  past: Past,
  { scope, channelId, method, places }: Asked,
) {
  const { at, network, sku, counted } = past
  const skuIds = counted.map(({ id }) => id)
  const isKept = Temporal.Instant.compare(await keptSince(db, 'past_offers'), at) <= 0
  const rules = await rulesAt(db, { skus: world.skus, network, skuIds }, at)
  const shares = isKept ? await readSharesAt(db, skuIds, at) : []
  const fences = fencesOf(Map.groupBy(shares, ({ skuId }) => skuId))
  const offer = offerOf({ caution: past.index, rules, fences, now: at }, channelId, method)
  const seller = { network, channelId, method, rules, offer, quotas: new Map() }
  const { stocked, available, limitedBy, locations, terms, components } = openUp(
    past,
    { scope, seller, places },
    sku,
    past.rows,
  )
  return {
    rulesVersion: rules.version,
    stocked,
    available,
    limitedBy,
    ...(locations && { locations }),
    ...(terms && { terms }),
    ...(components && { components }),
    missing: await missingOf(db, past, { rules, isKept, channelId, method }),
  }
}

/** The rules about some SKUs in the version that was in force. */
async function rulesAt(
  db: Queryable,
  { skus, network, skuIds }: { skus: SkuBook; network: Network; skuIds: readonly number[] },
  at: Temporal.Instant,
): Promise<SalesRules> {
  const version = await findVersionAt(db, at)
  const change = changeSet(emptySet)
  if (version > 0) await readRules(db, version, change.add, skuIds)
  return rulesOf(change.done(version), skus, network)
}

async function missingOf(
  db: Queryable,
  { at, network, sku, counted }: Past,
  of: { rules: SalesRules; isKept: boolean; channelId: number; method: string | null },
): Promise<MissingKind[]> {
  const { rules, isKept, channelId, method } = of
  const fencesFor = fencesOfSku(rules, network)
  const isFenced = (one: Sku) => fencesFor(one, at).some((fence) => fence.channelId !== channelId)
  const pool = network.poolOf(channelId)
  const asking = { channelId, method, now: at }
  const told = toldByKinds.flatMap((kind) => rules.ofKind(kind))
  const watches = await listFeedWatches(db, everything)
  const isMissing: Record<MissingKind, boolean> = {
    pool: !isKept,
    ring_fences: !isKept && counted.some(isFenced),
    quotas: counted.some(({ id }) => quotaOf(rules, id, asking)),
    overdue_feeds: watches.some(({ locationId, everyMinutes, bufferPercent }) => {
      return everyMinutes !== null && bufferPercent > 0 && pool.has(locationId)
    }),
    components: sku.kind === 'bundle' && sku.version > 1,
    belonging: counted.some((one) => decideBelonging(told, one, asking)),
  }
  return missingKinds.filter((kind) => isMissing[kind])
}
