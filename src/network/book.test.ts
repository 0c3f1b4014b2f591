import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Sql } from '../platform/db/sql.ts'
import type { Platform } from '../platform/module.ts'
import { createNetworkBook } from './book.ts'

/** A database with nothing but channels, whose answers wait until they are let go. */
function openDatabase() {
  const codes = ['FIRST']
  let waiting: (() => void)[] = []
  const query = async ({ text }: Sql) => {
    const seen = text.includes('from network.channel ')
      ? codes.map((code, id) => ({ code, id }))
      : []
    await new Promise<void>((resolve) => waiting.push(resolve))
    return seen
  }
  const platform = { db: { query }, events: { on: () => undefined } } as unknown as Platform
  return {
    book: createNetworkBook(platform),
    commit: (code: string) => codes.push(code),
    async letGo() {
      await new Promise((resolve) => setImmediate(resolve))
      for (const resolve of waiting.splice(0)) resolve()
      waiting = []
    },
  }
}

describe('the network in memory', () => {
  it('has every change that was told, though an older reading was on its way', async () => {
    const { book, commit, letGo } = openDatabase()
    const early = book.current()
    commit('SECOND')
    book.markStale()
    const late = book.current()
    const others = [book.current(), book.current()]
    await letGo()
    assert.ok(!(await early).channelByCode.has('SECOND'))
    await letGo()
    for (const one of [late, ...others]) {
      assert.ok((await one).channelByCode.has('SECOND'))
      assert.equal(await one, await late, 'one reading for all who ask')
    }
    assert.equal(await book.current(), await late, 'and none where nothing has changed')
  })

  it('is looked at again for a code that is not there yet, once for all who ask', async () => {
    const { book, commit, letGo } = openDatabase()
    const early = book.current()
    await letGo()
    await early
    commit('SECOND')
    const asked = [book.refresh(), book.refresh()]
    let isDone = false
    const done = Promise.all(asked).then(() => (isDone = true))
    while (!isDone) await letGo()
    await done
    assert.ok((await asked[0]!).channelByCode.has('SECOND'))
    assert.equal(await asked[0], await asked[1])
  })
})
