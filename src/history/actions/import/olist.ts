import type { Point } from '../../../lib/geo.ts'
import type { By } from '../../../inventory/index.ts'
import type { OrdersWorld } from '../../../orders/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { bodyOf, marksOf, parcelsOf, type OlistWorld } from '../../domain/olist/orders.ts'
import { TIME_ZONE, type Order, type Product, type Seller } from '../../domain/olist/rows.ts'
import { othersStock, ownStock, type Stocked } from '../../domain/olist/stock.ts'
import type { Mark, ReceiptBody } from '../../domain/script.ts'
import { fitTable, planTableOf } from '../../domain/tariff.ts'
import { insertProgress } from '../../store.ts'
import {
  chunksOf,
  importInto,
  loadMaster,
  loadPlan,
  loadRejections,
  loadScript,
  loadStock,
  refuseUsed,
  type Loaded,
  type MasterData,
} from './load.ts'
import { readOlist, type OlistFiles } from './olist-files.ts'

/** Of the orders, so many of the first are what the tariff is fitted on. */
const FITTED_ON = 0.2
const RECEIPTS_AT_ONCE = 500
const YEAR_MINUTES = 527_040

/** What an import tells of itself. */
export type Imported = {
  source: string
  orders: number
  entries: number
  rejected: number
  /** What else the files say, in lines to read. */
  explains?: string
}

/**
 * Reads the folder of the Olist data set and writes master data, freight, the stock of the first
 * day and the script of all that happened: all or nothing, into an empty database.
 */
export async function importOlist(world: OrdersWorld, folder: string): Promise<Imported> {
  await refuseUsed(world)
  const files = await readOlist(folder)
  let entries = 0
  await importInto(world, async (tx, by) => {
    const loaded = await loadMaster(tx, masterOf(files), by)
    const olist: OlistWorld = {
      products: files.products,
      centroids: files.centroids,
      locations: loaded.locations,
    }
    const table = fitTable(sampleOf(files.orders, olist))
    const { channelId } = loaded
    await loadPlan(tx, { channelId, tariff: { table: planTableOf(table) } }, by)
    await loadOpening(tx, world, { files, loaded }, by)
    entries = await loadOlistScript(tx, files.orders, { loaded, olist })
    await loadRejections(tx, files.rejected)
    const notes = { rows: files.rows, orders: files.orders.length, table }
    await insertProgress(tx, { source: 'olist', channelId, timeZone: TIME_ZONE, notes }, by.now)
  })
  const { orders, rejected } = files
  return { source: 'olist', orders: orders.length, entries, rejected: rejected.length }
}

function masterOf({ sellers, products, centroids }: OlistFiles): MasterData {
  const means = meansOf(centroids)
  return {
    owner: { code: 'OLIST', name: 'Olist', country: 'BR' },
    channel: {
      code: 'OLIST',
      name: 'Olist marketplace',
      kind: 'marketplace',
      currency: 'BRL',
      taxMode: 'inclusive',
      timeZone: TIME_ZONE,
      onShortage: 'accept',
      orderPrefix: 'OL',
      releaseMinutes: 0,
    },
    locations: [...sellers.values()].map((seller) => {
      return locationOf(seller, centroids.get(seller.zip) ?? means.get(seller.state))
    }),
    skus: [...products.values()].map(skuOf),
  }
}

/** A seller without a point takes the mean of its state. */
function meansOf(centroids: OlistFiles['centroids']): Map<string, Point> {
  const byState = Map.groupBy(centroids.values(), ({ state }) => state)
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  return new Map(
    [...byState].map(([state, points]) => {
      return [state, { lat: mean(points.map((p) => p.lat)), lon: mean(points.map((p) => p.lon)) }]
    }),
  )
}

function locationOf({ id, zip, city, state }: Seller, at: Point | undefined) {
  return {
    code: id,
    name: `Seller ${id.slice(0, 8)}`,
    kind: 'supplier' as const,
    country: 'BR',
    region: state || null,
    city: city || null,
    postalCode: zip || null,
    point: at && { lat: at.lat, lon: at.lon },
    timeZone: TIME_ZONE,
    ships: true,
    pickup: false,
    handlingCost: 0,
    parcelCost: 0,
    // What sellers do is told from outside, so nobody is reminded.
    acceptMinutes: YEAR_MINUTES,
    shipMinutes: YEAR_MINUTES,
    hours: null,
  }
}

function skuOf({ id, ...product }: Product) {
  return {
    code: id,
    name: `${product.category ?? 'product'} ${id.slice(0, 8)}`,
    unit: 'piece',
    decimals: 0,
    taxClass: null,
    ...product,
  }
}

function sampleOf(orders: readonly Order[], olist: OlistWorld) {
  const first = orders.slice(0, Math.ceil(orders.length * FITTED_ON))
  return first
    .flatMap((order) => parcelsOf(order, olist))
    .flatMap(({ km, grams, paid }) => (km === null ? [] : [{ km, grams, paid: paid! }]))
}

async function loadOpening(
  tx: Tx,
  world: OrdersWorld,
  { files, loaded }: { files: OlistFiles; loaded: Loaded },
  by: By,
): Promise<void> {
  const [first] = files.orders
  if (!first) return
  const bought = Temporal.Instant.fromEpochMilliseconds(first.boughtAt)
  const at = bought.toZonedDateTimeISO(TIME_ZONE).startOfDay().epochMilliseconds
  const stock = othersStock(files.orders, files.products)
  await loadStock(tx, world, { units: unitsOf(stock, loaded), at }, by)
}

function unitsOf(stock: readonly Stocked[], { skus, locations }: Loaded): ReceiptBody['units'] {
  return stock.map(({ product, seller, units }) => {
    return [skus.get(product)!.id, locations.get(seller)!.id, units]
  })
}

/** Made from an order, or from units that arrive. */
type Of = Order | ReceiptBody

async function loadOlistScript(
  tx: Tx,
  orders: readonly Order[],
  { loaded, olist }: { loaded: Loaded; olist: OlistWorld },
): Promise<number> {
  const receipts = [...ownStock(orders)].flatMap(([at, stock]) => {
    const units = unitsOf(stock, loaded).toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
    return [...chunksOf(units, RECEIPTS_AT_ONCE)].map((some, i): Mark<Of> => {
      return { at, kind: 'receipt', key: String(i).padStart(6, '0'), of: { units: some } }
    })
  })
  const marks: Mark<Of>[] = [...receipts, ...orders.flatMap(marksOf)]
  return loadScript(tx, marks, (mark) => {
    return mark.kind === 'receipt' ? (mark.of as ReceiptBody) : bodyOf(mark as Mark<Order>, olist)
  })
}
