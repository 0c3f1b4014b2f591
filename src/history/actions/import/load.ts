import { countSkus, insertSkus, type NewSku, type Sku } from '../../../catalog/index.ts'
import { adjustStock, stockContextOf, type By } from '../../../inventory/index.ts'
import {
  insertBrand,
  insertChannel,
  insertLegalEntity,
  insertLocations,
  replacePool,
  type NewChannel,
  type Location,
  type NewLocation,
} from '../../../network/index.ts'
import type { OrdersWorld } from '../../../orders/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { sql } from '../../../platform/db/sql.ts'
import { insertPlan, type Tariff } from '../../../routing/index.ts'
import { compareMarks, type Mark, type Rejected } from '../../domain/script.ts'
import { findProgress, insertEntries, insertRejections } from '../../store.ts'
import { HistoryError } from '../read.ts'

const AT_ONCE = 2000

/** Who sells, from where, at what carriage. */
export type MasterData = {
  owner: { code: string; name: string; country: string }
  channel: Omit<NewChannel, 'brandId'>
  locations: readonly Omit<NewLocation, 'legalEntityId'>[]
  skus: readonly NewSku[]
}

export type Loaded = {
  channelId: number
  locations: Map<string, Location>
  skus: Map<string, Sku>
}

/** Runs an import: all of it or nothing. Call `refuseUsed` first, before anything is read. */
export async function importInto(
  world: OrdersWorld,
  work: (tx: Tx, by: By) => Promise<void>,
): Promise<void> {
  const { db, clock } = world.platform
  await db.transaction(
    async (tx) => {
      // Between two statements there is much to compute.
      await tx.query(sql`set local idle_in_transaction_session_timeout = 0`)
      await work(tx, { actor: 'import', now: clock.now(), nowMs: clock.nowMs() })
    },
    { timeoutMs: 0 },
  )
  world.network.markStale()
  world.plans.markStale()
}

/** Refuses a database that holds anything. */
export async function refuseUsed({ platform: { db }, network }: OrdersWorld): Promise<void> {
  const known = await findProgress(db)
  if (known) {
    throw new HistoryError(
      `This database holds an import already (${known.source}). Replay that, or remove its ` +
        'folder (./data/replay), or name another database, and import again.',
    )
  }
  const { channelById, locationById } = await network.current()
  if (channelById.size + locationById.size + (await countSkus(db)) > 0) {
    throw new HistoryError(
      'A history is imported into a database of its own, and this one is in use: it has ' +
        'channels, locations or SKUs. Name an empty one in DATABASE_URL, or leave that out.',
    )
  }
}

/** Writes the master data in bulk; every location is in the pool of the channel. */
export async function loadMaster(tx: Tx, data: MasterData, { now }: By): Promise<Loaded> {
  const { owner } = data
  const entity = await insertLegalEntity(tx, owner, now)
  const brand = await insertBrand(tx, { ...owner, legalEntityId: entity!.id }, now)
  const channel = await insertChannel(tx, { ...data.channel, brandId: brand!.id }, now)
  const locations = new Map<string, Location>()
  for (const some of chunksOf(data.locations, AT_ONCE)) {
    const rows = some.map((location) => ({ ...location, legalEntityId: entity!.id }))
    for (const location of await insertLocations(tx, rows, now)) {
      locations.set(location.code, location)
    }
  }
  const pool = [...locations.values()].map(({ id }) => ({ locationId: id, priority: 0 }))
  await replacePool(tx, channel!.id, pool)
  const skus = new Map<string, Sku>()
  for (const some of chunksOf(data.skus, AT_ONCE)) {
    for (const sku of await insertSkus(tx, some, now)) skus.set(sku.code, sku)
  }
  return { channelId: channel!.id, locations, skus }
}

export async function loadPlan(
  tx: Tx,
  { channelId, tariff }: { channelId: number; tariff: Tariff },
  by: By,
): Promise<void> {
  const plan = { channelId, strategy: 'least_cost' as const, tariff, createdBy: by.actor }
  await insertPlan(tx, plan, by.now)
}

/** Books the stock of the first day. */
export async function loadStock(
  tx: Tx,
  world: OrdersWorld,
  {
    units,
    at,
  }: { units: readonly [skuId: number, locationId: number, units: number][]; at: number },
  by: By,
): Promise<void> {
  const context = stockContextOf(world, by)
  const occurredAt = Temporal.Instant.fromEpochMilliseconds(at)
  const sorted = units.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  for (const some of chunksOf(sorted, AT_ONCE)) {
    const rows = some.map(([skuId, locationId, change]) => ({
      skuId,
      locationId,
      change,
      unavailableChange: 0,
      reason: 'receipt' as const,
      reference: 'opening stock',
      occurredAt,
    }))
    await adjustStock(tx, rows, context)
  }
}

/** Writes the script in order of time; answers its number of entries. */
export async function loadScript<Of>(
  tx: Tx,
  marks: Mark<Of>[],
  bodyOf: (mark: Mark<Of>) => object,
): Promise<number> {
  marks.sort(compareMarks)
  let no = 0
  for (const some of chunksOf(marks, AT_ONCE)) {
    const rows = some.map((mark) => {
      no += 1
      const at = Temporal.Instant.fromEpochMilliseconds(mark.at).toString()
      return { no, at, kind: mark.kind, body: JSON.stringify(bodyOf(mark)) }
    })
    await insertEntries(tx, rows)
  }
  return no
}

export async function loadRejections(tx: Tx, rejected: readonly Rejected[]): Promise<void> {
  for (const some of chunksOf(rejected, AT_ONCE)) await insertRejections(tx, some)
}

export function* chunksOf<Row>(rows: readonly Row[], size: number): Generator<Row[]> {
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size)
}
