import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, untilSettled, type TestDatabase } from '../../../test/database.ts'
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
    await readBatch(db, { name: 'reader', limit: 100 }, handle)
    assert.deepEqual(seen, [], 'the quick one is behind the fence while the slow one runs')
    release.resolve()
    await slow
    await untilSettled(db)
    await readBatch(db, { name: 'reader', limit: 100 }, handle)
    assert.deepEqual(seen, ['slow', 'quick'])
    await readBatch(db, { name: 'reader', limit: 100 }, handle)
    assert.deepEqual(seen, ['slow', 'quick'])
  })

  it('reads again what its own failed transaction had read', async () => {
    await db.transaction((tx) => tell(tx, 'once'))
    await untilSettled(db)
    const seen: string[] = []
    const fail = readBatch(db, { name: 'careful', limit: 100 }, async () => {
      throw new Error('no')
    })
    await assert.rejects(fail, /no/)
    await readBatch(db, { name: 'careful', limit: 100 }, async (_tx, events) => {
      seen.push(...events.map(({ type }) => type))
    })
    assert.ok(seen.includes('once'))
  })

  it('misses nothing and doubles nothing under parallel writers', async () => {
    const seen = new Map<string, number>()
    const handle = async (_tx: Tx, events: Event[]) => {
      for (const { id } of events) seen.set(id, (seen.get(id) ?? 0) + 1)
    }
    const parallel = { name: 'parallel', limit: 50 }
    let writing = true
    const reader = (async () => {
      while (writing) await readBatch(db, parallel, handle)
    })()
    const writers = Array.from({ length: 4 }, async () => {
      for (let n = 0; n < 100; n += 1) await db.transaction((tx) => tell(tx, 'parallel'))
    })
    await Promise.all(writers)
    writing = false
    await reader
    await untilSettled(db)
    while ((await readBatch(db, parallel, handle)).more) assert.ok(seen.size > 0)
    const [row] = await db.query<{ n: number }>(sql`select count(*)::int as n from platform.event`)
    assert.equal(seen.size, row!.n)
    assert.deepEqual(new Set(seen.values()), new Set([1]))
  })

  it('of some types goes past the others, and misses none of its own', async () => {
    const seen: string[] = []
    const handle = async (_tx: Tx, events: Event[]) => {
      seen.push(...events.map(({ type }) => type))
    }
    const picky = { name: 'picky', types: ['wanted'], limit: 2 }
    for (const type of ['wanted', 'other', 'wanted', 'wanted', 'other']) {
      await db.transaction((tx) => tell(tx, type))
    }
    await untilSettled(db)
    while ((await readBatch(db, picky, handle)).more) assert.ok(seen.length > 0)
    assert.deepEqual(seen, ['wanted', 'wanted', 'wanted'])
    await db.transaction((tx) => tell(tx, 'other'))
    await untilSettled(db)
    const still = await readBatch(db, { ...picky, isDue: false }, handle)
    assert.deepEqual(still, { more: false, moved: false }, 'others move it only when it is due')
    assert.deepEqual(await readBatch(db, picky, handle), { more: false, moved: true })
    await db.transaction((tx) => tell(tx, 'wanted'))
    await untilSettled(db)
    await readBatch(db, picky, handle)
    assert.equal(seen.length, 4)
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
