import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Sql } from '../platform/db/sql.ts'
import type { Platform } from '../platform/module.ts'
import { createNetworkBook } from './book.ts'

/** A database with nothing but channels, whose answers wait until they are let go. */
function openDatabase(locations: object[] = []) {
  const codes = ['FIRST']
  let at = Temporal.Instant.from('2026-03-01T09:00:00Z')
  let waiting: (() => void)[] = []
  const query = async ({ text }: Sql) => {
    const seen = text.includes('from network.location order by')
      ? locations
      : text.includes('from network.channel where')
        ? codes.map((code, id) => ({ code, id }))
        : []
    await new Promise<void>((resolve) => waiting.push(resolve))
    return seen
  }
  const clock = { now: () => at, nowMs: () => at.epochMilliseconds }
  const platform = {
    books: { query },
    clock,
    events: { on: () => undefined },
  } as unknown as Platform
  return {
    book: createNetworkBook(platform),
    commit: (code: string) => codes.push(code),
    wait: (minutes: number) => (at = at.add({ minutes })),
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

  it('has a location at work from the moment its pause ends, without reading again', async () => {
    const paused = (code: string, id: number, until: string | null) => {
      const pausedAt = Temporal.Instant.from('2026-03-01T08:00:00Z')
      const pausedUntil = until === null ? null : Temporal.Instant.from(until)
      return { id, code, lat: null, lon: null, pausedAt, pausedUntil, pauseReason: 'flood' }
    }
    const { book, letGo, wait } = openDatabase([
      paused('SOON', 1, '2026-03-01T09:10:00Z'),
      paused('LATER', 2, '2026-03-01T10:00:00Z'),
      paused('LONG', 3, null),
    ])
    const first = book.current()
    await letGo()
    await first
    const atRest = async () => {
      const { locationByCode } = await book.current()
      return [...locationByCode.values()].filter((one) => one.paused).map(({ code }) => code)
    }
    wait(9)
    assert.deepEqual(await atRest(), ['SOON', 'LATER', 'LONG'])
    assert.equal(await book.current(), await first)
    wait(1)
    assert.deepEqual(await atRest(), ['LATER', 'LONG'])
    const { locationById } = await book.current()
    const { pausedAt, pausedUntil, pauseReason } = locationById.get(1)!
    assert.deepEqual([pausedAt, pausedUntil, pauseReason], [null, null, null])
    assert.equal((await first).locationById.get(1)!.paused, true, 'who has an old one keeps it')
    wait(60)
    assert.deepEqual(await atRest(), ['LONG'])
  })
})
