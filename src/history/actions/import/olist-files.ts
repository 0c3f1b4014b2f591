import type { Point } from '../../../lib/geo.ts'
import {
  centsOf,
  isFault,
  itemColumns,
  itemOf,
  orderColumns,
  orderOf,
  productColumns,
  productOf,
  wholeOf,
  type Customer,
  type Order,
  type Product,
  type Seller,
} from '../../domain/olist/rows.ts'
import type { Rejected } from '../../domain/script.ts'
import { readTable } from '../read.ts'

/** What the files of the folder hold. */
export type OlistFiles = {
  sellers: Map<string, Seller>
  products: Map<string, Product>
  /** By zip prefix. */
  centroids: Map<string, Point & { state: string }>
  /** In order of purchase; all have lines. */
  orders: Order[]
  rows: Record<string, number>
  rejected: Rejected[]
}

/** Reads the folder; what cannot be taken is kept with its reason. */
export async function readOlist(folder: string): Promise<OlistFiles> {
  const rejected: Rejected[] = []
  const reject = (one: Rejected) => void rejected.push(one)
  const rows: Record<string, number> = {}
  const table = async <const Column extends string>(
    name: string,
    columns: readonly Column[],
    take: (row: Record<Column, string>, line: number) => string | undefined,
  ) => {
    rows[name] = await readTable({ folder, name }, columns, take, reject)
  }
  const { sellers, centroids, products } = await readMaster(table)
  const orders = await readOrders(table)
  const taken = new Set<string>()
  await table('order_items', itemColumns, (row) => {
    const order = orders.get(row.order_id)
    if (!order) return 'its order is not there'
    const item = itemOf(row)
    if (isFault(item)) return item.fault
    if (!products.has(item.product)) return 'its product is not there'
    if (!sellers.has(item.seller)) return 'its seller is not there'
    const key = `${order.id} ${item.no}`
    if (taken.has(key)) return 'it is there twice'
    taken.add(key)
    order.items.push(item)
    return undefined
  })
  const payment = [
    'order_id',
    'payment_sequential',
    'payment_type',
    'payment_installments',
    'payment_value',
  ] as const
  await table('order_payments', payment, (row) => {
    const order = orders.get(row.order_id)
    if (!order) return 'its order is not there'
    const [no, amount] = [wholeOf(row.payment_sequential), centsOf(row.payment_value)]
    if (!no || amount === undefined || row.payment_type === '') return 'it is no payment'
    order.payments.push({ no, method: row.payment_type, amount })
    return undefined
  })
  const all = [...orders.values()]
  for (const { line } of all.filter(({ items }) => items.length === 0)) {
    reject({ file: 'orders.csv', line, what: 'order', reason: 'it has no lines' })
  }
  const kept = all.filter(({ items }) => items.length > 0)
  kept.sort((a, b) => a.boughtAt - b.boughtAt || (a.id < b.id ? -1 : 1))
  return { sellers, products, centroids, orders: kept, rows, rejected }
}

type Table = <const Column extends string>(
  name: string,
  columns: readonly Column[],
  take: (row: Record<Column, string>, line: number) => string | undefined,
) => Promise<void>

async function readMaster(table: Table) {
  const sellers = new Map<string, Seller>()
  const seller = ['seller_id', 'seller_zip_code_prefix', 'seller_city', 'seller_state'] as const
  await table('sellers', seller, (row) => {
    if (sellers.has(row.seller_id)) return 'it is there twice'
    const { seller_id: id, seller_city: city, seller_state: state } = row
    sellers.set(id, { id, city, state, zip: row.seller_zip_code_prefix })
    return undefined
  })
  const centroids: OlistFiles['centroids'] = new Map()
  const place = ['zip_prefix', 'lat', 'lng', 'state'] as const
  await table('geolocation_centroids', place, (row) => {
    const [lat, lon] = [Number(row.lat), Number(row.lng)]
    const isPoint = row.lat !== '' && row.lng !== '' && Math.abs(lat) <= 90 && Math.abs(lon) <= 180
    if (!isPoint) return 'it has no point'
    centroids.set(row.zip_prefix, { lat, lon, state: row.state })
    return undefined
  })
  const english = new Map<string, string>()
  const words = ['product_category_name', 'product_category_name_english'] as const
  await table('product_category_name_translation', words, (row) => {
    english.set(row.product_category_name, row.product_category_name_english)
    return undefined
  })
  const products = new Map<string, Product>()
  await table('products', productColumns, (row) => {
    if (products.has(row.product_id)) return 'it is there twice'
    products.set(row.product_id, productOf(row, english))
    return undefined
  })
  return { sellers, centroids, products }
}

async function readOrders(table: Table): Promise<Map<string, Order>> {
  const customers = new Map<string, Customer>()
  const customer = [
    'customer_id',
    'customer_unique_id',
    'customer_zip_code_prefix',
    'customer_city',
    'customer_state',
  ] as const
  await table('customers', customer, (row) => {
    customers.set(row.customer_id, {
      person: row.customer_unique_id,
      zip: row.customer_zip_code_prefix,
      city: row.customer_city,
      state: row.customer_state,
    })
    return undefined
  })
  const orders = new Map<string, Order>()
  await table('orders', orderColumns, (row, line) => {
    if (orders.has(row.order_id)) return 'it is there twice'
    const order = orderOf(row, line, customers.get(row.customer_id))
    if (isFault(order)) return order.fault
    orders.set(order.id, order)
    return undefined
  })
  return orders
}
