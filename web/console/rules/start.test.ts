import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { KINDS, ruleOf } from './draft.ts'
import { begunIn, NOT_BEGUN, wayToRule } from './start.ts'

const kinds = Object.fromEntries(KINDS.map((kind) => [kind, `A ${kind}`])) as never

describe('a rule that another screen leads to', () => {
  it('is about what it was begun with, and has a name', () => {
    const about = { sku: 'TEE', location: 'A', channel: 'WEB', method: 'standard' }
    const { to, search } = wayToRule('safety_stock', about)
    assert.equal(to, '/availability-rules')
    const draft = begunIn(search, kinds)!
    assert.equal(draft.name, 'A safety_stock · TEE · A · WEB')
    const { sku, location, channel, method, terms } = ruleOf(draft)
    assert.deepEqual({ sku, location, channel, method }, about)
    assert.equal(terms.kind, 'safety_stock')
  })

  it('leaves open what was not named', () => {
    const draft = begunIn(wayToRule('quota', { sku: 'TEE', location: undefined }).search, kinds)!
    assert.deepEqual([draft.kind, draft.name], ['quota', 'A quota · TEE'])
    assert.deepEqual([draft.location, draft.channel, draft.method], ['', '', ''])
  })

  it('is none where nothing, or no known kind, is begun', () => {
    assert.equal(begunIn({ sku: 'TEE' }, kinds), undefined)
    assert.equal(begunIn({ add: 'magic', sku: 'TEE' }, kinds), undefined)
    const { search } = wayToRule('quota', { sku: 'TEE' })
    assert.equal(begunIn({ ...search, ...NOT_BEGUN }, kinds), undefined)
  })

  it('has a name that fits, however long what it is about is called', () => {
    const draft = begunIn({ add: 'quota', sku: 'S'.repeat(64), location: 'L'.repeat(64) }, kinds)!
    assert.equal(draft.name.length, 100)
  })
})
