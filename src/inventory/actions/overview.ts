import type { Scope } from '../../lib/scope.ts'
import { walkSkus, type SkuBook, type WalkedSku } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { addRow, isInState, noLevels, type Levels, type StockState } from '../domain/overview.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import { listExpectedSkus, sumStock, type Places, type StockSum } from '../store/overview.ts'

/** What is asked of a list of stock. */
export type StockQuery = {
  /** The last code of the page before, '' at first. */
  after: string
  limit: number
  q: string | undefined
  category: string | undefined
  /** Only these SKUs. */
  codes: readonly string[] | undefined
  state: StockState | undefined
  /** Only of this location, which the caller may see. */
  locationId: number | undefined
}

/** One SKU of the list; undefined sum where it has no row. */
export type StockItem = { sku: WalkedSku; sum: StockSum | undefined }

/** So many SKUs are looked at together where a filter may leave most of them out. */
const WALK = 2000

/**
 * Up to `limit` SKUs with their stock, by code: of all locations that the caller may see, or of
 * one. Over the whole network a SKU without stock is listed until it is archived; of a part of it,
 * only what has a row there.
 *
 * SKUs are walked by code, and the index in memory says which belong to the list; only the rows of
 * those are read and added up. The rows are the truth: a SKU whose rows no longer fit the state
 * that was asked for, because they changed this very moment, is left out. `next` is the code behind
 * which the list goes on, undefined at its end.
 */
export async function listStock(
  db: Queryable,
  { skus, index }: { skus: SkuBook; index: AvailabilityIndex },
  scope: Scope,
  query: StockQuery,
): Promise<{ items: StockItem[]; next: string | undefined }> {
  const { state, limit, locationId } = query
  const places = placesOf(scope, locationId)
  const belongs = await memberTest(db, index, places, state)
  const isSparse = places !== undefined || state !== undefined
  const found: WalkedSku[] = []
  let after = query.after
  for (let isEnd = false; !isEnd && found.length <= limit;) {
    const asked = isSparse ? WALK : limit + 1
    const walked = await walkSkus(db, { ...query, after, limit: asked })
    found.push(...walked.filter(belongs))
    after = walked.at(-1)?.code ?? after
    isEnd = walked.length < asked
  }
  const page = found.slice(0, limit)
  const ids = page.map(({ id }) => id)
  const bySku = new Map((await sumStock(db, ids, places)).map((sum) => [sum.skuId, sum]))
  // Last, since a change that is told meanwhile makes the book forget a SKU again.
  await skus.loadIds(ids)
  const items = page
    .map((sku) => ({ sku, sum: bySku.get(sku.id) }))
    .filter(({ sku, sum }) => !state || isInState(sum ?? noLevels(), state, sku.decimals))
  return { items, next: found.length > limit ? page.at(-1)!.code : undefined }
}

function placesOf(scope: Scope, locationId: number | undefined): Places {
  if (locationId !== undefined) return [locationId]
  return scope === 'all' ? undefined : scope.locations
}

/** Which SKUs the list holds, as far as this process knows. */
async function memberTest(
  db: Queryable,
  index: AvailabilityIndex,
  places: Places,
  state: StockState | undefined,
): Promise<(sku: WalkedSku) => boolean> {
  const expected = places === undefined ? undefined : await listExpectedSkus(db, places)
  const within = places && new Set(places)
  return (sku) => {
    const levels = levelsOf(index, sku.id, within)
    const isThere = expected
      ? levels.locations > 0 || expected.has(sku.id)
      : !sku.archived || levels.onHand !== 0 || levels.uncovered > 0
    return isThere && (!state || isInState(levels, state, sku.decimals))
  }
}

function levelsOf(
  index: AvailabilityIndex,
  skuId: number,
  within: ReadonlySet<number> | undefined,
): Levels {
  const levels = noLevels()
  index.forEach(skuId, (locationId, free, onHand) => {
    if (!within || within.has(locationId)) addRow(levels, free, onHand)
  })
  return levels
}
