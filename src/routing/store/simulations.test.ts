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
  findTurn,
  insertSimulation,
  lockTurn,
  renewSimulation,
  returnSimulation,
  saveProgress,
  takeSimulation,
  type Asked,
  type Turn,
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
    const got = taken.flatMap((turn) => turn?.id ?? [])
    assert.deepEqual(got.toSorted(), ids.toSorted())
    const [first] = await db.query<{ id: string }>(
      sql`select id from routing.simulation order by created_at limit 1`,
    )
    assert.equal(first!.id, ids[1])
  })

  it('are taken again once nobody was heard of, or where they are given back', async () => {
    const id = await asked(0)
    assert.deepEqual(await take(), { id, turn: 1 })
    assert.equal(await take(), undefined)
    const later = NOON.add({ minutes: 10 })
    const silentSince = NOON.add({ minutes: 5 })
    const again = await takeSimulation(db, { now: later, silentSince })
    assert.deepEqual(again, { id, turn: 2 })
    assert.equal(await take(), undefined)
    // Who was silent gives nothing back.
    await returnSimulation(db, { id, turn: 1 })
    assert.equal(await take(), undefined)
    await returnSimulation(db, again!)
    assert.deepEqual(await take(), { id, turn: 3 })
  })

  it('tell how far they are until they are over, and end once', async () => {
    const id = await asked(0)
    assert.equal(await saveProgress(db, { id, turn: 0 }, progress, NOON), false)
    const turn = (await take())!
    assert.equal(await saveProgress(db, turn, progress, NOON), true)
    assert.equal((await findSimulation(db, id))!.share, 0.5)
    assert.equal(await countOpenSimulations(db), 1)
    const earlier = { ...turn, turn: turn.turn - 1 }
    assert.equal(await saveProgress(db, earlier, { ...progress, share: 0.9 }, NOON), false)
    assert.equal(await renewSimulation(db, earlier, NOON), false)
    assert.equal(await endSimulation(db, earlier, { state: 'done' }, NOON), false)
    assert.equal(await db.transaction((tx) => lockTurn(tx, earlier)), false)
    assert.deepEqual(await findTurn(db, earlier), undefined)
    assert.equal(await renewSimulation(db, turn, NOON), true)
    assert.equal(await db.transaction((tx) => lockTurn(tx, turn)), true)
    assert.equal((await findTurn(db, turn))!.seed, 1)
    assert.equal(await endSimulation(db, { id }, { state: 'cancelled' }, NOON), true)
    assert.equal(await endSimulation(db, turn, { state: 'failed', why: 'Late' }, NOON), false)
    assert.equal(await saveProgress(db, turn, { ...progress, share: 0.7 }, NOON), false)
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

  function take(): Promise<Turn | undefined> {
    return takeSimulation(db, { now: NOON, silentSince: NOON.subtract({ minutes: 5 }) })
  }
})
