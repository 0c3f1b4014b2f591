import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { newId } from '../../lib/ids.ts'
import { openDatabase, type Database, type Tx } from '../db/index.ts'
import { object } from '../http/schemas.ts'
import { openInstallation } from '../installation.ts'
import { defineEvent } from './define.ts'
import { advance, cursorOfSnapshot, saveEvents, type Cursor } from './index.ts'
import { readEventsOf } from './watch.ts'

describe('the watch of events', () => {
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

  /**
   * Reads everything there is, `least` so many: the fence is that of the whole cluster, which other
   * tests hold for a moment. Answers what came and where the reader stands.
   */
  async function readAll(from: Cursor, limit: number, least = 0) {
    const seen: string[] = []
    let cursor = from
    for (;;) {
      const { events, fence } = await readEventsOf(db, ['wanted'], cursor, limit)
      seen.push(...events.map(({ id }) => id))
      const isEnd = events.length < limit
      if (isEnd && seen.length >= least) return { seen, cursor: fence }
      cursor = isEnd ? fence : advance(cursor, events, db.epoch)
    }
  }

  it('reads the wanted types only, in pages, and then stands at the fence', async () => {
    const from = await cursorOfSnapshot(db, db.epoch)
    const ids: string[] = []
    for (let n = 0; n < 7; n += 1) {
      await db.transaction((tx) => tell(tx, 'other'))
      ids.push(await db.transaction((tx) => tell(tx, 'wanted')))
    }
    const { seen, cursor } = await readAll(from, 2, ids.length)
    assert.deepEqual(seen, ids)
    assert.deepEqual((await readAll(cursor, 2)).seen, [], 'nothing comes twice')
    const later = await db.transaction((tx) => tell(tx, 'wanted'))
    assert.deepEqual((await readAll(cursor, 2, 1)).seen, [later])
  })

  it('does not pass an event of a transaction that still runs', async () => {
    const from = await cursorOfSnapshot(db, db.epoch)
    const written = Promise.withResolvers<string>()
    const release = Promise.withResolvers<void>()
    const slow = db.transaction(async (tx) => {
      written.resolve(await tell(tx, 'wanted'))
      await release.promise
    })
    const id = await written.promise
    const quick = await db.transaction((tx) => tell(tx, 'wanted'))
    const early = await readAll(from, 10)
    assert.deepEqual(early.seen, [])
    release.resolve()
    await slow
    assert.deepEqual((await readAll(early.cursor, 10, 2)).seen, [id, quick])
  })
})

async function tell(tx: Tx, type: string): Promise<string> {
  const at = Temporal.Now.instant()
  const id = newId(at.epochMilliseconds)
  const nothing = { says: 'A test says so.', subject: null, data: object({}) }
  const event = { id, subject: null, actor: 'test', data: {}, occurredAt: at }
  await saveEvents(tx, defineEvent(type, 1, nothing), [event])
  return id
}
