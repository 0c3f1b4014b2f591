import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp } from '../app.ts'
import { openShop } from '../shop.ts'

const POOL = 4

describe('what is kept in memory', () => {
  it('is read anew while transactions that ask for it hold all other connections', async () => {
    const app = await startApp(undefined, { settings: { TUTTI_DB_POOL: POOL } })
    try {
      await openShop(await app.client(), { locations: { A: {} }, skus: { X: {} }, stock: {} })
      const { rules, network, skus, plans } = app.orders
      const open = Promise.withResolvers<void>()
      let begun = 0
      const ask = async () => {
        await app.platform.db.transaction(async (tx) => {
          await tx.query(sql`select 1`)
          begun += 1
          if (begun === POOL) {
            for (const book of [rules, network, plans]) book.markStale()
            rules.markFencesStale()
            skus.forget('X')
            open.resolve()
          }
          await open.promise
          await Promise.all([rules.current(), rules.fences(), network.current(), plans.of(1, null)])
          await skus.load(['X'])
        })
        return skus.byCode('X')?.code
      }
      const asked = await Promise.all(Array.from({ length: POOL }, ask))
      assert.deepEqual(asked, Array<string>(POOL).fill('X'))
    } finally {
      await app.stop()
    }
  })
})
