import { cutFences, type FencesSeen } from '../../src/inventory/actions/fences.ts'
import { waitingOrders } from '../../src/orders/index.ts'
import { fillIndex } from '../../src/inventory/index.ts'
import { mountModules } from '../../src/modules.ts'
import { readConfig } from '../../src/platform/config.ts'
import type { Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { createLog } from '../../src/platform/log.ts'
import { openWorld } from '../../src/platform/process.ts'
import { figure, print, type Figure } from '../figure.ts'
import { makeDataDir, seedMaster, vacuum, withDatabase } from '../world.ts'
import { fillSupplies } from './index.ts'

const SKUS = Number(process.env['BENCH_FENCE_SKUS'] ?? 100_000)
const LOCATIONS = 20
/** A SKU is at one location in so many. */
const ONE_IN = 5

/** The job looks so often. */
const LOOK_MS = 500
const TARGETS = { cutS: 60, startS: 10 }

/**
 * A ring-fence about every SKU: seconds until it is cut, seconds that a process which begins needs
 * to find that nothing has changed, and milliseconds of a look while nothing moves and where one
 * SKU has moved.
 */
export async function fenceFigures(): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack()
  const { dataDir, remove } = await makeDataDir()
  opened.defer(remove)
  const figures: Figure[] = []
  await withDatabase(dataDir, async (db, host) => {
    const size = { skus: SKUS, locations: LOCATIONS }
    await db.transaction((tx) => seedMaster(tx, size), { timeoutMs: 0 })
    await fillSupplies(db, { skus: SKUS, oneIn: ONE_IN })
    await publishFence(db)
    await vacuum(db, ['inventory.supply'])
    print(`fences: ${SKUS} SKUs, each at ${LOCATIONS / ONE_IN} locations`)
    figures.push(...(await cutAll(host)))
  })
  return figures
}

async function publishFence(db: Database): Promise<void> {
  await db.query(sql`insert into inventory.rule_version
    (version, note, added, changed, removed, published_at, published_by)
    values (1, 'bench', 0, 0, 0, now(), 'bench')`)
  await db.query(sql`
    insert into inventory.rule (id, from_version, kind, name, channel_id, terms)
    select uuidv7(), 1, 'ring_fence', 'Half of it', id,
      '{"kind":"ring_fence","quantity":null,"percent":50}'::jsonb
    from network.channel where code = 'WEB'`)
}

async function cutAll(host: string): Promise<Figure[]> {
  const connection = { host, port: 5432, user: 'tutti', database: 'tutti' }
  const world = await openWorld(readConfig({}), connection, createLog('error'))
  const { orders } = mountModules(world.platform)
  await fillIndex(world.platform.db, orders.index)
  const inventory = { ...orders, waiting: waitingOrders(world.platform) }
  const look = async (seen: FencesSeen) => {
    const began = performance.now()
    const now = Temporal.Now.instant()
    const by = { actor: 'bench', now, nowMs: now.epochMilliseconds }
    await cutFences(inventory, seen, by)
    return performance.now() - began
  }
  const first: FencesSeen = { looks: new Map(), turn: 0 }
  const cut = (await look(first)) / 1000
  const [still, again] = [await look(first), await look(first)]
  const start = (await look({ looks: new Map(), turn: 0 })) / 1000
  const { rows } = await countShares(world.platform.db)
  print(`  ${rows} shares; looks ${still.toFixed(0)} and ${again.toFixed(0)} ms`)
  await world.close()
  return [
    figure('fences-cut', cut, 's', TARGETS.cutS),
    figure('fences-start', start, 's', TARGETS.startS),
    figure('fences-look', again, 'ms', LOOK_MS),
  ]
}

async function countShares(db: Database): Promise<{ rows: number }> {
  const [row] = await db.query<{ rows: number }>(
    sql`select count(*) as rows from inventory.ring_fence_share`,
  )
  return row!
}
