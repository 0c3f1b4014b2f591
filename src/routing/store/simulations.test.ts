import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { openDatabase, type Database } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'
import {
  countOpenSimulations,
  endSimulation,
  findSimulation,
  insertSimulation,
  returnSimulation,
  saveProgress,
  takeSimulation,
  type Asked,
} from './simulations.ts'

const NOON = Temporal.Instant.from('2026-03-01T12:00:00Z')
const progress = {
  currency: 'EUR',
  orders: 1,
  ofOrders: 2,
  share: 0.5,
  playedTo: NOON,
  result: null,
}

describe('simulations that wait', () => {
  let database: TestDatabase
  let db: Database
  before(async () => {
    database = await createTestDatabase()
    db = openDatabase({ connection: database.connection, poolSize: 4, onError: () => undefined })
  })
  after(async () => {
    await db.close()
    await database.drop()
  })
  beforeEach(() => db.query(sql`delete from routing.simulation`))

  it('are taken once each, the oldest first, however many ask', async () => {
    const ids = [await asked(1), await asked(0), await asked(2)]
    const taken = await Promise.all([take(), take(), take(), take()])
    assert.deepEqual(taken.filter((id) => id !== undefined).toSorted(), ids.toSorted())
    const [first] = await db.query<{ id: string }>(
      sql`select id from routing.simulation order by created_at limit 1`,
    )
    assert.equal(first!.id, ids[1])
  })

  it('are taken again once nobody was heard of, or where they are given back', async () => {
    const id = await asked(0)
    assert.equal(await take(), id)
    assert.equal(await take(), undefined)
    const later = NOON.add({ minutes: 10 })
    assert.equal(
      await takeSimulation(db, { now: later, silentSince: NOON.add({ minutes: 5 }) }),
      id,
    )
    assert.equal(await take(), undefined)
    await returnSimulation(db, id)
    assert.equal(await take(), id)
  })

  it('tell how far they are until they are over, and end once', async () => {
    const id = await asked(0)
    assert.equal(await saveProgress(db, id, progress, NOON), false)
    await take()
    assert.equal(await saveProgress(db, id, progress, NOON), true)
    assert.equal((await findSimulation(db, id))!.share, 0.5)
    assert.equal(await countOpenSimulations(db), 1)
    assert.equal(await endSimulation(db, id, { state: 'cancelled' }, NOON), true)
    assert.equal(await endSimulation(db, id, { state: 'failed', why: 'Late' }, NOON), false)
    assert.equal(await saveProgress(db, id, { ...progress, share: 0.7 }, NOON), false)
    const { state, share, why } = (await findSimulation(db, id))!
    assert.deepEqual([state, share, why], ['cancelled', 0.5, null])
    assert.equal(await countOpenSimulations(db), 0)
  })

  /** One that was asked for so many minutes after noon. */
  async function asked(minutes: number): Promise<string> {
    const id = randomUUID()
    const what: Asked = {
      from: '2026-02-01T00:00:00Z',
      until: '2026-02-08T00:00:00Z',
      policies: [],
      ruleCosts: false,
      hindsight: false,
      unfilledPercent: 45,
      lostSalePercent: 40,
      seed: 1,
    }
    await insertSimulation(db, { id, asked: what, createdBy: 'test' }, NOON.add({ minutes }))
    return id
  }

  function take(): Promise<string | undefined> {
    return takeSimulation(db, { now: NOON, silentSince: NOON.subtract({ minutes: 5 }) })
  }
})
