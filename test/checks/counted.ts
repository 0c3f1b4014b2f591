import { randomUUID } from 'node:crypto'
import { sql, type Sql } from '../../src/platform/db/sql.ts'
import type { Busy } from './busy.ts'
import { steps, type Sabotage } from './sabotage.ts'

const RULE = randomUUID()

/** For the invariants of quotas and of limits of purchases what breaks each, and it alone. */
export function countedSabotages({
  skus,
  orders: { rich, roomy },
  locations,
}: Busy): Record<string, Sabotage[]> {
  const skuId = skus['X']!
  const names = sql`${RULE}::uuid as rule_id, ${skuId}::int as sku_id`
  const counter = (used: number, most: number | null) => sql`
    insert into inventory.counter (rule_id, sku_id, key, used, most)
    values (${RULE}, ${skuId}, '', ${used}, ${most})`
  const useOf = (ownerId: string, quantity: number, until: Sql, groups: string) => sql`
    insert into inventory.counter_use
      (rule_id, sku_id, key, owner_id, quantity, used_at, until, group_nos)
    values (${RULE}, ${skuId}, '', ${ownerId}, ${quantity}, now(), ${until}, ${groups}::smallint[])`
  const use = (ownerId: string, quantity: number, groups = '{1}') =>
    useOf(ownerId, quantity, sql`null`, groups)
  const told = sql`select ${names}`
  const place = sql`
    select sku_id, min(location_id) as location_id from inventory.supply
    where sku_id = ${skuId} and supply_no = 0 group by sku_id`
  const fenced = (units: number) => sql`
    update inventory.counter set fenced = ${units} where rule_id = ${RULE}`
  const share = (units: number) => sql`
    insert into inventory.ring_fence_share (sku_id, location_id, rule_id, channel_id, quantity)
    select sku_id, location_id, ${RULE}, 1, ${units} from (${place}) as p`
  const marked = sql`
    update inventory.supply as s set fenced = true from (${place}) as p
    where s.sku_id = p.sku_id and s.location_id = p.location_id and s.supply_no = 0`
  const later = sql`now() + interval '1 hour'`
  return {
    I5c: [steps(counter(1, null), told), steps(counter(0, null), use(rich, 1), told)],
    I5d: [steps(counter(2, 1), use(rich, 2), told)],
    I5e: [steps(counter(1, null), useOf(randomUUID(), 1, later, '{}'), told)],
    I5g: [steps(counter(0, null), fenced(1), share(2), marked, told)],
    I5h: [steps(marked, place), steps(counter(0, null), fenced(1), share(1), place)],
    I5i: [
      steps(sql`update inventory.day_load set orders = orders + 1
        returning location_id, work_on::text as work_on`),
      steps(sql`insert into inventory.day_load (location_id, work_on, units)
        values (${locations['B']!}, '2030-01-07', 1)
        returning location_id, work_on::text as work_on`),
    ],
    I5j: [
      steps(
        sql`update inventory.day_load set units = units + 1`,
        sql`update inventory.day_share set units = units + 1 where order_id = ${roomy}
          returning location_id, work_on::text as work_on, order_id, line_no`,
      ),
    ],
    I5f: [
      steps(counter(1, null), use(randomUUID(), 1), told),
      steps(counter(9, null), use(rich, 9), told),
      steps(counter(1, null), use(rich, 1, '{9}'), told),
    ],
  }
}
