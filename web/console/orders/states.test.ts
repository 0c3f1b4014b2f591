import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { statusOf, tones } from './states.ts'
import { words as orderAr } from '../order/words.ar.ts'
import { words as orderDe } from '../order/words.de.ts'
import { words as orderEn } from '../order/words.en.ts'
import { words as ar } from './words.ar.ts'
import { words as de } from './words.de.ts'
import { words as en } from './words.en.ts'

const LONGEST_LABEL = 17
const document = JSON.parse(
  await readFile(new URL('../../../client/openapi.json', import.meta.url), 'utf8'),
) as unknown

/** All words that the API has for a field called `name`, wherever it stands. */
function wordsOfField(within: unknown, name: string): string[] {
  if (typeof within !== 'object' || within === null) return []
  return Object.entries(within).flatMap(([key, value]) => {
    const own = key === name ? ((value as { enum?: string[] })?.enum ?? []) : []
    return [...own, ...wordsOfField(value, name)]
  })
}

describe('states of orders', () => {
  const paths = (document as { paths: Record<string, unknown> }).paths
  const states = new Set([
    ...wordsOfField(paths['/v1/orders'], 'state'),
    ...wordsOfField(paths['/v1/orders/{id}'], 'state'),
    ...wordsOfField(paths['/v1/orders/counts'], 'state'),
  ])
  const methods = new Set(wordsOfField(paths['/v1/orders/{id}'], 'method'))

  it('each has a tone and words in every language', () => {
    assert.ok(states.size >= 9)
    for (const state of [...states, 'collected']) {
      assert.ok(state in tones, state)
      for (const words of [en, de, ar]) {
        const label = words.states[state as keyof typeof en.states]
        assert.ok(label && label.length <= LONGEST_LABEL, `${state}: ${label}`)
      }
    }
  })

  it('each way of delivery has words in every language', () => {
    assert.ok(methods.size >= 9)
    for (const method of methods) {
      for (const { methods: words } of [orderEn, orderDe, orderAr]) {
        assert.ok(words[method as keyof typeof words], method)
      }
    }
  })

  it('shows that an order is late rather than where it stands', () => {
    assert.equal(statusOf({ state: 'released', attention: 'late' }), 'late')
    assert.equal(statusOf({ state: 'on_hold', attention: 'on_hold' }), 'on_hold')
  })

  it('tells sent from collected', () => {
    assert.equal(statusOf({ state: 'fulfilled', methods: ['standard'] }), 'fulfilled')
    assert.equal(statusOf({ state: 'fulfilled', methods: ['click_and_collect'] }), 'collected')
    assert.equal(statusOf({ state: 'fulfilled', methods: ['express', 'curbside'] }), 'fulfilled')
    assert.equal(statusOf({ state: 'packed', methods: ['curbside'] }), 'packed')
  })
})
