/** The rows of the Olist files as they are understood; times in ms since 1970. */
export const TIME_ZONE = 'America/Sao_Paulo'

export type Seller = { id: string; zip: string; city: string; state: string }

export type Product = {
  id: string
  category: string | null
  weightG: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
}

export type Customer = { person: string; zip: string; city: string; state: string }

export type Item = {
  no: number
  product: string
  seller: string
  price: string
  freight: number
}

export type Payment = { no: number; method: string; amount: number }

export type Order = {
  id: string
  line: number
  status: string
  customer: Customer | undefined
  boughtAt: number
  approvedAt: number | null
  handedAt: number | null
  arrivedAt: number | null
  items: Item[]
  payments: Payment[]
}

/** A value, or why the row is not taken. */
export type Read<Value> = Value | { fault: string }

export function isFault<Value extends object>(value: Read<Value>): value is { fault: string } {
  return 'fault' in value
}

/** Local time as the files write it, e.g. `2017-10-15 00:30:00`. */
export function timeOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined
  try {
    // An hour that summer time leaves out is read as the one after it.
    const local = Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' })
    return local.toZonedDateTime(TIME_ZONE).epochMilliseconds
  } catch {
    return undefined
  }
}

/** Minor units of an amount with at most two decimals. */
export function centsOf(text: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text)
  return match ? Number(match[1]! + (match[2] ?? '').padEnd(2, '0')) : undefined
}

/** A whole number, null where nothing stands. */
export function wholeOf(text: string): number | null | undefined {
  if (text === '') return null
  return /^\d{1,9}(\.0)?$/.test(text) ? Math.trunc(Number(text)) : undefined
}

type Text<Column extends string> = Record<Column, string>

export const orderColumns = [
  'order_id',
  'customer_id',
  'order_status',
  'order_purchase_timestamp',
  'order_approved_at',
  'order_delivered_carrier_date',
  'order_delivered_customer_date',
] as const

/** Faults are told with the column; a time that nobody has written is none. */
export function orderOf(
  row: Text<(typeof orderColumns)[number]>,
  line: number,
  customer: Customer | undefined,
): Read<Order> {
  const boughtAt = timeOf(row.order_purchase_timestamp)
  if (boughtAt === undefined) return { fault: 'order_purchase_timestamp is no time' }
  const times: (number | null)[] = []
  for (const column of orderColumns.slice(4)) {
    const at = row[column] === '' ? null : timeOf(row[column])
    if (at === undefined) return { fault: `${column} is no time` }
    times.push(at)
  }
  const [approvedAt, handedAt, arrivedAt] = times as [number | null, number | null, number | null]
  return {
    id: row.order_id,
    line,
    status: row.order_status,
    customer,
    boughtAt,
    approvedAt,
    handedAt,
    arrivedAt,
    items: [],
    payments: [],
  }
}

export const itemColumns = [
  'order_id',
  'order_item_id',
  'product_id',
  'seller_id',
  'price',
  'freight_value',
] as const

export function itemOf(row: Text<(typeof itemColumns)[number]>): Read<Item> {
  const no = wholeOf(row.order_item_id)
  const freight = centsOf(row.freight_value)
  if (!no) return { fault: 'order_item_id is no number' }
  if (centsOf(row.price) === undefined) return { fault: 'price is no amount' }
  if (freight === undefined) return { fault: 'freight_value is no amount' }
  return { no, product: row.product_id, seller: row.seller_id, price: row.price, freight }
}

export const productColumns = [
  'product_id',
  'product_category_name',
  'product_weight_g',
  'product_length_cm',
  'product_height_cm',
  'product_width_cm',
] as const

/** Sizes that are not there, or no numbers, are not known; that loses no product. */
export function productOf(
  row: Text<(typeof productColumns)[number]>,
  translation: ReadonlyMap<string, string>,
): Product {
  const category = row.product_category_name
  const mm = (text: string) => {
    const cm = wholeOf(text)
    return cm ? cm * 10 : null
  }
  return {
    id: row.product_id,
    category: category === '' ? null : (translation.get(category) ?? category),
    weightG: wholeOf(row.product_weight_g) ?? null,
    lengthMm: mm(row.product_length_cm),
    widthMm: mm(row.product_width_cm),
    heightMm: mm(row.product_height_cm),
  }
}
