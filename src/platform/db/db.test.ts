import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { gather } from './gather.ts'
import { openDatabase, type Database, type Queryable } from './index.ts'
import { sql, together } from './sql.ts'

describe('a transaction', () => {
  it('has the time that it is given, not the usual', async () => {
    const database = await createTestDatabase()
    const connection = { connection: database.connection, onError: () => undefined }
    const db = openDatabase({ ...connection, poolSize: 1 })
    try {
      const sleep = (seconds: number) => (tx: Queryable) =>
        tx.query(sql`select pg_sleep(${seconds})`)
      const began = performance.now()
      await assert.rejects(db.transaction(sleep(60), { timeoutMs: 100 }), {
        code: 'database_unavailable',
      })
      // The usual five seconds are not over.
      assert.ok(performance.now() - began < 4000)
      await db.transaction(sleep(0.5), { timeoutMs: 60_000 })
      await db.transaction(sleep(0.5), { timeoutMs: 0 })
    } finally {
      await db.close()
      await database.drop()
    }
  })
})

describe('what goes on after its transaction', () => {
  it('is refused, and writes nothing elsewhere', async () => {
    const database = await createTestDatabase()
    const connection = { connection: database.connection, onError: () => undefined }
    const db = openDatabase({ ...connection, poolSize: 1 })
    try {
      await db.query(sql`create table public.late (n int)`)
      const other = Promise.withResolvers<void>()
      let late: Promise<unknown> | undefined
      const failing = db.transaction(async (tx) => {
        late = other.promise.then(() => tx.query(sql`insert into public.late values (1)`))
        late.catch(() => undefined)
        throw new Error('no')
      })
      await assert.rejects(failing, /no/)
      other.resolve()
      await assert.rejects(late!, /has ended/)
      assert.deepEqual(await db.query(sql`select n from public.late`), [])
    } finally {
      await db.close()
      await database.drop()
    }
  })
})

describe('statements left for COMMIT', () => {
  let database: TestDatabase
  let db: Database
  before(async () => {
    database = await createTestDatabase()
    db = openDatabase({ connection: database.connection, poolSize: 2, onError: () => undefined })
    await db.query(sql`create table public.thing (n int primary key)`)
  })
  after(async () => {
    await db.close()
    await database.drop()
  })
  const count = async () => (await db.query(sql`select from public.thing`)).length

  it('are committed when the transaction returns', async () => {
    const answer = await db.transaction(async (tx) => {
      for (const n of [1, 2, 3]) tx.leave(tx.query(sql`insert into public.thing values (${n})`))
      return 'done'
    })
    assert.equal(answer, 'done')
    assert.equal(await count(), 3)
  })

  it('are one where they are written together, and answer as the last does', async () => {
    const insert = (n: number) => sql`insert into public.thing values (${n}) returning n`
    const had = await count()
    assert.deepEqual(await db.query(together([insert(11), insert(12), insert(13)])), [{ n: 13 }])
    assert.deepEqual(await db.query(together([insert(14)])), [{ n: 14 }])
    await assert.rejects(db.query(together([insert(15), insert(11)])), { code: '23505' })
    assert.equal(await count(), had + 4)
    await db.query(sql`delete from public.thing where n > 10`)
  })

  it('are gathered into one, and fail the transaction as each would', async () => {
    const insert = (n: number) => sql`insert into public.thing values (${n})`
    const write = (...numbers: number[]) =>
      db.transaction(async (tx) => {
        const inserts = gather(tx)
        for (const n of numbers.slice(1)) tx.leave(inserts.query(insert(n)))
        inserts.send()
        tx.leave(inserts.query(insert(numbers[0]!)))
      })
    const had = await count()
    await write(21, 22, 23)
    await write(24)
    await assert.rejects(write(25, 26, 21), { code: '23505' })
    await assert.rejects(write(21, 27, 28), { code: '23505' })
    assert.equal(await count(), had + 4)
    await db.query(sql`delete from public.thing where n > 20`)
  })

  it('fail the transaction with their own error, and nothing is committed or told', async () => {
    let told = false
    const failing = db.transaction(async (tx) => {
      tx.onCommit(() => (told = true))
      tx.leave(tx.query(sql`insert into public.thing values (7)`))
      tx.leave(tx.query(sql`insert into public.thing values (1)`))
      tx.leave(tx.query(sql`insert into public.thing values (8)`))
    })
    await assert.rejects(failing, { code: '23505' })
    assert.equal(told, false)
    assert.equal(await count(), 3)
    assert.equal((await db.query(sql`select 1 as n`)).length, 1, 'the connection is usable')
  })

  it('fail it with their own error also where what comes after them is waited for', async () => {
    const failing = db.transaction(async (tx) => {
      tx.leave(tx.query(sql`insert into public.thing values (1)`))
      await tx.query(sql`select 1`)
    })
    await assert.rejects(failing, { code: '23505' })
  })
})

describe('parameters', () => {
  let database: TestDatabase
  let db: Database
  before(async () => {
    database = await createTestDatabase()
    db = openDatabase({ connection: database.connection, poolSize: 2, onError: () => undefined })
  })
  after(async () => {
    await db.close()
    await database.drop()
  })

  it('that are arrays arrive as they were, whatever their texts hold', async () => {
    const words = fc.constantFrom('', 'null', 'NULL', ' ', '{}', '"', '\\', ',', "'", 'a b', '\n')
    const texts = fc.array(fc.option(fc.oneof(words, fc.string({ unit: 'grapheme' }))))
    const bytes = fc.array(fc.uint8Array({ maxLength: 8 }))
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.integer()), bytes, async (text, numbers, raw) => {
        const clean = text.map((one) => one?.replaceAll('\0', '') ?? null)
        const buffers = raw.map((one) => Buffer.from(one))
        const [row] = await db.query<{ t: string[]; n: number[]; b: Buffer[] }>(sql`
          select ${clean}::text[] as t, ${numbers}::int[] as n, ${buffers}::bytea[] as b`)
        assert.deepEqual(row, { t: clean, n: numbers, b: buffers })
      }),
    )
  })
})
