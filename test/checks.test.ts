import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checks } from '../src/modules.ts'
import { openDatabase, type Database, type Queryable } from '../src/platform/db/index.ts'
import { sql } from '../src/platform/db/sql.ts'
import { openInstallation } from '../src/platform/installation.ts'
import { stateNow } from '../src/orders/store/state.ts'
import { startApp } from './app.ts'
import { keepBusy } from './checks/busy.ts'
import { countedSabotages } from './checks/counted.ts'
import { fulfilmentSabotages } from './checks/fulfilment.ts'
import { orderSabotages } from './checks/orders.ts'
import { platformSabotages } from './checks/platform.ts'
import { routingSabotages } from './checks/routing.ts'
import { ruleSabotages } from './checks/rules.ts'
import type { Sabotage } from './checks/sabotage.ts'
import { stockSabotages } from './checks/stock.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** What the checks report: which one, and its row. */
type Report = { check: string; row: object }

describe('the checks', () => {
  let database: TestDatabase
  let db: Database
  let sabotages: Record<string, Sabotage[]>
  before(async () => {
    database = await createTestDatabase()
    const app = await startApp(database.connection)
    const busy = await keepBusy(app)
    // Nothing may mend what is broken on purpose.
    await app.stop()
    const connection = { ...database.connection, user: 'postgres' }
    db = openDatabase({ connection, poolSize: 1, onError: () => undefined })
    await openInstallation(db)
    sabotages = {
      ...platformSabotages,
      ...stockSabotages(busy),
      ...countedSabotages(busy),
      ...ruleSabotages,
      ...routingSabotages,
      ...orderSabotages(busy),
      ...fulfilmentSabotages(busy),
    }
  })
  after(async () => {
    await db.close()
    await database.drop()
  })

  it('are clean after a busy little shop', async () => {
    const ends = await db.query<{ as: string }>(
      sql`select distinct coalesce(closed_as, 'open') as as from inventory.claim order by 1`,
    )
    const ways = ends.map((end) => end.as)
    assert.deepEqual(ways, ['expired', 'fulfilled', 'lost', 'open', 'released'])
    assert.deepEqual(await reportsOf(db), [])
  })

  it('have a sabotage each, and no sabotage is of a check that is gone', () => {
    const ids = checks.map(({ id }) => id)
    assert.deepEqual(Object.keys(sabotages).toSorted(), ids.toSorted())
    assert.ok(Object.values(sabotages).every((list) => list.length > 0))
  })

  for (const { id, says } of checks) {
    it(`${id} (${says}) reports what breaks it, and no other does`, async () => {
      for (const [i, sabotage] of sabotages[id]!.entries()) {
        const { rows, reports } = await broken(db, id === 'I18b' ? sabotage : restated(sabotage))
        assert.ok(rows.length > 0, `sabotage ${i} of ${id} found nothing to break`)
        assert.deepEqual(sorted(reports), sorted(rows.map((row) => ({ check: id, row }))), `${i}`)
      }
    })
  }

  it('are clean again at the end: what was broken was rolled back', async () => {
    assert.deepEqual(await reportsOf(db), [])
  })
})

/** Counters or holds that are broken change what an order's state should be: that is kept right. */
function restated(sabotage: Sabotage): Sabotage {
  return async (tx) => {
    const rows = await sabotage(tx)
    await tx.query(sql`update orders.order as o set state = ${stateNow} where state <> ${stateNow}`)
    return rows
  }
}

class RolledBack extends Error {}

/** Breaks something and looks, in a transaction that is rolled back. */
async function broken(db: Database, sabotage: Sabotage) {
  let seen: { rows: object[]; reports: Report[] } | undefined
  const work = db.transaction(async (tx) => {
    const rows = await sabotage(tx)
    seen = { rows, reports: await reportsOf(tx) }
    throw new RolledBack()
  })
  await assert.rejects(work, RolledBack)
  return seen!
}

async function reportsOf(db: Queryable): Promise<Report[]> {
  const reports: Report[] = []
  for (const { id, query } of checks) {
    const rows = await db.query<object>(query)
    reports.push(...rows.map((row) => ({ check: id, row })))
  }
  return reports
}

function sorted(reports: readonly Report[]): string[] {
  return reports.map((report) => JSON.stringify(report)).toSorted()
}
