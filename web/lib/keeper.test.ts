import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Problem } from '../../client/index.ts'
import { createKeeper, type Own } from './keeper.ts'

type Liked = { theme: string; language: string | null }

const USUAL: Liked = { theme: 'system', language: null }

/** A server that keeps what one person likes, and what is shown here. */
function desk() {
  let own: Own<Liked> = { version: 1, preferences: USUAL }
  const at = { shown: USUAL, isDown: false, writes: 0 }
  const change = (fields: Partial<Liked>) => {
    own = { version: own.version + 1, preferences: { ...own.preferences, ...fields } }
    return own
  }
  const keeper = createKeeper<Liked>(
    {
      read: async () => own,
      write: async (version, fields) => {
        at.writes += 1
        if (at.isDown) throw new Problem(0)
        if (version !== own.version) throw new Problem(409)
        return change(fields)
      },
    },
    (preferences) => (at.shown = preferences),
  )
  return { at, change, own: () => own, keeper }
}

describe('what a person likes', () => {
  it('is what the server has, and what is changed here is kept there', async () => {
    const { at, change, own, keeper } = desk()
    await keeper.learn(change({ theme: 'dark' }))
    assert.equal(at.shown.theme, 'dark')
    await keeper.keep({ language: 'ar' })
    const wanted = { theme: 'dark', language: 'ar' }
    assert.deepEqual([own().preferences, at.shown], [wanted, wanted])
  })

  it('is kept one change after the other', async () => {
    const { own, keeper } = desk()
    await keeper.learn(own())
    const changes = [{ theme: 'dark' }, { language: 'de' }, { theme: 'light' }]
    await Promise.all(changes.map((fields) => keeper.keep(fields)))
    await keeper.keep({})
    assert.deepEqual(own().preferences, { theme: 'light', language: 'de' })
  })

  it('is as the server has it where it was changed elsewhere', async () => {
    const { at, change, own, keeper } = desk()
    await keeper.learn(own())
    change({ theme: 'light' })
    await keeper.keep({ theme: 'dark' })
    assert.equal(at.shown.theme, 'light')
    await keeper.keep({ theme: 'dark' })
    assert.equal(own().preferences.theme, 'dark')
  })

  it('waits while the server is away', async () => {
    const { at, own, keeper } = desk()
    await keeper.learn(own())
    at.isDown = true
    await keeper.keep({ theme: 'dark' })
    at.isDown = false
    await keeper.learn(own())
    assert.deepEqual([own().preferences.theme, at.shown.theme], ['dark', 'dark'])
  })

  it('is not undone by an answer that comes late', async () => {
    const { at, own, keeper } = desk()
    const before = own()
    await keeper.learn(before)
    await keeper.keep({ theme: 'dark' })
    await keeper.learn(before)
    assert.equal(at.shown.theme, 'dark')
  })

  it('is kept nowhere while nobody is signed in', async () => {
    const { at, keeper } = desk()
    await keeper.keep({ theme: 'dark' })
    assert.equal(at.writes, 0)
  })
})
