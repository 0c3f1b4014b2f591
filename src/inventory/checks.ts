import { bundleSkus, skuDecimals } from '../catalog/index.ts'
import { sql } from '../platform/db/sql.ts'
import type { Check } from '../platform/module.ts'
import { openTasksOf } from '../tasks/index.ts'
import { stockBelowUnavailable, stockBelowZero, stockUncovered } from './actions/settle.ts'
import { ruleChecks } from './checks/rules.ts'

/** Supply rows with whether somebody is told that they have less than they must. */
const toldOf = (...causes: string[]) => sql`
  inventory.supply as s left join (${openTasksOf(...causes)}) as t
  on t.subject_kind = 'supply'
    and t.subject_id = concat_ws('/', s.sku_id, s.location_id, s.supply_no)`

/**
 * The invariants of stock (RELIABILITY.md section 3): each query gives no rows while it holds.
 * I11 has no subject yet: there are no transfers. I12 is about what a process publishes, of its
 * index and of what it remembers (actions/remembered.ts), which no query sees: the model test
 * (test/model) compares it after each command. How many bundles there are is computed when it is
 * asked for (I13, domain/bundle.ts): they have no rows.
 */
export const checks: Check[] = [
  {
    id: 'I1',
    says: 'held, allocated and uncovered are never negative',
    query: sql`select sku_id, location_id, supply_no from inventory.supply
      where held < 0 or allocated < 0 or uncovered < 0`,
  },
  {
    // Not of alerts, which only come where somebody made a rule: a negative quantity is uncovered,
    // and for that there always is a task.
    id: 'I2',
    says: 'a negative quantity has an open task',
    query: sql`select s.sku_id, s.location_id, s.supply_no
      from ${toldOf(stockUncovered, stockBelowZero)}
      where s.quantity < 0 and t.subject_id is null`,
  },
  {
    id: 'I3',
    says: 'uncovered is what is promised and unavailable beyond the quantity',
    query: sql`select sku_id, location_id, supply_no from inventory.supply
      where uncovered <> greatest(0, unavailable + held + allocated - quantity)`,
  },
  {
    id: 'I3b',
    says: 'allocations without cover have an open task',
    query: sql`select s.sku_id, s.location_id, s.supply_no from ${toldOf(stockUncovered)}
      where s.supply_no = 0 and s.uncovered > 0 and s.allocated > 0 and t.subject_id is null`,
  },
  {
    // What is below zero, or promised, has the task of that (I2, I3b).
    id: 'I3e',
    says: 'fewer on hand than are unavailable, with nothing promised, have an open task',
    query: sql`select s.sku_id, s.location_id, s.supply_no from ${toldOf(stockBelowUnavailable)}
      where s.supply_no = 0 and s.quantity >= 0 and s.unavailable > s.quantity
        and s.held + s.allocated = 0 and t.subject_id is null`,
  },
  {
    id: 'I3d',
    says: 'no more is promised of what is to come than comes, unless it is being looked at',
    query: sql`select sku_id, location_id, supply_no from inventory.supply
      where supply_no <> 0 and uncovered > 0 and doubted_at is null`,
  },
  {
    id: 'I3c',
    says: 'holds lose first: none is left where anything is uncovered',
    query: sql`select sku_id, location_id, supply_no from inventory.supply
      where uncovered > 0 and held > 0`,
  },
  {
    id: 'I4',
    says: 'every supply row is the running sum of its movements',
    query: sql`select sku_id, location_id, supply_no
      from inventory.supply as s full join (
        select sku_id, location_id, supply_no, count(*) as n, sum(quantity_change) as q,
          sum(unavailable_change) as u, sum(held_change) as h, sum(allocated_change) as a
        from inventory.movement group by 1, 2, 3) as m using (sku_id, location_id, supply_no)
      where (s.quantity, s.unavailable, s.held, s.allocated, s.version)
        is distinct from (coalesce(m.q, 0), coalesce(m.u, 0), coalesce(m.h, 0),
          coalesce(m.a, 0), coalesce(m.n, 0))`,
  },
  {
    id: 'I5',
    says: 'held and allocated are the sums of the open claims',
    query: sql`select sku_id, location_id, supply_no
      from inventory.supply as s full join (
        select sku_id, location_id, supply_no,
          coalesce(sum(quantity) filter (where kind = 'hold'), 0) as held,
          coalesce(sum(quantity) filter (where kind = 'allocation'), 0) as allocated
        from inventory.claim where closed_at is null group by 1, 2, 3
      ) as c using (sku_id, location_id, supply_no)
      where (s.held, s.allocated)
        is distinct from (coalesce(c.held, 0), coalesce(c.allocated, 0))`,
  },
  {
    id: 'I5b',
    says: 'units by condition add up to what is unavailable, and are the sums of their movements',
    query: sql`select sku_id, location_id
      from (select sku_id, location_id, unavailable from inventory.supply
        where supply_no = 0 and unavailable > 0) as s
      full join (select sku_id, location_id, sum(quantity) as units
        from inventory.condition_level group by 1, 2) as c using (sku_id, location_id)
      where s.unavailable is distinct from c.units
      union
      select sku_id, location_id
      from inventory.condition_level as c full join (
        select sku_id, location_id, coalesce(condition, 'other') as condition,
          sum(unavailable_change) as units
        from inventory.movement where supply_no = 0 and unavailable_change <> 0 group by 1, 2, 3
      ) as m using (sku_id, location_id, condition)
      where coalesce(c.quantity, 0) <> coalesce(m.units, 0)`,
  },
  {
    id: 'I5c',
    says: 'what is counted against a rule is the sum of what orders and holds have of it',
    query: sql`select rule_id, sku_id from inventory.counter as c left join (
        select rule_id, sku_id, key, sum(quantity) as units
        from inventory.counter_use group by 1, 2, 3) as u using (rule_id, sku_id, key)
      where c.used <> coalesce(u.units, 0)`,
  },
  {
    id: 'I5d',
    says: 'no more is counted than the rule has ever allowed',
    query: sql`select rule_id, sku_id from inventory.counter where used > most`,
  },
  {
    id: 'I5e',
    says: 'what a hold has of a count ends with it',
    query: sql`select rule_id, sku_id from inventory.counter_use as u where until > now()
      and not exists (select from inventory.hold as h
        where h.id = u.owner_id and h.closed_at is null and h.expires_at = u.until)`,
  },
  {
    id: 'I5g',
    says: 'no ring-fence sets aside more than it is about',
    query: sql`select s.rule_id, s.sku_id from inventory.ring_fence_share as s
      left join inventory.counter as c
        on c.rule_id = s.rule_id and c.sku_id = s.sku_id and c.key = ''
      group by s.rule_id, s.sku_id, c.fenced
      having sum(s.quantity) > coalesce(c.fenced, 0)`,
  },
  {
    id: 'I5h',
    says: 'a row says that it is fenced where a ring-fence sets some of it aside, and only there',
    query: sql`select sku_id, location_id from inventory.ring_fence_share as r
      full join (select sku_id, location_id from inventory.supply where fenced) as s
        using (sku_id, location_id)
      where s.sku_id is null or r.sku_id is null`,
  },
  {
    id: 'I5i',
    says: 'what a day of a location was given is the sum of what orders have of it',
    query: sql`select location_id, work_on::text as work_on
      from inventory.day_load as d full join (
        select location_id, work_on, count(distinct order_id) as orders, count(*) as lines,
          sum(units) as units
        from inventory.day_share group by 1, 2) as s using (location_id, work_on)
      where (coalesce(d.orders, 0), coalesce(d.lines, 0), coalesce(d.units, 0))
        is distinct from (coalesce(s.orders, 0), coalesce(s.lines, 0), coalesce(s.units, 0))`,
  },
  {
    // What was shipped was work of its day; what was given back is none any more.
    id: 'I5j',
    says: 'what an order has of a day are its claims for that day, without what it gave back',
    query: sql`select location_id, work_on::text as work_on, order_id, line_no
      from inventory.day_share as d full join (
        select c.location_id, c.work_on, c.order_id, c.line_no,
          sum(m.allocated_change * (10 ^ (6 - s.decimals))::bigint)::bigint as units
        from inventory.claim as c join inventory.movement as m on m.claim_id = c.id
        join (${skuDecimals}) as s on s.id = c.sku_id
        where c.work_on is not null and m.reason <> 'shipment'
        group by 1, 2, 3, 4) as m using (location_id, work_on, order_id, line_no)
      where coalesce(d.units, 0) <> coalesce(m.units, 0)`,
  },
  {
    id: 'I6',
    says: 'every open claim is of an order line, or of a hold that will expire',
    query: sql`select id from inventory.claim
      where closed_at is null and not case kind
        when 'hold' then reference is not null and expires_at is not null
          and order_id is null and line_no is null
        else order_id is not null and line_no is not null and expires_at is null
      end`,
  },
  {
    id: 'I6c',
    says: 'every open claim of a hold is of one that is not closed, and expires with it',
    query: sql`select c.id from inventory.claim as c
      left join inventory.hold as h on h.id::text = c.reference
      where c.closed_at is null and c.kind = 'hold' and c.reference is not null
        and (h.id is null or h.closed_at is not null or h.expires_at <> c.expires_at)`,
  },
  {
    id: 'I8',
    says: 'no hold stays open longer than a minute after it expired',
    query: sql`select id from inventory.claim
      where closed_at is null and kind = 'hold' and expires_at < now() - interval '60 seconds'`,
  },
  {
    // A movement refers to the claim that caused it; facts refer to a command, whose key is there
    // once (I23).
    id: 'I10',
    says: 'every claim is taken once in the ledger, and its movements sum to what is open of it',
    query: sql`select coalesce(c.id, m.claim_id) as id
      from inventory.claim as c full join (
        select claim_id, count(*) filter (where reason in ('hold', 'allocation')) as taken,
          sum(held_change) as held, sum(allocated_change) as allocated
        from inventory.movement where claim_id is not null group by 1
      ) as m on m.claim_id = c.id
      where (m.taken, m.held, m.allocated) is distinct from (1,
        case when c.closed_at is null and c.kind = 'hold' then c.quantity else 0 end,
        case when c.closed_at is null and c.kind = 'allocation' then c.quantity else 0 end)
        or c.id is null`,
  },
  {
    id: 'I13',
    says: 'a bundle has no stock of its own: there are as many as its components make',
    query: sql`select s.sku_id, s.location_id, s.supply_no from inventory.supply as s
      join (${bundleSkus}) as b on b.id = s.sku_id`,
  },
  ...ruleChecks,
]
