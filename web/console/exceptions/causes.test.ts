import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outcomeOf, placeOf, saidOf, type Task } from './causes.ts'
import { words as german } from './words.de.ts'
import { words as english } from './words.en.ts'

const task: Task = {
  id: '0198a5b0-0000-7000-8000-000000000001',
  version: 1,
  cause: 'stock_uncovered',
  subjectKind: 'supply',
  subjectId: '7/3/0',
  order: null,
  location: 'nice',
  sku: 'CHAIR/red',
  summary: 'Less stock than was promised from here',
  nextStep: 'Find the missing units.',
  owner: null,
  dueAt: null,
  raisedAt: '2026-11-28T10:00:00Z',
  raisedBy: 'demo',
  closedAt: null,
  closedBy: null,
  outcome: null,
  can: [],
}
const nameOf = () => 'Nizza'

describe('an exception', () => {
  it('leads to the stock of its SKU, or to its order', () => {
    assert.deepEqual(placeOf(task), { kind: 'stock', to: '/inventory/CHAIR%2Fred' })
    const order = { id: task.id, number: 'W-17' }
    assert.deepEqual(placeOf({ ...task, order }), { kind: 'order', to: '/orders/W-17' })
    assert.equal(placeOf({ ...task, sku: null }), undefined)
  })

  it('leads to what feeds its place, where that is what it is about', () => {
    const late = { ...task, sku: null, cause: 'feed_overdue' }
    assert.deepEqual(placeOf(late), { kind: 'feeds', to: '/feeds', search: { location: 'nice' } })
    const broken = { ...late, cause: 'feed_incomplete', location: null }
    assert.deepEqual(placeOf(broken), { kind: 'feeds', to: '/feeds', search: {} })
  })

  it('leads to where routing is seen to, where that is what it is about', () => {
    const about = (cause: string) => {
      return placeOf({ ...task, sku: null, location: null, subjectId: 'WEB', cause })
    }
    const priced = {
      kind: 'simulator',
      to: '/simulator',
      search: { start: 'prices', channel: 'WEB' },
    }
    assert.deepEqual(about('prices_unproven'), priced)
    const versions = { kind: 'versions', to: '/routing', search: { view: 'versions' } }
    assert.deepEqual(about('canary_returned'), versions)
    const plans = { kind: 'plans', to: '/routing', search: { view: 'plans' } }
    assert.deepEqual(about('not_carried'), plans)
    const draft = { kind: 'draft', to: '/routing', search: { view: 'draft' } }
    assert.deepEqual(about('approval_asked'), draft)
  })

  it('is told in the language of the reader, with names', () => {
    const { says, more } = saidOf(task, german, nameOf)
    assert.equal(says, 'Nizza: Von CHAIR/red ist mehr zugesagt als da ist.')
    assert.equal(more, undefined)
    const uncarried = { cause: 'not_carried', subjectKind: 'channel', subjectId: 'WEB' }
    assert.match(
      saidOf({ ...task, ...uncarried }, german, nameOf).says,
      /^WEB geht nach Preislisten/,
    )
    const below = saidOf({ ...task, cause: 'stock_below_zero' }, english, nameOf)
    assert.equal(below.name, 'Stock is below zero')
    assert.match(below.says, /CHAIR\/red has left Nizza .* Nothing of it is promised/)
  })

  it('is told as the server says it where its cause is not known', () => {
    const { name, next } = saidOf({ ...task, cause: 'new_one' }, german, nameOf)
    assert.deepEqual([name, next], [task.summary, task.nextStep])
  })

  it('shows what only the server knows', () => {
    const { more } = saidOf({ ...task, cause: 'fact_not_applied' }, english, nameOf)
    assert.equal(more, task.summary)
  })

  it('says how it ended: by itself in words, by a person as they wrote it', () => {
    const ended = (outcome: string) => outcomeOf({ ...task, outcome }, german)
    assert.equal(ended('covered again'), 'Der Bestand reicht wieder.')
    assert.equal(ended('Kunde wartet'), 'Kunde wartet')
  })
})
