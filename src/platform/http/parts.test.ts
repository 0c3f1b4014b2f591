import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { table, timeIn, zoneName } from './parts.ts'

describe('a moment', () => {
  const winter = Temporal.Instant.from('2026-11-24T23:05:09Z')
  const summer = Temporal.Instant.from('2026-07-01T08:00:00Z')

  it('is written as people of its zone write it', () => {
    const { markup } = timeIn('Europe/Paris', winter)
    assert.equal(markup, '<time datetime="2026-11-24T23:05:09Z">25 Nov 2026, 00:05</time>')
    assert.match(timeIn('America/New_York', summer).markup, />1 Jul 2026, 04:00</)
  })

  it('has a zone that is called as in its season', () => {
    assert.deepEqual(
      [winter, summer].map((at) => zoneName('Europe/Paris', at)),
      ['CET', 'CEST'],
    )
  })
})

describe('a table', () => {
  const columns = [
    { head: 'Name', as: 'title' as const, cell: ({ name }: { name: string }) => name },
    { head: 'Empty', cell: () => '' },
    { head: 'Sometimes', cell: ({ name }: { name: string }) => (name === 'b' ? 'yes' : '') },
  ]

  it('leaves out a column without content, and escapes the rest', () => {
    const { markup } = table('<Things>', columns, [{ name: '<a>' }, { name: 'b' }])
    assert.match(markup, /aria-label="&lt;Things&gt;"/)
    assert.match(markup, /&lt;a&gt;/)
    assert.doesNotMatch(markup, /Empty/)
    assert.match(markup, /class=" none" data-head="Sometimes"><\/td>/)
    assert.match(markup, /data-head="Sometimes">yes<\/td>/)
  })
})
