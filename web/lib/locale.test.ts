import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { localeOf } from './locale.ts'

describe('localeOf', () => {
  it('takes what the browser offers for the language', () => {
    assert.equal(localeOf('en', ['de-AT', 'en-US', 'en-GB']), 'en-US')
    assert.equal(localeOf('de', ['de-AT', 'en-US']), 'de-AT')
  })

  it('takes the language itself when none is offered', () => {
    assert.equal(localeOf('en', ['fil', 'den']), 'en-GB')
    assert.equal(localeOf('ar', ['en-US']), 'ar')
  })

  it('passes over what is no locale', () => {
    assert.equal(localeOf('en', ['en-US@posix', '', 'en_US', 'en-CA']), 'en-CA')
    assert.equal(localeOf('en', ['en-US@posix']), 'en-GB')
  })
})
