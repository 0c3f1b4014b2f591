import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readFileSync } from 'node:fs'
import { formatsOf } from '../../lib/format.ts'
import { actorText, toldOf, type Telling } from './told.ts'
import type { OrderEvent } from './types.ts'
import { words as arabic } from './words-told.ar.ts'
import { words as german } from './words-told.de.ts'
import { words as english } from './words-told.en.ts'

type Schema = {
  anyOf?: Schema[]
  type?: string
  enum?: unknown[]
  format?: string
  properties?: Record<string, Schema>
  items?: Schema
  prefixItems?: Schema[]
}

/** The timeline as the API describes it: a shape for each type of event. */
function eventShapes(): Schema[] {
  const file = new URL('../../../client/openapi.json', import.meta.url)
  const document = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, { get: { responses: Record<string, { content: unknown }> } }>
  }
  const answer = document.paths['/v1/orders/{id}/events']!.get.responses['200']!
  const { schema } = (answer.content as Record<string, { schema: Schema }>)['application/json']!
  return schema.properties!['items']!.items!.anyOf!
}

/** A value of a schema, the same each time. */
function sampleOf(schema: Schema): unknown {
  if (schema.anyOf) return sampleOf(schema.anyOf[0]!)
  if (schema.enum) return schema.enum[0]
  if (schema.prefixItems) return schema.prefixItems.map(sampleOf)
  if (schema.type === 'array') return [sampleOf(schema.items!)]
  if (schema.type === 'object') {
    const entries = Object.entries(schema.properties ?? {})
    return Object.fromEntries(entries.map(([name, one]) => [name, sampleOf(one)]))
  }
  if (schema.type === 'string') return samples[schema.format ?? ''] ?? 'a'
  return 1
}

const samples: Record<string, string> = {
  date: '2026-03-01',
  'date-time': '2026-03-01T09:00:00Z',
}

const languages = { en: english, de: german, ar: arabic }

function tellingIn(language: keyof typeof languages): Telling {
  return {
    words: languages[language],
    formats: formatsOf(language, 'UTC'),
    holds: [],
    currency: 'EUR',
    place: (id) => `Place ${id}`,
    line: (no) => (no === 1 ? { name: 'Chair', unit: 'piece', decimals: 0 } : undefined),
    whole: [[1, 2, 2]],
    cause: (cause) => cause,
    declineReason: (reason) => reason,
  }
}

/** What is told by what became of it, and not in one sentence. */
const SAID_BY: Partial<Record<string, string>> = {
  'order.expected_changed': 'arrived',
  'order.marked': 'tagged',
}

describe('the timeline of an order', () => {
  it('has a sentence for each type of event, in each language', () => {
    const shapes = eventShapes()
    assert.ok(shapes.length > 10)
    for (const shape of shapes) {
      const event = sampleOf(shape) as OrderEvent
      for (const language of ['en', 'de', 'ar'] as const) {
        const word = SAID_BY[event.type] ?? event.type
        assert.ok(word in languages[language], `${word} in ${language}`)
        const { says } = toldOf(event, tellingIn(language))
        assert.doesNotMatch(says, /undefined|null|NaN|_|\[object/, event.type)
        assert.ok(says.length > 3, event.type)
      }
    }
  })

  it('names goods and places, and leaves out what is not known', () => {
    const told = (event: unknown) => toldOf(event as OrderEvent, tellingIn('en')).says
    const lines = [
      [1, 2],
      [7, 1],
    ]
    const data = { locationId: 4, reason: 'too busy', lines }
    assert.equal(
      told({ type: 'fulfilment.declined', data }).replaceAll('\u00a0', ' '),
      'Place 4 cannot send 2 × Chair and line 7: too busy',
    )
    assert.equal(
      told({ type: 'order.cancelled', data: { reason: 'x', lines: [[1, 9, 2]] } }),
      'Cancelled: x',
    )
    assert.equal(told({ type: 'order.sung', data: {} }), 'Sung')
    const found = { parts: [[1, 9, 4, 1]], expected: [[1, 9, 5, 1, '2026-03-01']] }
    assert.match(
      told({ type: 'order.allocated', data: found }).replaceAll('\u00a0', ' '),
      /^Stock found: 1 × Chair .*Place 4\. 1 × Chair now expected on .*1/,
    )
  })

  it('says who did it', () => {
    const uuid = '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'
    const id = `person:${uuid}`
    const of = { words: english, people: new Map([[id, 'Ada']]) }
    assert.equal(actorText(id, of), 'Ada')
    assert.equal(actorText('late work', of), 'Tutti, when time was up')
    assert.equal(actorText(id, { ...of, people: new Map() }), english.somebody)
    assert.equal(actorText(`key:${uuid}`, of), english.somebody)
  })
})
