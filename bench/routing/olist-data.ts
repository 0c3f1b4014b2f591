import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { cellsOf } from '../../src/lib/csv.ts'
import { distanceKm, type Point } from '../../src/lib/geo.ts'

const FOLDER = new URL('../../../shared/data/olist/', import.meta.url)

export type Item = { product: string; seller: string; units: number; freight: number }
/** An order as it came, with who sent what of it. */
export type Bought = { at: string; to: Point; state: string; items: readonly Item[] }
export type Product = { category: string; kg: number; price: number }
export type Olist = {
  orders: readonly Bought[]
  products: ReadonlyMap<string, Product>
  sellers: ReadonlyMap<string, Point>
}

export const isThere = () => existsSync(FOLDER)

/** Orders that were bought in a period and have a place to go to, the first first. */
export function readOlist(from: string, until: string): Olist {
  const points = new Map(
    rowsOf('geolocation_centroids').map((row) => {
      return [row['zip_prefix']!, { lat: Number(row['lat']), lon: Number(row['lng']) }]
    }),
  )
  const sellers = new Map<string, Point>()
  for (const row of rowsOf('sellers')) {
    const point = points.get(row['seller_zip_code_prefix']!)
    if (point) sellers.set(row['seller_id']!, point)
  }
  const customers = new Map(
    rowsOf('customers').map((row) => {
      const zip = row['customer_zip_code_prefix']!
      return [row['customer_id']!, { zip, state: row['customer_state']! }]
    }),
  )
  const products = new Map(
    rowsOf('products').map((row) => {
      const kg = Number(row['product_weight_g'] || 500) / 1000
      return [
        row['product_id']!,
        { category: row['product_category_name'] || '-', kg: Math.max(kg, 0.05), price: 0 },
      ]
    }),
  )
  const bought = rowsOf('orders').filter((row) => {
    const at = row['order_purchase_timestamp']!
    const isMeant = !['canceled', 'unavailable'].includes(row['order_status']!)
    return at >= from && at < until && isMeant
  })
  const itemsOf = Map.groupBy(itemRows(new Set(bought.map((row) => row['order_id']!))), (row) => {
    return row['order_id']!
  })
  const orders = bought.flatMap((row): Bought[] => {
    const { zip, state } = customers.get(row['customer_id']!)!
    const to = points.get(zip)
    const items = itemsIn(itemsOf.get(row['order_id']!) ?? [], products)
    const isWhole = items.every(({ seller }) => sellers.has(seller))
    if (!to || items.length === 0 || !isWhole) return []
    return [{ at: row['order_purchase_timestamp']!, to, state, items }]
  })
  return { orders: orders.toSorted((a, b) => (a.at < b.at ? -1 : 1)), products, sellers }
}

type Row = Record<string, string>

const itemRows = (wanted: ReadonlySet<string>) =>
  rowsOf('order_items').filter((row) => wanted.has(row['order_id']!))

/** One row for each product of a seller: the file has one a unit. */
function itemsIn(rows: readonly Row[], products: Map<string, Product>): Item[] {
  const groups = Map.groupBy(rows, (row) => `${row['product_id']} ${row['seller_id']}`)
  return [...groups.values()].map((same) => {
    const { product_id: product, seller_id: seller, price } = same[0]!
    const known = products.get(product!)!
    products.set(product!, { ...known, price: Number(price) })
    const freight = same.reduce((sum, row) => sum + Number(row['freight_value']), 0)
    return { product: product!, seller: seller!, units: same.length, freight }
  })
}

function rowsOf(name: string): Row[] {
  const text = gunzipSync(readFileSync(new URL(`${name}.csv.gz`, FOLDER))).toString()
  const [header, ...lines] = text.trimEnd().split('\n')
  const names = cellsOf(header!, ',')!
  return lines.map((line) => {
    const cells = cellsOf(line, ',')!
    return Object.fromEntries(names.map((key, at) => [key, cells[at]!]))
  })
}

/** What a parcel costs in BRL: so much at least, by km, by kg, and by kg and km. */
export type Tariff = { base: number; perKm: number; perKg: number; perKgKm: number }

/**
 * The tariff that comes nearest to what was paid for the parcels of some orders: least squares over
 * all that goes from one seller to one customer, terms below nothing left out.
 */
export function fitTariff({ orders, products, sellers }: Olist): Tariff & { parcels: number } {
  const parcels = orders.flatMap(({ to, items }) =>
    [...Map.groupBy(items, ({ seller }) => seller)].map(([seller, all]) => {
      const km = distanceKm(sellers.get(seller)!, to)
      const kg = all.reduce((sum, one) => sum + products.get(one.product)!.kg * one.units, 0)
      const paid = all.reduce((sum, { freight }) => sum + freight, 0)
      return { terms: [1, km, kg, kg * km], paid }
    }),
  )
  let used = [0, 1, 2, 3]
  for (;;) {
    const found = leastSquares(
      parcels.map(({ terms }) => used.map((t) => terms[t]!)),
      parcels.map(({ paid }) => paid),
    )
    const low = found.findIndex((value) => value < 0)
    if (low < 0) {
      const of = (term: number) => found[used.indexOf(term)] ?? 0
      return { base: of(0), perKm: of(1), perKg: of(2), perKgKm: of(3), parcels: parcels.length }
    }
    used = used.toSpliced(low, 1)
  }
}

/** By the normal equations, eliminated with pivots. */
function leastSquares(rows: readonly number[][], values: readonly number[]): number[] {
  const n = rows[0]!.length
  const matrix = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (__, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    rows.reduce((sum, row, r) => sum + row[i]! * values[r]!, 0),
  ])
  for (let at = 0; at < n; at += 1) {
    const pivot = matrix.slice(at).reduce((best, row) => {
      return Math.abs(row[at]!) > Math.abs(best[at]!) ? row : best
    })
    matrix.splice(matrix.indexOf(pivot), 1, matrix[at]!)
    matrix[at] = pivot
    for (const row of matrix) {
      if (row === pivot) continue
      const times = row[at]! / pivot[at]!
      for (let k = at; k <= n; k += 1) row[k]! -= times * pivot[k]!
    }
  }
  return matrix.map((row, i) => row[n]! / row[i]!)
}
