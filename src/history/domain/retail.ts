import { parseDecimal, timesRounded } from '../../lib/decimal.ts'
import type { AdjustmentBody, FactBody, Mark, OrderEntry } from './script.ts'
import type { BookLine } from './stock-taking.ts'

/** What the lines of the UK gift retailer mean; times in ms since 1970. */
export const RETAIL_ZONE = 'Europe/London'

export type Goods = { code: string; name: string; quantity: number; price: string }

/** A sales invoice: goods, carriage charged with it, and who bought. */
export type Invoice = {
  no: string
  line: number
  at: number
  customer: string
  country: string
  goods: Goods[]
  /** Carriage in pence. */
  shipping: number
}

/** Stock found to be more or less than the books say. */
export type Adjustment = {
  at: number
  line: number
  code: string
  name: string
  change: number
  note: string
}

export const retailColumns = [
  'invoice_no',
  'stock_code',
  'description',
  'quantity',
  'invoice_date',
  'unit_price',
  'customer_id',
  'country',
] as const
type Row = Record<(typeof retailColumns)[number], string>

/** What one line of the file is. */
export type RetailLine =
  | { is: 'goods'; at: number; goods: Goods }
  | { is: 'shipping'; at: number; pence: number }
  | { is: 'adjustment'; at: number; code: string; name: string; change: number; note: string }
  | { is: 'aside'; reason: string }

const CARRIAGE = new Set(['POST', 'DOT', 'C2'])
const SERVICES = new Set(['M', 'D', 'S', 'B', 'BANK CHARGES', 'AMAZONFEE', 'CRUK', 'PADS'])

/** Reads one line; what is no sale of goods says why it is set aside. Codes have no case. */
export function lineOf(row: Row): RetailLine {
  const code = row.stock_code.trim().toUpperCase()
  const at = timeOf(row.invoice_date)
  const price = parseDecimal(row.unit_price)
  if (!/^-?\d{1,9}$/.test(row.quantity)) return { is: 'aside', reason: 'quantity is no number' }
  if (at === undefined) return { is: 'aside', reason: 'invoice_date is no time' }
  if (!price || code === '') return { is: 'aside', reason: 'it has no price or no code' }
  const quantity = Number(row.quantity)
  if (/^C/i.test(row.invoice_no)) {
    return { is: 'aside', reason: 'of a cancellation invoice; returns come later' }
  }
  if (/^A/i.test(row.invoice_no)) return { is: 'aside', reason: 'adjusts a bad debt' }
  if (CARRIAGE.has(code) && quantity > 0) {
    return { is: 'shipping', at, pence: Number(timesRounded(price, quantity, 2)) }
  }
  if (isService(code)) {
    const name = code.startsWith('GIFT_') ? 'GIFT_…' : code
    return { is: 'aside', reason: `the service code ${name} is no goods` }
  }
  const name = row.description.trim()
  if (quantity < 0) {
    return { is: 'adjustment', at, code, name, change: quantity, note: name }
  }
  if (quantity === 0 || price.units < 0n) return { is: 'aside', reason: 'nothing was sold' }
  return { is: 'goods', at, goods: { code, name, quantity, price: row.unit_price } }
}

/** What a line says of the books of an item; undefined where it is not about goods. */
export function bookLineOf(row: Row): BookLine | undefined {
  const { stock_code, quantity, invoice_no } = row
  const spelling = stock_code.trim()
  const at = timeOf(row.invoice_date)
  if (spelling === '' || at === undefined || !/^-?\d{1,9}$/.test(quantity)) return undefined
  const code = spelling.toUpperCase()
  if (isService(code) || /^A/i.test(invoice_no)) return undefined
  const units = Number(quantity)
  const isSale = units > 0 || /^C/i.test(invoice_no)
  const [sold, writtenOff] = isSale ? [units, 0] : [0, 0 - units]
  return { at, code, spelling, sold, writtenOff, note: row.description.trim() }
}

function isService(code: string): boolean {
  return CARRIAGE.has(code) || SERVICES.has(code) || code.startsWith('GIFT_')
}

