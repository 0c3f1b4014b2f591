import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { FactKind } from '../domain/fact.ts'

/** Something told from outside, as it is kept. */
export type Fact = {
  id: string
  channelId: number
  externalId: string
  kind: FactKind
  /** The teller's own id of it: told twice, it counts once. */
  reference: string
  carrier: string | null
  trackingNumber: string | null
  reason: string | null
  occurredAt: Temporal.Instant
  toldAt: Temporal.Instant
  tries: number
}

export type StoredFact = Fact & {
  state: 'parked' | 'applied' | 'given_up'
  why: string | null
  orderId: string | null
  nextTryAt: Temporal.Instant | null
  settledAt: Temporal.Instant | null
}

const columns = sql`f.id, f.channel_id as "channelId", f.external_id as "externalId", f.kind,
  f.reference, f.carrier, f.tracking_number as "trackingNumber", f.reason,
  f.occurred_at as "occurredAt", f.told_at as "toldAt", f.tries, f.state, f.why,
  f.order_id as "orderId", f.next_try_at as "nextTryAt", f.settled_at as "settledAt"`

/**
 * Records facts; answers the ids of those that were not known yet. Written in the order of their
 * keys, so that two who tell the same do not wait for each other.
 */
export async function insertFacts(
  tx: Tx,
  facts: readonly Omit<Fact, 'tries' | 'toldAt'>[],
  by: { actor: string; now: Temporal.Instant },
): Promise<Set<string>> {
  const f = facts
  const rows = await tx.query<{ id: string }>(sql`
    insert into fulfilment.fact (id, channel_id, external_id, kind, reference, carrier,
      tracking_number, reason, occurred_at, state, tries, next_try_at, told_at, told_by)
    select f.id, f.channel_id, f.external_id, f.kind, f.reference, f.carrier, f.tracking_number,
      f.reason, f.occurred_at, 'parked', 0, ${by.now}::timestamptz,
      ${by.now}::timestamptz, ${by.actor}::text
    from unnest(
      ${f.map((r) => r.id)}::uuid[], ${f.map((r) => r.channelId)}::int[],
      ${f.map((r) => r.externalId)}::text[], ${f.map((r) => r.kind)}::text[],
      ${f.map((r) => r.reference)}::text[], ${f.map((r) => r.carrier)}::text[],
      ${f.map((r) => r.trackingNumber)}::text[], ${f.map((r) => r.reason)}::text[],
      ${f.map((r) => r.occurredAt)}::timestamptz[])
      with ordinality as f (id, channel_id, external_id, kind, reference, carrier,
        tracking_number, reason, occurred_at, no)
    order by f.channel_id, f.external_id, f.kind, f.reference, f.no
    on conflict do nothing returning id`)
  return new Set(rows.map(({ id }) => id))
}

/** Parked facts that are due, the oldest first, locked; what another process has is left out. */
export async function lockDueFacts(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
): Promise<StoredFact[]> {
  return tx.query<StoredFact>(sql`
    select ${columns} from fulfilment.fact as f
    where f.state = 'parked' and f.next_try_at <= ${now}
    order by f.next_try_at, f.occurred_at, f.id limit ${limit} for update skip locked`)
}

/** When the next parked fact is due. */
export async function nextFactAt(db: Queryable): Promise<Temporal.Instant | undefined> {
  const [next] = await db.query<{ at: Temporal.Instant }>(sql`
    select next_try_at as at from fulfilment.fact where state = 'parked'
    order by next_try_at limit 1`)
  return next?.at
}

