import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { hashOfSecret, keyOf, nameOf } from './api-key.ts'

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array))
const keys = fc.tuple(bytes(9), bytes(32)).map(([name, secret]) => ({ name, secret }))

describe('an API key', () => {
  it('is found by the name in it, and holds its secret whole', () => {
    fc.assert(
      fc.property(keys, ({ name, secret }) => {
        const key = keyOf(name, secret)
        assert.match(key, /^tutti_sk_[\w-]+$/)
        assert.equal(nameOf(key), name.toString('base64url'))
        assert.ok(key.includes(secret.toString('base64url')))
      }),
    )
  })

  it('that was mistyped anywhere is none, and nobody looks it up', () => {
    const typed = fc.constantFrom(...'abcXYZ019_- é\n')
    fc.assert(
      fc.property(keys, fc.nat(), typed, ({ name, secret }, at, char) => {
        const key = keyOf(name, secret)
        const i = at % key.length
        fc.pre(key[i] !== char)
        assert.equal(nameOf(key.slice(0, i) + char + key.slice(i + 1)), undefined)
        assert.equal(nameOf(key.slice(0, i) + key.slice(i + 1)), undefined)
        assert.equal(nameOf(key.slice(0, i) + char + key.slice(i)), undefined)
      }),
      { numRuns: 500 },
    )
  })

  it('is nothing that somebody makes up', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.equal(nameOf(text), undefined)))
    fc.assert(
      fc.property(fc.string(), (text) => assert.equal(nameOf(`tutti_sk_${text}`), undefined)),
    )
  })

  it('is kept as a hash that tells every key apart', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (start, x, y) => {
        const [a, b] = [start + x, start + y]
        assert.equal(hashOfSecret(a).length, 32)
        assert.equal(hashOfSecret(a).equals(hashOfSecret(b)), a.toWellFormed() === b.toWellFormed())
      }),
    )
  })
})
