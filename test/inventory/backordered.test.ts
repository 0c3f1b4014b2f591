import assert from 'node:assert/strict'
import { it } from 'node:test'
import { listBackordered } from '../../src/inventory/store/coming.ts'
import { sql, type Sql } from '../../src/platform/db/sql.ts'
import { startApp } from '../app.ts'

it('looking for backorders reads nothing of what is on hand', async () => {
  const app = await startApp()
  try {
    const { db } = app.platform
    await db.query(sql`
      insert into inventory.supply
        (sku_id, location_id, supply_no, quantity, unavailable, held, allocated, uncovered, version)
      select s, 1, 0, 1, 0, 0, 1, 0, 1 from generate_series(1, 20000) as s`)
    await db.query(sql`
      insert into inventory.claim
        (id, kind, sku_id, location_id, supply_no, quantity, order_id, line_no, created_at)
      select gen_random_uuid(), 'allocation', sku_id, 1, 0, 1, gen_random_uuid(), 1, now()
      from inventory.supply`)
    await db.query(sql`analyze inventory.supply, inventory.claim`)
    const client = await db.connect()
    let plan = ''
    await listBackordered({
      // The plan for whatever the parameters may be: connections keep only that one.
      async query<Row>({ text }: Sql) {
        plan = JSON.stringify((await client.query(`explain (generic_plan) ${text}`)).rows)
        return [] as Row[]
      },
    })
    await client.end()
    assert.match(plan, /claim_to_come/)
    assert.doesNotMatch(plan, /Seq Scan/)
  } finally {
    await app.stop()
  }
})
