import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'
import { RULES, ruleDesk, type RuleDesk } from './rule-desk.ts'

describe('a draft of many changes', () => {
  let app: App
  let client: Client
  let desk: RuleDesk
  before(async () => {
    app = await startApp()
    client = await app.client()
    desk = ruleDesk(client)
    await openShop(client, { locations: { A: {} }, skus: { X: {}, Y: {} }, stock: {} })
  })
  after(() => app.stop())

  const rule = (sku: string, name: string) => {
    return { action: 'add', rule: { name, sku, terms: { kind: 'safety_stock', quantity: 1 } } }
  }

  it('tells first what must be mended', async () => {
    // All but one of these never count; that alone fills what is told.
    await desk.change(...Array.from({ length: 211 }, (_, i) => rule('X', `Same ${i}`)))
    await desk.change(rule('Y', 'Archived'))
    const { version } = await desk.good(client.get('/v1/skus/Y'))
    const changes = [{ action: 'archive' }]
    await desk.good(client.post('/v1/skus/Y/changes', { version, changes }))
    const { problems, moreErrors } = await desk.draft()
    assert.equal(problems.length, 200)
    assert.deepEqual(
      problems.slice(0, 2).map((one: Json) => [one.kind, one.keepsFromPublishing]),
      [
        ['archived', true],
        ['shadowed', false],
      ],
    )
    assert.equal(moreErrors, 0)
  })

  it('is read in pages, which name every change once', async () => {
    const ids: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const query = next === '' ? 'limit=100' : `limit=100&cursor=${encodeURIComponent(next)}`
      const page: Json = await desk.good(client.get(`${RULES}/draft?${query}`))
      ids.push(...page.items.map(({ id }: Json) => id))
      next = page.next
    }
    assert.equal(new Set(ids).size, 212)
    assert.equal(ids.length, 212)
    await desk.discard()
  })

  it('is seen at the rules in force that it changes or removes', async () => {
    const outcomes = await desk.change(
      rule('X', 'Changed'),
      rule('X', 'Removed'),
      rule('X', 'Same'),
    )
    const [changed, removed] = outcomes.map(({ id }) => id)
    await desk.publish()
    await desk.change(
      { action: 'change', id: changed, fields: { name: 'Another name' } },
      { action: 'remove', id: removed },
      rule('X', 'New'),
    )
    const draftedOf = async (query: string) => {
      const { items } = await desk.good(client.get(`${RULES}${query}`))
      return Object.fromEntries(items.map((one: Json) => [one.name, one.drafted]))
    }
    assert.deepEqual(await draftedOf(''), { Changed: 'change', Removed: 'remove', Same: null })
    assert.deepEqual(await draftedOf('?draft=true'), {
      'Another name': 'change',
      Same: null,
      New: 'add',
    })
  })
})
