import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { chosenOf, usual, type Preferences } from './preferences.ts'

const preferences = fc.record<Preferences>({
  language: fc.constantFrom('en', 'de', 'ar', null),
  theme: fc.constantFrom('system', 'light', 'dark'),
  density: fc.constantFrom('compact', 'comfortable'),
  shortcuts: fc.boolean(),
  timeZone: fc.option(fc.constantFrom('Europe/Paris', 'Asia/Dubai')),
})

describe('preferences', () => {
  it('are kept as far as they differ from the usual, and are whole again with it', () => {
    fc.assert(
      fc.property(preferences, (wanted) => {
        const chosen = chosenOf(wanted)
        assert.deepEqual({ ...usual, ...chosen }, { ...wanted })
        for (const [name, value] of Object.entries(chosen)) {
          assert.notEqual(value, usual[name as keyof Preferences])
        }
      }),
    )
  })
})
