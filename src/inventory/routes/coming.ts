import { seesLocation, type Scope } from '../../lib/scope.ts'
import { quantityOf } from '../../lib/quantity.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  backorderTerms,
  preOrderTerms,
  unitsOfTerms,
  withoutUnseen,
  type ComingTerm,
} from '../domain/coming-terms.ts'
import {
  comingTermsOf,
  leftByRule,
  promisableOf,
  withinLimits,
  type ComingRow,
  type ComingTerms,
} from '../domain/coming.ts'
import { closedAt, type Seller } from '../actions/selling.ts'
import type { AvailabilityAnswer } from '../schemas/availability.ts'
import { listComing } from '../store/coming.ts'

/** What a channel may sell before it is there; empty where no rule lets it. */
type Coming = Pick<AvailabilityAnswer, 'preOrder' | 'backorder'>

type Asking = {
  seller: Seller
  now: Temporal.Instant
  /** Every number opened into its terms, of the places that are in this scope. */
  explain?: Scope | undefined
}

/**
 * What a channel may sell of each of these SKUs before it is there, by SKU id. Where no rule lets
 * any of them be sold so, nothing is read.
 */
export async function comingFor(
  db: Queryable,
  skus: readonly Sku[],
  asking: Asking,
): Promise<Map<number, Coming>> {
  const { channelId, method, rules, network } = asking.seller
  const sold = skus.flatMap((sku) => {
    if (sku.kind !== 'stocked' || sku.archived) return []
    const terms = comingTermsOf(rules, sku, { channelId, method, now: asking.now })
    return terms ? [{ sku, terms }] : []
  })
  if (sold.length === 0) return new Map()
  const ids = sold.map(({ sku }) => sku.id)
  const rowsOf = Map.groupBy(await listComing(db, ids), ({ skuId }) => skuId)
  const { timeZone } = network.channelById.get(channelId)!
  const today = asking.now.toZonedDateTimeISO(timeZone).toPlainDate()
  return new Map(
    sold.map(({ sku, terms }) => {
      const at = { sku, terms, rows: rowsOf.get(sku.id) ?? [], today }
      return [sku.id, { ...preOrderOf(at, asking), ...backorderOf(at, asking) }]
    }),
  )
}

type At = {
  sku: Sku
  terms: ComingTerms
  rows: readonly ComingRow[]
  today: Temporal.PlainDate
}

function preOrderOf({ sku, terms, rows, today }: At, { seller, explain }: Asking): Coming {
  const open = openPlaces(seller, sku)
  if (!open.some((place) => terms.preOrderAt(place))) return {}
  const places = new Map(open.map((place) => [place.id, place]))
  const placeOf = (id: number) => seller.network.locationById.get(id)
  const found = promisableOf(rows, terms, (id) => places.get(id), today)
  const receipts = withinLimits(found, leftByRule(rows, terms, placeOf))
  const units = receipts.reduce((sum, row) => sum + row.free, 0)
  const on = units > 0 ? receipts[0]!.dueOn.toString() : null
  const told = { available: quantityOf(units, sku.decimals), on }
  if (!explain) return { preOrder: told }
  const at = { placeOf, closedAt: (id: number) => closedAt(seller, sku, id) }
  const of = preOrderTerms(rows, terms, at, today)
  return { preOrder: { ...told, terms: shown(of, { sku, seller, scope: explain }) } }
}

function backorderOf({ sku, terms, rows }: At, { seller, explain }: Asking): Coming {
  const of = backorderTerms(rows, terms, openPlaces(seller, sku))
  if (!of) return {}
  const days = Math.max(...of.map((term) => term.days ?? 0))
  const told = { available: quantityOf(unitsOfTerms(of), sku.decimals), days }
  if (!explain) return { backorder: told }
  return { backorder: { ...told, terms: shown(of, { sku, seller, scope: explain }) } }
}

/** The places that the channel sells the SKU from, those it prefers first. */
function openPlaces(seller: Seller, sku: Sku) {
  const { network, channelId } = seller
  return [...network.poolOf(channelId).keys()].flatMap((id) => {
    return closedAt(seller, sku, id) ? [] : [network.locationById.get(id)!]
  })
}

function shown(
  terms: readonly ComingTerm[],
  { sku, seller, scope }: { sku: Sku; seller: Seller; scope: Scope },
) {
  const show = (units: number) => quantityOf(units, sku.decimals)
  return withoutUnseen(terms, (id) => seesLocation(scope, id)).map(
    ({ units, locationId, dueOn, limit, promised, ...term }) => ({
      ...term,
      quantity: show(units),
      ...(locationId !== undefined && {
        location: seller.network.locationById.get(locationId)!.code,
      }),
      ...(dueOn && { dueOn: dueOn.toString() }),
      ...(limit !== undefined && { limit: show(limit) }),
      ...(promised !== undefined && { promised: show(promised) }),
    }),
  )
}
