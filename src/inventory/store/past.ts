import type { Scope } from '../../lib/scope.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { idAt } from '../../platform/partitions.ts'
import type { ConditionLevels } from '../domain/condition.ts'
import type { PastLevels, PastRow, PastView } from '../domain/past.ts'

/** A row of the past, and when its first movement was recorded. */
export type FoundPast = PastRow & { beganAt: Temporal.Instant }

type Found = {
  locationId: number
  beganAt: Temporal.Instant
  recorded: (PastLevels & { version: number }) | null
  learnt: PastLevels | null
  conditions: ConditionLevels | null
}

/** So many movements before a moment are looked through for the newest version. */
const FEW = 20
/** Movements whose versions and ids disagree are closer than that: no transaction lasts so long. */
const APART_MS = 60_000

/**
 * What the ledger says of a SKU's stock on hand at one moment, at the locations that the caller may
 * see. The id of a movement begins with the real time at which it was made, so that both sides of
 * the moment are ranges of the index and of the partitions: what was recorded by then is the last
 * movement before it; what had happened by then and was learnt later is among those after it. (A
 * fact that is dated after it was recorded counts as of when it was recorded.) With a small limit
 * each of these is one step into the index, whatever a plan that knows no values expects.
 *
 * Of two processes that wait for each other the later one may have made its id first: the order of
 * a row's movements is that of its versions, so the last is the highest of the last few.
 * `before` is an id: what was recorded before it was made, instead of by the moment.
 */
export async function listPast(
  db: Queryable,
  scope: Scope,
  of: { skuId: number; at: Temporal.Instant; view: PastView; before?: string },
): Promise<FoundPast[]> {
  const { skuId, at, view } = of
  const within = scope === 'all' ? sql`true` : sql`location_id = any (${scope.locations}::int[])`
  const bound = of.before ?? idAt(Math.max(0, at.epochMilliseconds + 1))
  const close = idAt(Math.max(0, at.epochMilliseconds + 1 - APART_MS))
  const isLearnt = view === 'happened' ? sql`m.occurred_at <= ${at}::timestamptz` : sql`false`
  const here = sql`m.sku_id = ${skuId} and m.location_id = s.location_id and m.supply_no = 0`
  const levels = (sum: 'last' | 'late') => sql`json_build_object('quantity', ${sums[sum].quantity},
    'unavailable', ${sums[sum].unavailable}, 'held', ${sums[sum].held},
    'allocated', ${sums[sum].allocated}${sum === 'last' ? sql`, 'version', last.version` : sql``})`
  const rows = await db.query<Found>(sql`
    select s.location_id as "locationId", first.recorded_at as "beganAt", last.levels as recorded,
      late.levels as learnt, kept.conditions
    from inventory.supply as s
    cross join lateral (
      select m.recorded_at from inventory.movement as m where ${here} order by m.id limit 1
    ) as first
    left join lateral (
      select last.unavailable, last.version, ${levels('last')} as levels
      from (
        select * from inventory.movement as m where ${here} and m.id < ${bound}::uuid
        order by m.id desc limit ${FEW}) as last
      order by last.version desc limit 1
    ) as last on true
    left join lateral (
      select sum(m.unavailable_change) as unavailable, ${levels('late')} as levels
      from inventory.movement as m where ${here} and m.id >= ${close}::uuid
        and m.version > coalesce(last.version, 0) and ${isLearnt}
      having count(*) > 0
    ) as late on true
    left join lateral (
      select jsonb_object_agg(condition, units) as conditions from (
        select coalesce(m.condition, 'other') as condition, sum(m.unavailable_change) as units
        from inventory.movement as m
        where ${here} and m.unavailable_change <> 0
          and (m.version <= coalesce(last.version, 0) or ${isLearnt})
          and coalesce(last.unavailable, 0) + coalesce(late.unavailable, 0) <> 0
        group by 1 having sum(m.unavailable_change) <> 0) as c
    ) as kept on true
    where s.sku_id = ${skuId} and s.supply_no = 0 and ${within}
    order by s.location_id`)
  return rows.map(({ recorded, learnt, conditions, ...row }) => ({
    ...row,
    skuId,
    recorded: recorded ?? undefined,
    learnt: learnt ?? undefined,
    conditions: conditions ?? {},
  }))
}

const sums = {
  last: {
    quantity: sql`last.quantity`,
    unavailable: sql`last.unavailable`,
    held: sql`last.held`,
    allocated: sql`last.allocated`,
  },
  late: {
    quantity: sql`sum(m.quantity_change)`,
    unavailable: sql`sum(m.unavailable_change)`,
    held: sql`sum(m.held_change)`,
    allocated: sql`sum(m.allocated_change)`,
  },
}
