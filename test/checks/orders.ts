import { randomUUID } from 'node:crypto'
import { sql, type Sql } from '../../src/platform/db/sql.ts'
import type { Busy } from './busy.ts'
import { worked } from './fulfilment.ts'
import { allocate, steps, withLedger, type Sabotage } from './sabotage.ts'

/** A hold that was released is said to have become an order. */
function becomes(orderId: Sql): Sql {
  return sql`update inventory.hold set closed_as = 'converted', order_id = ${orderId}
    where closed_as = 'released' returning id`
}

/** For every invariant of orders what breaks it, and it alone. */
export function orderSabotages(busy: Busy): Record<string, Sabotage[]> {
  const { rich, cancelled, held } = busy.orders
  const rowOf = (sku: string) => {
    return { skuId: busy.skus[sku]!, locationId: busy.locations['A']!, supplyNo: 0 }
  }
  const dropNested = sql`alter table orders.order_line drop constraint line_nested`
  const nested = (set: Sql) => steps(dropNested, line(rich, set))
  const loose = (column: Sql) => sql`alter table orders.order_line alter ${column} drop not null`
  return {
    I6b: [
      async (tx) => {
        const free = rowOf('FREE')
        let id = ''
        await withLedger(tx, [free], (ledger) => {
          id = allocate(ledger, free, 1, [randomUUID(), 1]).id
        })
        return [{ id }]
      },
      steps(
        line(rich, sql`sku_id = ${busy.skus['FREE']}`),
        sql`select id from inventory.claim where order_id = ${rich} and line_no = 1`,
      ),
    ],
    'I7-I9': [
      steps(line(rich, sql`allocated = allocated - 1`)),
      // It stays claimed when it has been handed over, and when it has been cancelled.
      steps(...worked(rich, { released: 2, picked: 2, packed: 2, fulfilled: 2 })),
      async (tx) => {
        const row = rowOf('X')
        await withLedger(tx, [row], (ledger) => allocate(ledger, row, 1, [cancelled, 1]))
        return [{ order_id: cancelled, no: 1 }]
      },
    ],
    'I14-I16': [
      nested(sql`cancelled = 1`),
      nested(sql`cancelled = -1`),
      steps(dropNested, ...worked(rich, { released: 3 })),
      steps(dropNested, ...worked(rich, { picked: 1 })),
      steps(dropNested, ...worked(rich, { packed: 1 })),
      nested(sql`returned = 1`),
      nested(sql`returned = -1`),
    ],
    I20: [
      steps(sql`delete from orders.contact where order_id = ${rich} returning order_id as id`),
      steps(sql`delete from orders.order_line where order_id = ${cancelled}
        returning order_id as id`),
      steps(
        sql`alter table orders.order_line drop constraint order_line_order_id_group_no_fkey`,
        sql`delete from orders.delivery_group where order_id = ${rich} returning order_id as id`,
      ),
    ],
    I20b: [
      steps(loose(sql`unit_price`), line(rich, sql`unit_price = null`)),
      steps(loose(sql`total`), line(rich, sql`total = null`, 2)),
      steps(loose(sql`tax`), line(rich, sql`tax = null`)),
    ],
    I22: [
      steps(
        ...worked(held, { released: 1 }),
        sql`select order_id from orders.order_line where order_id = ${held}`,
      ),
    ],
    I23: [
      steps(
        sql`drop index orders.order_external_id`,
        sql`update orders.order set external_id = twin.external_id
          from (select external_id from orders.order where id = ${rich}) as twin
          where id = ${held} returning channel_id, orders.order.external_id`,
      ),
    ],
    ...stateSabotages(busy),
    ...versionSabotages(busy),
    ...amountSabotages(busy),
    ...bundleSabotages(busy),
  }
}

function holdSabotages({ orders: { rich } }: Busy): Record<string, Sabotage[]> {
  return {
    I6d: [
      steps(becomes(sql`${randomUUID()}::uuid`)),
      steps(
        becomes(sql`${rich}::uuid`),
        sql`update inventory.hold set channel_id = channel_id + 1
          where order_id = ${rich} returning id`,
      ),
    ],
  }
}

