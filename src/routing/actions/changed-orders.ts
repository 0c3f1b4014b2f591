import type { Static } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import type { SkuBook } from '../../catalog/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { locationsIn } from '../domain/record.ts'
import type { Side } from '../domain/simulation/index.ts'
import type { changeAnswer, ChangesQuery } from '../schemas/changed-orders.ts'
import {
  findChange,
  listChanges,
  type ChangesIn,
  type StoredChange,
} from '../store/changed-orders.ts'

type Books = { network: NetworkBook; skus: SkuBook }

/** A page of changed orders, those that differ most first. */
export async function pageOfChanges(
  db: Queryable,
  books: Books,
  within: ChangesIn,
  query: ChangesQuery,
) {
  const { cursor, limit = PAGE_DEFAULT, way, term, location } = query
  const place = location && (await books.network.current()).locationByCode.get(location)
  if (place === undefined && location !== undefined) {
    return refuse('location_unknown', { field: '/location' })
  }
  const key = decodeCursor(cursor, ['amount', 'number'])?.map(Number)
  const rows = await listChanges(db, within, {
    way,
    term,
    locationId: place ? place.id : undefined,
    after: key && { weight: key[0]!, no: key[1]! },
    limit: limit + 1,
  })
  const page = pageOfRows(rows, limit, (row) => [Math.abs(row.difference), row.no])
  return { items: await changesOf(books, page.items), next: page.next }
}

/** Changed orders by the codes of what they name. */
async function changesOf({ network, skus }: Books, rows: readonly StoredChange[]) {
  const { locationById } = await network.current()
  const parts = rows.flatMap(({ before, after }) => [...before.parts, ...after.parts])
  await skus.loadIds([...new Set(parts.map(({ skuId }) => skuId))])
  const sideOf = ({ cost, terms, unfilled, refused = false, parts: own }: Side) => ({
    cost,
    terms,
    unfilled,
    refused,
    parts: own.map(({ locationId, line, skuId, quantity, decimals }) => ({
      location: locationById.get(locationId)!.code,
      line,
      sku: skus.byId(skuId)!.code,
      quantity: quantityOf(quantity, decimals),
    })),
  })
  return rows.map(({ no, orderId, orderNumber, placedAt, difference, before, after }) => ({
    no,
    order: { id: orderId, number: orderNumber, placedAt: placedAt.toString() },
    difference,
    before: sideOf(before),
    after: sideOf(after),
  }))
}

/** A changed order with the records of both decisions, and what these name. */
export async function showChange(
  db: Queryable,
  books: Books,
  within: ChangesIn,
  no: number,
): Promise<Static<typeof changeAnswer>> {
  const found = (await findChange(db, within, no)) ?? refuse('not_found')
  const [change] = await changesOf(books, [found])
  const records = [...found.beforeRecords, ...found.afterRecords].map(({ record }) => record)
  const network = await books.network.current()
  const places = new Set(records.flatMap((record) => [...locationsIn(record)]))
  const skuIds = new Set(records.flatMap(({ wanted }) => wanted.map(({ skuId }) => skuId)))
  await books.skus.loadIds([...skuIds])
  return {
    change: change!,
    before: found.beforeRecords,
    after: found.afterRecords,
    places: [...places]
      .toSorted((a, b) => a - b)
      .flatMap((id) => network.locationById.get(id) ?? [])
      .map(({ id, code, name, point }) => ({ id, code, name, point: point ?? null })),
    skus: [...skuIds]
      .toSorted((a, b) => a - b)
      .flatMap((id) => books.skus.byId(id) ?? [])
      .map(({ id, code, name, unit, decimals }) => ({ id, code, name, unit, decimals })),
  }
}
