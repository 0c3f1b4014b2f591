import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { allPages } from './all-pages.ts'

describe('all rows of what is paged', () => {
  it('are there once each and in order, however many pages they fill', async () => {
    const many = fc.integer({ min: 0, max: 1001 })
    await fc.assert(
      fc.asyncProperty(many, async (count) => {
        const rows = Array.from({ length: count }, (_, i) => i)
        let asked = 0
        const found = await allPages(async ({ limit, cursor }) => {
          asked += 1
          const from = Number(cursor ?? 0)
          const end = from + limit
          return { items: rows.slice(from, end), next: end < count ? String(end) : null }
        })
        assert.deepEqual(found, rows)
        assert.equal(asked, Math.max(1, Math.ceil(count / 200)))
      }),
      { numRuns: 50 },
    )
  })
})
