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

/**
 * What a channel may sell of a SKU before it is there; empty where no rule lets it, and then
 * nothing is read.
 */
export async function comingFor(
  db: Queryable,
  { rules }: InventoryWorld,
  sku: Sku,
  of: { network: Network; channelId: number; method: string | null; now: Temporal.Instant },
) {
  const { network, channelId, method, now } = of
  if (sku.kind !== 'stocked' || sku.archived) return {}
  const current = await rules.current()
  const terms = comingTermsOf(current, sku, { channelId, method, now })
  if (!terms) return {}
  const { barred } = current.for({ channelId, method, now })
  const places = placesOf(network, channelId, (id) => {
    return network.isSkuPaused(sku.id, id) || barred(sku.id, id) !== undefined
  })
  const rows = await listComing(db, [sku.id])
  const { timeZone } = network.channelById.get(channelId)!
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const at = { rows, terms, places, all: network.locationById }
  return { ...preOrderOf(sku, at, today), ...backorderOf(sku, at) }
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

/** The open places of a channel that are not shut for the SKU, those it prefers first. */
function placesOf(
  network: Network,
  channelId: number,
  isShut: (locationId: number) => boolean,
): Network['locationById'] {
  const pool = [...network.poolOf(channelId)].toSorted(([, a], [, b]) => a - b)
  return new Map(
    pool.flatMap(([id]) => {
      const place = network.locationById.get(id)
      const isOpen = place && !place.paused && !place.archived
      return isOpen && !isShut(id) ? [[id, place]] : []
    }),
  )
}
