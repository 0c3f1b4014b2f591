import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { words as arabic } from './ar.ts'
import { words as german } from './de.ts'
import { words as english } from './en.ts'

/** Texts by where they stand; those that are put together when they are said are left out. */
function textsOf(words: unknown, at = ''): [at: string, text: string][] {
  if (typeof words === 'string') return [[at, words]]
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([name, inner]) => textsOf(inner, `${at}.${name}`))
}

/** Two words in a row: no name, code or unit, which may be the same everywhere. */
const SENTENCE = /\p{L}{2,}[\s,]+\p{L}{2,}/u

describe('the words of the console', () => {
  it('are German in German', () => {
    const said = new Map(textsOf(english))
    const same = textsOf(german).filter(([at, text]) => {
      return SENTENCE.test(text) && said.get(at) === text
    })
    assert.deepEqual(same, [])
  })

  it('are Arabic in Arabic', () => {
    const others = textsOf(arabic).filter(([, text]) => {
      return SENTENCE.test(text) && !/\p{Script=Arabic}/u.test(text)
    })
    assert.deepEqual(others, [])
  })
})
