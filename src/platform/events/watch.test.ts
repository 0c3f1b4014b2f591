import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestDatabase, untilSettled, type TestDatabase } from '../../../test/database.ts'
import { newId } from '../../lib/ids.ts'
import { openDatabase, type Database, type Tx } from '../db/index.ts'
import { object } from '../http/schemas.ts'
import { openInstallation } from '../installation.ts'
import { createLog } from '../log.ts'
import { createWake } from '../wake.ts'
import { defineEvent } from './define.ts'
import { advance, cursorOfSnapshot, saveEvents, type Cursor } from './index.ts'
import { createEventWatch, readEventsOf } from './watch.ts'

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

  /** Reads everything there is; answers what came and where the reader stands. */
  async function readAll(from: Cursor, limit: number) {
    const seen: string[] = []
    let cursor = from
    for (;;) {
      const { events, fence } = await readEventsOf(db, ['wanted'], cursor, limit)
      seen.push(...events.map(({ id }) => id))
      if (events.length < limit) return { seen, cursor: fence }
      cursor = advance(cursor, events, db.epoch)
    }
  }

  it('reads the wanted types only, in pages, and then stands at the fence', async () => {
    const from = await cursorOfSnapshot(db, db.epoch)
    const ids: string[] = []
    for (let n = 0; n < 7; n += 1) {
      await db.transaction((tx) => tell(tx, 'other'))
      ids.push(await db.transaction((tx) => tell(tx, 'wanted')))
    }
    await untilSettled(db)
    const { seen, cursor } = await readAll(from, 2)
    assert.deepEqual(seen, ids)
    assert.deepEqual((await readAll(cursor, 2)).seen, [], 'nothing comes twice')
    const later = await db.transaction((tx) => tell(tx, 'wanted'))
    await untilSettled(db)
    assert.deepEqual((await readAll(cursor, 2)).seen, [later])
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
    release.resolve()
    await slow
    assert.deepEqual(early.seen, [])
    await untilSettled(db)
    assert.deepEqual((await readAll(early.cursor, 10)).seen, [id, quick])
  })

  it('tells who comes after the start of a type that nobody else wants', async () => {
    const log = createLog('silent')
    const wake = createWake(db, log)
    const watch = createEventWatch(db, wake, log)
    watch.on(['wanted'], () => undefined)
    const started = await watch.start()
    try {
      const heard = Promise.withResolvers<string[]>()
      watch.on(['late'], (events) => heard.resolve(events.map(({ id }) => id)))
      const id = await db.transaction((tx) => tell(tx, 'late'))
      started.wake()
      assert.deepEqual(await heard.promise, [id])
    } finally {
      await started.stop()
      await wake.stop()
    }
  })

  it('tells who comes while it reads', async () => {
    const log = createLog('silent')
    const wake = createWake(db, log)
    const heard = Promise.withResolvers<string[]>()
    const told = Promise.withResolvers<string>()
    let isAsked = false
    const slow: Database = Object.assign(Object.create(db), {
      /** Between the question and its answer somebody comes, and what they want happens. */
      async query(text: Parameters<Database['query']>[0]) {
        if (!isAsked) return db.query(text)
        isAsked = false
        watch.on(['meanwhile'], (events) => heard.resolve(events.map(({ id }) => id)))
        told.resolve(await db.transaction((tx) => tell(tx, 'meanwhile')))
        await untilSettled(db)
        return db.query(text)
      },
    })
    const watch = createEventWatch(slow, wake, log)
    watch.on(['wanted'], () => undefined)
    const started = await watch.start()
    isAsked = true
    try {
      started.wake()
      assert.deepEqual(await heard.promise, [await told.promise])
    } finally {
      await started.stop()
      await wake.stop()
    }
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
