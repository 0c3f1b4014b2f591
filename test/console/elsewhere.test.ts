import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openConsole, type Console } from './console.ts'
import { testOtherScreens } from './screens.ts'

describe('the console on a phone, and loaded by its addresses', () => {
  let opened: Console
  before(async () => {
    opened = await openConsole()
  })
  after(async () => {
    await opened?.close()
  })

  it('has something of every kind to show', () => {
    assert.deepEqual(
      Object.entries(opened.known).filter(([, name]) => !name),
      [],
    )
  })

  testOtherScreens(() => opened)
})