function stateSabotages(busy: Busy): Record<string, Sabotage[]> {
  const { held } = busy.orders
  return {
    ...holdSabotages(busy),
    I7b: [steps(line(held, sql`expected = 1`))],
    I18b: [
      steps(
        sql`update orders.order set state = 'fulfilled' where id = ${held} returning id, state`,
      ),
      steps(
        sql`update orders.hold set released_at = now(), released_by = 'x' where order_id = ${held}`,
        sql`select id, state from orders.order where id = ${held}`,
      ),
    ],
  }
}

function versionSabotages({ orders }: Busy): Record<string, Sabotage[]> {
  const { held } = orders
  const event = (set: Sql) => sql`update platform.event set ${set}
    where subject = ${held} and type = 'order.hold_released' returning subject as id`
  const version = (n: string) => sql`data = jsonb_set(data::jsonb, '{version}', ${n}::jsonb)::json`
  return {
    I19: [
      steps(order(held, sql`version = version + 1`)),
      steps(sql`delete from platform.event where subject = ${held} and type = 'order.placed'
        returning subject as id`),
      // Told twice, as another version, as one that is told already, without one; by nobody, never.
      steps(sql`insert into platform.event select (jsonb_populate_record(e,
          jsonb_build_object('id', uuidv7()))).*
        from platform.event as e where subject = ${held} and type = 'order.placed'
        returning subject as id`),
      steps(event(version('9'))),
      steps(event(version('1'))),
      steps(event(sql`data = '{}'`)),
      steps(event(sql`actor = ''`)),
      steps(
        sql`alter table platform.event alter occurred_at drop not null`,
        event(sql`occurred_at = null`),
      ),
    ],
  }
}

function amountSabotages({ orders }: Busy): Record<string, Sabotage[]> {
  const { rich, cancelled } = orders
  const dollars = sql`'{ "amount": { "amount": 150, "currency": "USD" } }'`
  return {
    I21: [
      steps(order(rich, sql`total = total + 1`)),
      steps(line(rich, sql`total = total + 1`), sql`select ${rich}::uuid as id`),
      steps(
        sql`update network.channel set tax_mode = 'exclusive'`,
        sql`select id from orders.order where tax <> 0`,
      ),
    ],
    I21b: [
      steps(order(cancelled, sql`currency = 'USD'`)),
      steps(order(rich, sql`payments = json_build_array(${dollars}::json)`)),
      steps(line(rich, sql`tax = ${dollars}`), sql`select ${rich}::uuid as id`),
      steps(
        line(rich, sql`discounts = json_build_array(${dollars}::json)`),
        sql`select ${rich}::uuid as id`,
      ),
    ],
  }
}

function bundleSabotages({ orders: { rich, bundled } }: Busy): Record<string, Sabotage[]> {
  const bundle = (set: Sql) => sql`update orders.bundle_line set ${set}
    where order_id = ${bundled} returning order_id, no`
  const money = sql`'{ "amount": { "amount": 1, "currency": "EUR" } }'`
  return {
    I21c: [
      steps(bundle(sql`total = total + 1`)),
      steps(bundle(sql`quantity = quantity + 1`)),
      steps(bundle(sql`tax = ${money}`)),
      steps(
        sql`update orders.order_line set bundle_ratio = 3
          where order_id = ${bundled} and bundle_ratio = 2`,
        sql`select order_id, no from orders.bundle_line where order_id = ${bundled}`,
      ),
      steps(line(rich, sql`bundle_no = 9, bundle_ratio = 1`)),
      // A component that nobody sees any more belongs to the bundle all the same.
      steps(
        sql`update orders.order_line set bundle_no = null, bundle_ratio = null
          where order_id = ${bundled} and bundle_ratio = 1`,
        sql`select order_id, no from orders.bundle_line where order_id = ${bundled}`,
      ),
    ],
  }
}

function order(id: string, set: Sql): Sql {
  return sql`update orders.order set ${set} where id = ${id} returning id`
}

function line(orderId: string, set: Sql, no = 1): Sql {
  return sql`update orders.order_line set ${set} where order_id = ${orderId} and no = ${no}
    returning order_id, no`
}
