import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { makeReport, playScript, type Report } from '../../src/history/index.ts'
import { checks, createOrdersWorld } from '../../src/modules.ts'
import type { OrdersWorld } from '../../src/orders/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { openWorld } from '../../src/platform/process.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

export const madeUp = (source: string) => path.join(import.meta.dirname, 'data', source)
/** The real histories, where they are. */
const shared = path.join(import.meta.dirname, '../../../shared/data')

/** A world on a database of its own. */
export type Opened = { world: OrdersWorld; database: TestDatabase; close(): Promise<void> }

export async function openHistory(database?: TestDatabase): Promise<Opened> {
  const own = database ?? (await createTestDatabase())
  const { platform, close } = await openWorld(readConfig({}), own.connection, createLog('error'))
  return {
    world: createOrdersWorld(platform),
    database: own,
    async close() {
      await close()
      if (!database) await own.drop()
    },
  }
}

/** Plays to the end, or to a day, and reports. */
export async function play(world: OrdersWorld, to?: string): Promise<Report> {
  const day = to === undefined ? undefined : Temporal.PlainDate.from(to)
  await playScript(world, { to: day, onHour: () => undefined })
  return makeReport(world, { checks, seconds: () => 0 })
}

/** A folder with the first orders of the real Olist, where that is there; else the made-up one. */
export async function olistSlice(
  orders: number,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const from = path.join(shared, 'olist')
  if (!existsSync(from)) return { folder: madeUp('olist'), remove: async () => undefined }
  const folder = await mkdtemp('/tmp/tutti-olist-')
  const lines = (name: string) => {
    const bytes = readFileSync(path.join(from, name))
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
    const [header, ...rows] = text.trimEnd().split('\n')
    return { header: header!, rows }
  }
  const ids = new Set<string>()
  const column = (row: string, place: number) => row.split(',')[place]!
  const keep = async (name: string, wants: (row: string) => boolean) => {
    const { header, rows } = lines(`${name}.csv.gz`)
    const kept = rows.filter(wants)
    await writeFile(path.join(folder, `${name}.csv`), `${[header, ...kept].join('\n')}\n`)
    return kept
  }
  const all = lines('orders.csv.gz').rows
  const first = new Set(
    all.toSorted((a, b) => (column(a, 3) < column(b, 3) ? -1 : 1)).slice(0, orders),
  )
  const of = (place: number) => (row: string) => ids.has(column(row, place))
  for (const order of await keep('orders', (row) => first.has(row))) {
    ids.add(column(order, 0)).add(column(order, 1))
  }
  await keep('customers', of(0))
  await keep('order_payments', of(0))
  for (const item of await keep('order_items', of(0))) {
    ids.add(column(item, 2)).add(column(item, 3))
  }
  await keep('products', of(0))
  await keep('sellers', of(0))
  await keep('geolocation_centroids', () => true)
  const words = readFileSync(path.join(from, 'product_category_name_translation.csv'))
  await writeFile(path.join(folder, 'product_category_name_translation.csv'), words)
  return { folder, remove: () => rm(folder, { recursive: true }) }
}
