import type pg from 'pg'
import { sql } from '../platform/db/sql.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import type { Scale } from './domain/network.ts'

export const stages = ['network', 'stock', 'history', 'open'] as const
export type Stage = (typeof stages)[number]

/** The demo that is there: how it is made, and how far. */
export type DemoState = {
  seed: number
  scale: Scale
  stage: Stage
  /** Chunks of the stage that are made. */
  done: number
  ordersPerMinute: number
  shoppedAt: Temporal.Instant
  shopped: number
  version: number
  madeAt: Temporal.Instant
}

const columns = sql`seed, scale, stage, done, orders_per_minute as "ordersPerMinute",
  shopped_at as "shoppedAt", shopped, version, made_at as "madeAt"`

export async function findState(db: Queryable): Promise<DemoState | undefined> {
  const [row] = await db.query<DemoState>(sql`select ${columns} from demo.state`)
  return row
}

export async function lockState(tx: Tx): Promise<DemoState | undefined> {
  const [row] = await tx.query<DemoState>(sql`select ${columns} from demo.state for update`)
  return row
}

export async function insertState(tx: Tx, state: Omit<DemoState, 'version'>): Promise<void> {
  const s = state
  await tx.query(sql`
    insert into demo.state (seed, scale, stage, done, orders_per_minute, shopped_at, shopped,
      version, made_at)
    values (${s.seed}, ${JSON.stringify(s.scale)}, ${s.stage}, ${s.done}, ${s.ordersPerMinute},
      ${s.shoppedAt}, ${s.shopped}, 1, ${s.madeAt})`)
}

/** What is made now. */
export async function saveProgress(tx: Tx, stage: Stage, done: number): Promise<void> {
  await tx.query(sql`update demo.state set stage = ${stage}, done = ${done}`)
}

export async function saveShopped(
  tx: Tx,
  of: { shoppedAt: Temporal.Instant; shopped: number },
): Promise<void> {
  await tx.query(sql`
    update demo.state set shopped_at = ${of.shoppedAt}, shopped = ${of.shopped}`)
}

export async function saveRate(tx: Tx, ordersPerMinute: number): Promise<DemoState> {
  const [row] = await tx.query<DemoState>(sql`
    update demo.state set orders_per_minute = ${ordersPerMinute}, version = version + 1
    returning ${columns}`)
  return row!
}

/** Any number will do, if it is the same for every Tutti. Those who simulate share it. */
const RUNNING = 7_238_552

/** Says, as long as the connection lives, that a server runs on this demo. */
export async function lockShared(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [RUNNING])
}

/** Keeps servers from starting on this demo; false where one runs. */
export async function lockAlone(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
    RUNNING,
  ])
  return rows[0]!.got
}
