import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { events } from '../../src/modules.ts'
import { defineEvent } from '../../src/platform/events/define.ts'
import { object } from '../../src/platform/http/schemas.ts'
import { eventsPage } from './events.ts'
import { pages } from './pages.ts'

describe('the guide', () => {
  for (const [path, text] of Object.entries(pages)) {
    it(`${path} says what the code says`, () => {
      const there = readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
      assert.equal(there, text, 'run `npm run guide`')
    })
  }

  it('changes with a declaration', () => {
    const added = defineEvent('order.sung', 1, {
      says: 'It was.',
      subject: 'order',
      data: object({ verses: Type.Array(Type.Integer()) }),
    })
    const page = eventsPage([...events, added])
    assert.notEqual(page, pages['docs/guide/events.md'])
    assert.match(page, /## order\.sung\n\nVersion 1\. It was\. Subject: the order\./)
    assert.match(page, /\| `verses` \| list of integer \|/)
  })
})
