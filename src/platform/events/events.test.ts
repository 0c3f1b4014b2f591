import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { newId } from '../../lib/ids.ts'
import { openDatabase, type Database, type Tx } from '../db/index.ts'
import { sql } from '../db/sql.ts'
import { openInstallation } from '../installation.ts'
import { object } from '../http/schemas.ts'
import { defineEvent } from './define.ts'
import { saveEvents, type Event } from './index.ts'
import { readBatch } from './subscriber.ts'

describe('a subscriber', () => {
  let database: TestDatabase
  let db: Database
  before(async () => {
    database = await createTestDatabase()
    db = openDatabase({ connection: database.connection, poolSize: 6, onError: () => undefined })
    await openInstallation(db)
  })
  after(async () => {
    await db.close()
    await database.drop()
  })

  it('never skips an event of a slow transaction, and reads each once', async () => {
    const seen: string[] = []
    const handle = async (_tx: Tx, events: Event[]) => {
      seen.push(...events.map(({ type }) => type))
    }
    const written = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const slow = db.transaction(async (tx) => {
      await tell(tx, 'slow')
      written.resolve()
      await release.promise
    })
    await written.promise
    await db.transaction((tx) => tell(tx, 'quick'))
    await readBatch(db, 'reader', 100, handle)
    assert.deepEqual(seen, [], 'the quick one is behind the fence while the slow one runs')
    release.resolve()
    await slow
    // The fence is that of the whole cluster: transactions of other tests hold it for a moment.
    while (seen.length < 2) await readBatch(db, 'reader', 100, handle)
    assert.deepEqual(seen, ['slow', 'quick'])
    await readBatch(db, 'reader', 100, handle)
    assert.deepEqual(seen, ['slow', 'quick'])
  })

  it('reads again what its own failed transaction had read', async () => {
    await db.transaction((tx) => tell(tx, 'once'))
    const seen: string[] = []
    const fail = readBatch(db, 'careful', 100, async () => {
      throw new Error('no')
    })
    await assert.rejects(fail, /no/)
    const keep = async (_tx: Tx, events: Event[]) => {
      seen.push(...events.map(({ type }) => type))
    }
    while (!seen.includes('once')) await readBatch(db, 'careful', 100, keep)
    assert.deepEqual(seen.toSorted(), ['once', 'quick', 'slow'])
  })

  it('misses nothing and doubles nothing under parallel writers', async () => {
    const seen = new Map<string, number>()
    const handle = async (_tx: Tx, events: Event[]) => {
      for (const { id } of events) seen.set(id, (seen.get(id) ?? 0) + 1)
    }
    let writing = true
    const reader = (async () => {
      while (writing) await readBatch(db, 'parallel', 50, handle)
    })()
    const writers = Array.from({ length: 4 }, async () => {
      for (let n = 0; n < 100; n += 1) await db.transaction((tx) => tell(tx, 'parallel'))
    })
    await Promise.all(writers)
    writing = false
    await reader
    const [row] = await db.query<{ n: number }>(sql`select count(*)::int as n from platform.event`)
    while (seen.size < row!.n) await readBatch(db, 'parallel', 50, handle)
    assert.equal(seen.size, row!.n)
    assert.deepEqual(new Set(seen.values()), new Set([1]))
  })

  it('cannot change or delete what was written', async () => {
    await assert.rejects(db.query(sql`delete from platform.event`), /permission denied/)
    await assert.rejects(db.query(sql`update platform.event set type = 'x'`), /permission denied/)
  })
})

async function tell(tx: Tx, type: string): Promise<void> {
  const nothing = { says: 'A test says so.', subject: null, data: object({}) }
  await saveEvents(tx, defineEvent(type, 1, nothing), [
    {
      id: newId(Temporal.Now.instant().epochMilliseconds),
      subject: null,
      actor: 'test',
      data: {},
      occurredAt: Temporal.Now.instant(),
    },
  ])
}