/** Local time as the file writes it, e.g. `2010-12-01T08:26`. */
function timeOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return undefined
  try {
    const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return local.toZonedDateTime(RETAIL_ZONE).epochMilliseconds
  } catch {
    return undefined
  }
}

const DAY_MS = 86_400_000

/** A sale, and what is told of it: gone the next day, there two days later. */
export function marksOfInvoice(invoice: Invoice): Mark<Invoice>[] {
  const mark = (kind: Mark<Invoice>['kind'], at: number) => ({
    at,
    kind,
    key: invoice.no,
    of: invoice,
  })
  const { at } = invoice
  return [mark('order', at), mark('shipment', at + DAY_MS), mark('delivery', at + 3 * DAY_MS)]
}

/** The order as the till would send it: every line of the invoice is a line of its own. */
export function invoiceEntryOf(invoice: Invoice, warehouseId: number): OrderEntry {
  const lines = invoice.goods.map(({ code, quantity, price }, i) => ({
    no: i + 1,
    group: 1,
    sku: code,
    quantity,
    unitPrice: price,
    total: pounds(Number(timesRounded(parseDecimal(price)!, quantity, 2))),
  }))
  const goods = lines.reduce((sum, line) => sum + line.total.amount, 0)
  const placedAt = Temporal.Instant.fromEpochMilliseconds(invoice.at).toString()
  return {
    order: {
      channel: 'RETAIL',
      externalId: invoice.no,
      placedAt,
      currency: 'GBP',
      contact: invoice.customer === '' ? {} : { name: `customer ${invoice.customer}` },
      groups: [{ no: 1, method: 'standard', shipTo: { country: countryOf(invoice.country) } }],
      lines,
      shipping: { total: pounds(invoice.shipping) },
      total: pounds(goods + invoice.shipping),
    },
    approvedAt: placedAt,
    real: [{ locationId: warehouseId, km: null, paid: invoice.shipping, grams: 0 }],
  }
}

export function retailBodyOf(
  { kind, of }: Mark<Invoice | AdjustmentBody>,
  warehouseId: number,
): OrderEntry | FactBody | AdjustmentBody {
  if (!('no' in of)) return of
  return kind === 'order' ? invoiceEntryOf(of, warehouseId) : { order: of.no }
}

/** What is sold and written off: what must have been there. */
export function openingOf(
  invoices: readonly Invoice[],
  adjustments: readonly Adjustment[],
): Map<string, number> {
  const units = new Map<string, number>()
  const add = (code: string, count: number) => units.set(code, (units.get(code) ?? 0) + count)
  for (const { goods } of invoices) for (const { code, quantity } of goods) add(code, quantity)
  for (const { code, change } of adjustments) add(code, -change)
  return units
}

function pounds(amount: number) {
  return { amount, currency: 'GBP' }
}

/** ISO 3166-1; `ZZ` is theirs to use for a place that is not told. */
export function countryOf(name: string): string {
  return countries[name] ?? 'ZZ'
}

const countries: Record<string, string> = {
  'United Kingdom': 'GB',
  France: 'FR',
  Australia: 'AU',
  Netherlands: 'NL',
  Germany: 'DE',
  Norway: 'NO',
  EIRE: 'IE',
  Switzerland: 'CH',
  Spain: 'ES',
  Poland: 'PL',
  Portugal: 'PT',
  Italy: 'IT',
  Belgium: 'BE',
  Lithuania: 'LT',
  Japan: 'JP',
  Iceland: 'IS',
  // Jersey and Guernsey are not told apart.
  'Channel Islands': 'JE',
  Denmark: 'DK',
  Cyprus: 'CY',
  Sweden: 'SE',
  Austria: 'AT',
  Israel: 'IL',
  Finland: 'FI',
  Bahrain: 'BH',
  Greece: 'GR',
  'Hong Kong': 'HK',
  Singapore: 'SG',
  Lebanon: 'LB',
  'United Arab Emirates': 'AE',
  'Saudi Arabia': 'SA',
  'Czech Republic': 'CZ',
  Canada: 'CA',
  Brazil: 'BR',
  USA: 'US',
  Malta: 'MT',
  RSA: 'ZA',
}