/** Parked facts that are due, the oldest first. */
export async function listDueFacts(
  db: Queryable,
  now: Temporal.Instant,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select id from fulfilment.fact where state = 'parked' and next_try_at <= ${now}
    order by next_try_at, occurred_at, id limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Of these facts the parked ones, locked; what another process has is left out. */
export async function lockFacts(tx: Tx, ids: readonly string[]): Promise<StoredFact[]> {
  return tx.query<StoredFact>(sql`
    select ${columns} from fulfilment.fact as f
    where f.id = any (${ids}::uuid[]) and f.state = 'parked'
    order by f.id for update skip locked`)
}

/** Writes what became of facts. */
export async function settleFacts(
  tx: Tx,
  facts: readonly {
    id: string
    state: StoredFact['state']
    why: string | null
    orderId: string | null
    nextTryAt: Temporal.Instant | null
  }[],
  now: Temporal.Instant,
): Promise<void> {
  if (facts.length === 0) return
  const f = facts
  await tx.query(sql`
    update fulfilment.fact as f set state = v.state, why = v.why, order_id = v.order_id,
      next_try_at = v.next_try_at, tries = f.tries + 1,
      settled_at = case when v.state = 'parked' then null else ${now}::timestamptz end
    from unnest(
      ${f.map((r) => r.id)}::uuid[], ${f.map((r) => r.state)}::text[],
      ${f.map((r) => r.why)}::text[], ${f.map((r) => r.orderId)}::uuid[],
      ${f.map((r) => r.nextTryAt)}::timestamptz[]
    ) as v (id, state, why, order_id, next_try_at)
    where f.id = v.id`)
}

/** An order as facts name it before they know it. */
export type OrderName = { channelId: number; externalId: string }

/**
 * Lets parked facts of these orders be tried again at once: something has happened to them, or they
 * are there at last. What another process has locked, it is trying right now.
 */
export async function wakeFacts(
  tx: Tx,
  { ids, names = [] }: { ids: readonly string[]; names?: readonly OrderName[] },
  now: Temporal.Instant,
): Promise<void> {
  if (ids.length === 0) return
  await tx.query(sql`
    update fulfilment.fact set next_try_at = ${now}
    where id in (
      select id from fulfilment.fact
      where id = any (array(
          select f.id from fulfilment.fact as f
          where f.order_id = any (${ids}::uuid[]) and f.state = 'parked'
          union all
          select f.id from fulfilment.fact as f
          join unnest(${names.map(({ channelId }) => channelId)}::int[],
            ${names.map(({ externalId }) => externalId)}::text[]) as k (channel_id, external_id)
            using (channel_id, external_id)
          where f.order_id is null and f.state = 'parked'))
        and state = 'parked' and next_try_at > ${now}
      for update skip locked)`)
}

/** Facts by when they were told, newest first. */
export async function listFacts(
  db: Queryable,
  page: {
    before: string[] | undefined
    limit: number
    state: StoredFact['state'] | undefined
    channels: readonly number[] | 'all'
  },
): Promise<StoredFact[]> {
  const { before, limit, state, channels } = page
  const conditions: Sql[] = []
  if (state !== undefined) conditions.push(sql`f.state = ${state}`)
  if (channels !== 'all') conditions.push(sql`f.channel_id = any (${channels}::int[])`)
  if (before) {
    conditions.push(sql`(f.told_at, f.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
  }
  return db.query<StoredFact>(sql`
    select ${columns} from fulfilment.fact as f where ${allOf(conditions)}
    order by f.told_at desc, f.id desc limit ${limit}`)
}

/** How many facts of each kind stand how, and why. */
export async function countFacts(
  db: Queryable,
): Promise<{ kind: FactKind; state: StoredFact['state']; why: string | null; count: number }[]> {
  return db.query(sql`
    select kind, state, why, count(*) as count from fulfilment.fact
    group by kind, state, why order by kind, state, why`)
}

/** A digest of what was told and what became of it: the same for the same facts and outcomes. */
export async function digestFacts(db: Queryable): Promise<string> {
  const [row] = await db.query<{ digest: string | null }>(sql`
    select md5(string_agg(concat_ws('|', channel_id, external_id, kind, reference, state, why,
      tries, settled_at), ',' order by channel_id, external_id, kind, reference)) as digest
    from fulfilment.fact`)
  return row?.digest ?? ''
}
