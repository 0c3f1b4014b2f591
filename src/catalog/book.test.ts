import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Platform } from '../platform/module.ts'
import { createSkuBook } from './book.ts'

/** A database with one SKU, whose answers wait until they are let go. */
function openDatabase() {
  const sku = { id: 1, code: 'TEE', version: 1, components: [] }
  const waiting: (() => void)[] = []
  const query = async () => {
    const seen = [{ ...sku }]
    await new Promise<void>((resolve) => waiting.push(resolve))
    return seen
  }
  const platform = { books: { query }, events: { on: () => undefined } } as unknown as Platform
  const book = createSkuBook(platform)
  return {
    book,
    waiting,
    known: () => book.byCode('TEE')?.version,
    change() {
      sku.version += 1
      book.forget('TEE')
    },
    async load() {
      const loaded = book.load(['TEE'])
      for (const resolve of waiting.splice(0)) resolve()
      await loaded
    },
  }
}

describe('the SKUs in memory', () => {
  it('stay known while one changes, to whoever has loaded them, and are read anew', async () => {
    const { known, change, load, book, waiting } = openDatabase()
    await load()
    change()
    assert.equal(known(), 1)
    assert.equal(book.byId(1)?.version, 1)
    await load()
    assert.equal(known(), 2)
    await book.load(['TEE'])
    await book.loadIds([1])
    assert.deepEqual(waiting, [], 'nothing is read where nothing has changed')
  })

  it('are not taken to be as a read has them that began before the change', async () => {
    const { known, change, load, book, waiting } = openDatabase()
    const early = book.load(['TEE'])
    const [letEarlyGo] = waiting.splice(0)
    change()
    letEarlyGo!()
    await early
    assert.equal(known(), 1)
    await load()
    assert.equal(known(), 2)
  })

  it('are there before anybody asks, once those made last are read', async () => {
    const { known, book, waiting } = openDatabase()
    const ahead = book.loadNewest()
    for (const resolve of waiting.splice(0)) resolve()
    await ahead
    assert.equal(known(), 1)
    await book.load(['TEE'])
    assert.deepEqual(waiting, [], 'nothing is read again')
  })

  it('do not go back where an older read ends last', async () => {
    const { known, change, load, book, waiting } = openDatabase()
    const early = book.load(['TEE'])
    const [letEarlyGo] = waiting.splice(0)
    change()
    await load()
    letEarlyGo!()
    await early
    assert.equal(known(), 2)
  })
})
