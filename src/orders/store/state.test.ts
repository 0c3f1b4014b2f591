import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { openDatabase, type Database, type Tx } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'
import { stateOfOrder, type Counters } from '../domain/counters.ts'
import { stateNow } from './state.ts'

class RolledBack extends Error {}

describe('the state of an order in SQL', () => {
  let database: TestDatabase
  let db: Database
  before(async () => {
    database = await createTestDatabase()
    db = openDatabase({ connection: database.connection, poolSize: 1, onError: () => undefined })
  })
  after(async () => {
    await db.close()
    await database.drop()
  })

  it('is what the domain reads from its lines and holds', async () => {
    const orders = fc.array(
      fc.record({ lines: fc.array(line, { maxLength: 4 }), held: fc.boolean() }),
    )
    await fc.assert(
      fc.asyncProperty(orders, async (drawn) => {
        const all = drawn.map((one) => ({ ...one, id: randomUUID() }))
        const read = await readStates(db, all)
        const expected = all.map(({ id, lines, held }) => [id, stateOfOrder(lines, held)])
        assert.deepEqual(read, new Map(expected as [string, string][]))
      }),
      { numRuns: 60 },
    )
  })
})

type Drawn = { id: string; lines: Counters[]; held: boolean }

/** Counters that are nested, drawn from the outside in, often at their ends. */
const line: fc.Arbitrary<Counters> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.array(fc.integer({ min: 0, max: 3 }), tuple(8)))
  .map(([ordered, [cut = 0, waits = 0, ...steps]]) => {
    const cancelled = Math.min(cut, ordered)
    let left = ordered - cancelled
    const [allocated, released, picked, packed, fulfilled, returned] = steps.map((step) => {
      left = Math.max(0, left - Math.max(0, step - 1))
      return left
    }) as [number, number, number, number, number, number]
    const expected = Math.min(Math.max(0, waits - 1), allocated - released)
    return {
      ordered,
      cancelled,
      allocated,
      expected,
      released,
      picked,
      packed,
      fulfilled,
      returned,
    }
  })

function tuple(length: number) {
  return { minLength: length, maxLength: length }
}

/** Writes lines and holds, without the keys that would ask for more, and takes them back. */
async function readStates(db: Database, orders: readonly Drawn[]): Promise<Map<string, string>> {
  let found: { id: string; state: string }[] = []
  const work = db.transaction(async (tx) => {
    await write(tx, orders)
    found = await tx.query(sql`
      select o.id, ${stateNow} as state
      from unnest(${orders.map(({ id }) => id)}::uuid[]) as o (id)`)
    throw new RolledBack()
  })
  await assert.rejects(work, RolledBack)
  return new Map(found.map(({ id, state }) => [id, state]))
}

async function write(tx: Tx, orders: readonly Drawn[]): Promise<void> {
  await tx.query(sql`alter table orders.hold drop constraint hold_order_id_fkey`)
  await tx.query(sql`
    alter table orders.order_line drop constraint order_line_order_id_group_no_fkey`)
  for (const { id, lines, held } of orders) {
    for (const [i, l] of lines.entries()) {
      await tx.query(sql`
        insert into orders.order_line (order_id, no, group_no, sku_id, sku_code, name, unit,
          decimals, unit_price, discounts, tax, total, ordered, cancelled, allocated, expected,
          released, picked, packed, fulfilled, returned)
        values (${id}, ${i + 1}, 1, 1, 'X', 'X', 'piece', 0, 1, '[]', '{}', 1, ${l.ordered},
          ${l.cancelled}, ${l.allocated}, ${l.expected}, ${l.released}, ${l.picked}, ${l.packed},
          ${l.fulfilled}, ${l.returned})`)
    }
    await tx.query(sql`
      insert into orders.hold (id, order_id, cause, placed_at, placed_by, released_at, released_by)
      values (${randomUUID()}, ${id}, 'fraud', now(), 'x',
        case when ${held} then null else now() end, case when ${held} then null else 'x' end)`)
  }
}
