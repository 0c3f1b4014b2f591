import type { OrdersWorld } from '../../../orders/index.ts'
import {
  bookLineOf,
  lineOf,
  marksOfInvoice,
  openingOf,
  RETAIL_ZONE,
  retailBodyOf,
  retailColumns,
  type Adjustment,
  type Invoice,
} from '../../domain/retail.ts'
import type { AdjustmentBody, Mark, Rejected } from '../../domain/script.ts'
import {
  reasonOfNote,
  stockTakingOf,
  textOfStockTaking,
  type BookLine,
} from '../../domain/stock-taking.ts'
import { insertProgress } from '../../store.ts'
import { readTable } from '../read.ts'
import {
  importInto,
  loadMaster,
  loadPlan,
  loadRejections,
  loadScript,
  loadStock,
  refuseUsed,
  type MasterData,
} from './load.ts'
import type { Imported } from './olist.ts'

const FILE = 'online_retail'
const WAREHOUSE = 'WAREHOUSE'
const YEAR_MINUTES = 527_040

type RetailFile = {
  rows: number
  invoices: Invoice[]
  adjustments: Adjustment[]
  /** First name of each code. */
  names: Map<string, string>
  /** All lines about goods, also those that are set aside. */
  book: BookLine[]
  rejected: Rejected[]
}

/**
 * Reads the folder of the UK gift retailer and writes its one warehouse, all that was sold or
 * written off as opening stock, and the script of sales and write-offs: all or nothing, into an
 * empty database.
 */
export async function importRetail(world: OrdersWorld, folder: string): Promise<Imported> {
  await refuseUsed(world)
  const file = await readRetail(folder)
  const { invoices, adjustments, rejected } = file
  const stockTaking = stockTakingOf(file.book)
  let entries = 0
  await importInto(world, async (tx, by) => {
    const loaded = await loadMaster(tx, masterOf(file), by)
    const { channelId, skus } = loaded
    const warehouse = loaded.locations.get(WAREHOUSE)!.id
    const tariff = { zones: [], otherwise: { base: 0, perKg: 0 } }
    await loadPlan(tx, { channelId, tariff }, by)
    const opening = [...openingOf(invoices, adjustments)]
    const units = opening.map(([code, count]): [number, number, number] => {
      return [skus.get(code)!.id, warehouse, count]
    })
    const at = Math.min(...[invoices[0], adjustments[0]].flatMap((first) => first?.at ?? []))
    if (units.length > 0) await loadStock(tx, world, { units, at }, by)
    const marks: Mark<Invoice | AdjustmentBody>[] = [
      ...invoices.flatMap(marksOfInvoice),
      ...adjustments.map(({ at: when, line, code, change, note }) => ({
        at: when,
        kind: 'adjustment' as const,
        key: String(line).padStart(9, '0'),
        of: {
          skuId: skus.get(code)!.id,
          locationId: warehouse,
          change,
          note: note || 'written off',
          reason: reasonOfNote(note),
        },
      })),
    ]
    entries = await loadScript(tx, marks, (mark) => retailBodyOf(mark, warehouse))
    await loadRejections(tx, rejected)
    const notes = { rows: { [FILE]: file.rows }, orders: invoices.length, stockTaking }
    await insertProgress(tx, { source: 'retail', channelId, timeZone: RETAIL_ZONE, notes }, by.now)
  })
  return {
    source: 'retail',
    orders: invoices.length,
    entries,
    rejected: rejected.length,
    explains: textOfStockTaking(stockTaking),
  }
}

async function readRetail(folder: string): Promise<RetailFile> {
  const rejected: Rejected[] = []
  const invoices = new Map<string, Invoice>()
  const aside = new Map<string, { line: number; reason: string }>()
  const adjustments: Adjustment[] = []
  const names = new Map<string, string>()
  const book: BookLine[] = []
  const nameIt = (code: string, name: string) => {
    if (!names.get(code)) names.set(code, name)
  }
  const rows = await readTable(
    { folder, name: FILE },
    retailColumns,
    (row, line) => {
      const inBook = bookLineOf(row)
      if (inBook) book.push(inBook)
      const found = lineOf(row)
      const no = row.invoice_no
      if (found.is === 'aside') {
        if (!aside.has(no)) aside.set(no, { line, reason: found.reason })
        return found.reason
      }
      if (found.is === 'adjustment') {
        const { at, code, name, change, note } = found
        nameIt(code, name)
        adjustments.push({ at, line, code, name, change, note })
        return undefined
      }
      const known = invoices.get(no)
      const invoice = known ?? invoiceOf(row, line, found.at)
      if (!known) invoices.set(no, invoice)
      invoice.at = Math.min(invoice.at, found.at)
      if (found.is === 'shipping') invoice.shipping += found.pence
      else {
        nameIt(found.goods.code, found.goods.name)
        invoice.goods.push(found.goods)
      }
      return undefined
    },
    (one) => void rejected.push(one),
  )
  const file = `${FILE}.csv`
  for (const { no, line, goods } of invoices.values()) {
    if (goods.length > 0) continue
    invoices.delete(no)
    rejected.push({ file, line, what: 'invoice', reason: 'it has carriage and no goods' })
    aside.delete(no)
  }
  for (const [no, { line, reason }] of aside) {
    if (!invoices.has(no)) rejected.push({ file, line, what: 'invoice', reason })
  }
  const sorted = [...invoices.values()].toSorted((a, b) => a.at - b.at || (a.no < b.no ? -1 : 1))
  adjustments.sort((a, b) => a.at - b.at || a.line - b.line)
  return { rows, invoices: sorted, adjustments, names, book, rejected }
}

function invoiceOf(
  row: Record<'invoice_no' | 'customer_id' | 'country', string>,
  line: number,
  at: number,
): Invoice {
  const { invoice_no: no, customer_id: customer, country } = row
  return { no, line, at, customer, country, goods: [], shipping: 0 }
}

function masterOf({ names }: RetailFile): MasterData {
  return {
    owner: { code: 'RETAIL', name: 'UK gift retailer', country: 'GB' },
    channel: {
      code: 'RETAIL',
      name: 'UK gift retailer',
      kind: 'site',
      currency: 'GBP',
      taxMode: 'inclusive',
      timeZone: RETAIL_ZONE,
      onShortage: 'accept',
      orderPrefix: 'UK',
      releaseMinutes: 0,
    },
    locations: [
      {
        code: WAREHOUSE,
        name: 'Warehouse',
        kind: 'warehouse',
        country: 'GB',
        region: null,
        city: null,
        postalCode: null,
        point: undefined,
        timeZone: RETAIL_ZONE,
        ships: true,
        pickup: false,
        handlingCost: 0,
        parcelCost: 0,
        acceptMinutes: YEAR_MINUTES,
        shipMinutes: YEAR_MINUTES,
        hours: null,
      },
    ],
    skus: [...names].map(([code, name]) => ({
      code,
      name: name || code,
      unit: 'piece',
      decimals: 0,
      weightG: null,
      lengthMm: null,
      widthMm: null,
      heightMm: null,
      category: null,
      taxClass: null,
    })),
  }
}
