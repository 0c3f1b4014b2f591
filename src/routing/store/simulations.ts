import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { PricesBy } from '../domain/price-gate.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'
import type { PlanChange, PolicyReport, PriceGate, RuleCost } from '../domain/simulation/index.ts'

export type SimulationState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'

/** A policy as it was asked for, with its rules as they were then. */
export type AskedPolicy = {
  of: 'live' | 'draft' | 'version'
  /** Of the rules: 0 where none are published, null for a draft. */
  version: number | null
  prices: boolean
  /** What its prices are found by. */
  lookAhead?: PricesBy | null
  /** Whether that was asked for, and not taken from the plans in force. */
  isLookAheadChosen?: boolean
  /** Of one that was asked for before plans could differ it is left out. */
  plans?: AskedPlanChange[]
  rules: RoutingRule[]
  /** When it was asked for, an ISO instant, where its rules decide as if their dates were then. */
  asIfNow?: string
}

/** With the code of the channel. */
export type AskedPlanChange = PlanChange & { channel: string | null }

export type Asked = {
  from: string
  until: string
  policies: AskedPolicy[]
  ruleCosts: boolean
  hindsight: boolean
  unfilledPercent: number
  lostSalePercent: number
  /** Null, or left out where it was asked for before: that of most orders. */
  currency?: string | null
  seed: number
}

/** What is known so far; `policies` in the order in which they were asked for. */
export type SimulationResult = {
  days: number
  orders: number
  policies: PolicyReport[]
  ruleCosts: RuleCost[]
  hindsight: { bound: number; rounds: number } | null
  /** Where a policy goes by prices: whether these are proven, and for which channels. */
  gate: (PriceGate & { channelIds?: number[] }) | null
}

export type Progress = {
  currency: string | null
  orders: number
  ofOrders: number
  share: number
  playedTo: Temporal.Instant | null
  result: SimulationResult | null
}

export type StoredSimulation = Progress & {
  id: string
  state: SimulationState
  asked: Asked
  why: string | null
  createdAt: Temporal.Instant
  createdBy: string
  endedAt: Temporal.Instant | null
}

/** One time that a simulation is played, which is what its player writes as. */
export type Turn = { id: string; turn: number }

const columns = sql`id, state, asked, currency, orders, of_orders as "ofOrders", share,
  played_to as "playedTo", result, why, created_at as "createdAt", created_by as "createdBy",
  ended_at as "endedAt"`

export async function insertSimulation(
  db: Queryable,
  { id, asked, createdBy }: { id: string; asked: Asked; createdBy: string },
  now: Temporal.Instant,
): Promise<void> {
  await db.query(sql`
    insert into routing.simulation (id, state, asked, created_at, created_by)
    values (${id}, 'waiting', ${JSON.stringify(asked)}::json, ${now}, ${createdBy})`)
}

export async function findSimulation(
  db: Queryable,
  id: string,
): Promise<StoredSimulation | undefined> {
  const [row] = await db.query<StoredSimulation>(
    sql`select ${columns} from routing.simulation where id = ${id}`,
  )
  return row
}

/** The newest first, without their results. */
export async function listSimulations(
  db: Queryable,
  { before, limit }: { before: { at: string; id: string } | undefined; limit: number },
): Promise<StoredSimulation[]> {
  const older = before
    ? sql`(created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`
    : sql`true`
  return db.query<StoredSimulation>(sql`
    select id, state, asked, created_at as "createdAt", created_by as "createdBy"
    from routing.simulation where ${older} order by created_at desc, id desc limit ${limit}`)
}

/** How many are not over. */
export async function countOpenSimulations(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    select count(*)::int as count from routing.simulation where state in ('waiting', 'running')`)
  return row!.count
}

/**
 * Takes the oldest that waits, or whose process was not heard of for so long: it begins anew.
 * Undefined where there is none.
 */
export async function takeSimulation(
  db: Queryable,
  { now, silentSince }: { now: Temporal.Instant; silentSince: Temporal.Instant },
): Promise<Turn | undefined> {
  const [row] = await db.query<Turn>(sql`
    update routing.simulation
    set state = 'running', turn = turn + 1, alive_at = ${now}, orders = 0, share = 0,
      played_to = null, result = null
    where id = (
      select id from routing.simulation
      where state = 'waiting' or (state = 'running' and alive_at < ${silentSince})
      order by created_at, id limit 1 for update skip locked)
    returning id, turn`)
  return row
}

const isOn = ({ id, turn }: Turn) => sql`id = ${id} and turn = ${turn} and state = 'running'`

/** What is to be played; undefined where it is over, or another plays it now. */
export async function findTurn(db: Queryable, turn: Turn): Promise<Asked | undefined> {
  const [row] = await db.query<{ asked: Asked }>(
    sql`select asked from routing.simulation where ${isOn(turn)}`,
  )
  return row?.asked
}

/** False where it is over, or another plays it now; else nobody takes it before the end of `tx`. */
export async function lockTurn(tx: Tx, turn: Turn): Promise<boolean> {
  const rows = await tx.query(sql`
    select from routing.simulation where ${isOn(turn)} for update`)
  return rows.length > 0
}

/**
 * It is still being played, though nothing is to be told of it; false where it is over, or another
 * plays it now.
 */
export async function renewSimulation(
  db: Queryable,
  turn: Turn,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await db.query(sql`
    update routing.simulation set alive_at = ${now} where ${isOn(turn)} returning id`)
  return rows.length > 0
}

/** Gives one back that was not played to its end. */
export async function returnSimulation(db: Queryable, turn: Turn): Promise<void> {
  await db.query(sql`update routing.simulation set state = 'waiting' where ${isOn(turn)}`)
}

/** False where it was cancelled meanwhile, or another plays it now: nothing is saved then. */
export async function saveProgress(
  db: Queryable,
  turn: Turn,
  { currency, orders, ofOrders, share, playedTo, result }: Progress,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await db.query(sql`
    update routing.simulation
    set currency = ${currency}, orders = ${orders}, of_orders = ${ofOrders}, share = ${share},
      played_to = ${playedTo}, result = ${result && JSON.stringify(result)}::json,
      alive_at = ${now}
    where ${isOn(turn)} returning id`)
  return rows.length > 0
}

/** By who plays it, or by anybody (without a turn). False where it was over already. */
export async function endSimulation(
  db: Queryable,
  of: Turn | { id: string },
  { state, why }: { state: 'done' | 'cancelled' | 'failed'; why?: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await db.query(sql`
    update routing.simulation
    set state = ${state}, why = ${why ?? null}, ended_at = ${now}
    where ${'turn' in of ? isOn(of) : sql`id = ${of.id} and state in ('waiting', 'running')`}
    returning id`)
  return rows.length > 0
}

/** Of all but the newest, forgets which orders changed; what came out of them stays. */
export async function forgetChanges(db: Queryable, kept: number): Promise<void> {
  await db.query(sql`
    delete from routing.simulation_change where simulation_id in (
      select id from routing.simulation order by created_at desc, id desc offset ${kept})`)
}

/** In this transaction the database waits for who reads, however long they think in between. */
export async function readAtLeisure(tx: Tx): Promise<void> {
  await tx.query(sql`select set_config('idle_in_transaction_session_timeout', '0', true)`)
}
