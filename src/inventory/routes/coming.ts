import { quantityOf } from '../../lib/quantity.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  BACKORDER,
  comingTermsOf,
  leftByRule,
  promisableOf,
  withinLimits,
  type ComingRow,
  type ComingTerms,
} from '../domain/coming.ts'
import { listComing } from '../store/coming.ts'
import type { InventoryWorld } from './stock.ts'

/** What a channel may sell before it is there; empty where no rule lets it. */
type Coming = Partial<ReturnType<typeof preOrderOf> & ReturnType<typeof backorderOf>>

/**
 * What a channel may sell of each of these SKUs before it is there, by SKU id. Where no rule lets
 * any of them be sold so, nothing is read.
 */
export async function comingFor(
  db: Queryable,
  { rules }: Pick<InventoryWorld, 'rules'>,
  skus: readonly Sku[],
  of: { network: Network; channelId: number; method: string | null; now: Temporal.Instant },
): Promise<Map<number, Coming>> {
  const { network, channelId, method, now } = of
  const current = await rules.current()
  const sold = skus.flatMap((sku) => {
    if (sku.kind !== 'stocked' || sku.archived) return []
    const terms = comingTermsOf(current, sku, { channelId, method, now })
    return terms ? [{ sku, terms }] : []
  })
  if (sold.length === 0) return new Map()
  const { barred } = current.for({ channelId, method, now })
  const open = openPlaces(network, channelId)
  const ids = sold.map(({ sku }) => sku.id)
  const rowsOf = Map.groupBy(await listComing(db, ids), ({ skuId }) => skuId)
  const { timeZone } = network.channelById.get(channelId)!
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  return new Map(
    sold.map(({ sku, terms }) => {
      const may = open.filter(({ id }) => !network.isSkuPaused(sku.id, id) && !barred(sku.id, id))
      const places = new Map(may.map((place) => [place.id, place]))
      const at = { rows: rowsOf.get(sku.id) ?? [], terms, places, all: network.locationById }
      return [sku.id, { ...preOrderOf(sku, at, today), ...backorderOf(sku, at) }]
    }),
  )
}

type At = {
  rows: readonly ComingRow[]
  terms: ComingTerms
  /** Those that may sell it; limits count what is promised at any other too. */
  places: Network['locationById']
  all: Network['locationById']
}

function preOrderOf(
  { decimals }: Sku,
  { rows, terms, places, all }: At,
  today: Temporal.PlainDate,
) {
  const isAllowed = [...places.values()].some((place) => terms.preOrderAt(place))
  if (!isAllowed) return {}
  const leftOf = leftByRule(rows, terms, (id) => all.get(id))
  const found = promisableOf(rows, terms, (id) => places.get(id), today)
  const receipts = withinLimits(found, leftOf)
  const units = receipts.reduce((sum, row) => sum + row.free, 0)
  const on = units > 0 ? receipts[0]!.dueOn.toString() : null
  return { preOrder: { available: quantityOf(units, decimals), on } }
}

function backorderOf({ decimals }: Sku, { rows, terms, places }: At) {
  const open = rows.filter(({ supplyNo }) => supplyNo === BACKORDER)
  const all = [...places.values()].flatMap((place) => {
    const at = terms.backorderAt(place)
    const own = open.filter((row) => !terms.namesPlaces || row.locationId === place.id)
    const claimed = own.reduce((sum, row) => sum + row.claimed, 0)
    return at ? [{ units: Math.max(0, at.limit - claimed), days: at.days }] : []
  })
  if (all.length === 0) return {}
  const counted = terms.namesPlaces ? all : all.slice(0, 1)
  const units = counted.reduce((sum, one) => sum + one.units, 0)
  const days = Math.max(...counted.map((one) => one.days))
  return { backorder: { available: quantityOf(units, decimals), days } }
}

/** The open places of a channel, those it prefers first. */
function openPlaces({ poolOf, locationById }: Network, channelId: number) {
  return [...poolOf(channelId).keys()].flatMap((id) => {
    const place = locationById.get(id)
    return place && !place.paused && !place.archived ? [place] : []
  })
}
