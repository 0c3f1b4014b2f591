import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, setLocation } from '../shop.ts'

const PARIS = { lat: 48.86, lon: 2.35 }

describe('dangerous goods', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { NEAR: PARIS, DEPOT: { lat: 43.3, lon: 5.37 } },
      skus: { SOAP: {}, LATER: {} },
      stock: { SOAP: { NEAR: 9, DEPOT: 9 }, LATER: { NEAR: 9, DEPOT: 9 } },
    })
    const skus = [{ code: 'PAINT', name: 'Paint', hazard: '3' }]
    assert.equal((await client.post('/v1/skus', { skus })).body.outcomes[0].outcome, 'created')
    const levels = ['NEAR', 'DEPOT'].map((location) => ({ sku: 'PAINT', location, onHand: 9 }))
    await client.post('/v1/stock/levels', { levels })
    await setLocation(client, 'DEPOT', { tags: ['licensed'] })
    await draft([{ of: 'hazard', in: [], lines: 'any' }])
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  /** One rule: what fits goes from the depot. */
  async function draft(when: Json[]): Promise<void> {
    const path = '/v1/routing-rules/draft'
    const { version, rules } = (await client.get(path)).body
    const gone = rules.map(({ id }: Json) => ({ action: 'remove', id }))
    const use = [{ places: { tags: ['licensed'] } }]
    const rule = { name: 'Licensed', when, use, choose: { by: 'least_cost' } }
    const changes = [...gone, { action: 'add', rule }]
    const { status, body } = await client.post(`${path}/changes`, { version, changes })
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal(body.outcomes.at(-1).outcome, 'done', JSON.stringify(body))
  }
  /** The rule that would decide on these. */
  async function ruleFor(...skus: string[]): Promise<string | null> {
    const invented = {
      channel: 'WEB',
      method: 'standard',
      shipTo: { country: 'FR', ...PARIS },
      lines: skus.map((sku) => ({ sku, quantity: 1 })),
    }
    const { status, body } = await client.post('/v1/routing-trials', { invented })
    assert.equal(status, 200, JSON.stringify(body))
    return body.draft[0].record.rule?.name ?? null
  }

  it('that no item is are told of in the draft', async () => {
    const told = async (classes: string[]) => {
      await draft([{ of: 'hazard', in: classes, lines: 'any' }])
      const { problems } = (await client.get('/v1/routing-rules/draft')).body
      return problems.map(({ kind, value }: Json) => [kind, value])
    }
    assert.deepEqual(await told(['3', '8']), [['unused_hazard', '8']])
    assert.deepEqual(await told([]), [])
  })

  it('are what rules go by: of any class, or of some', async () => {
    assert.equal(await ruleFor('SOAP', 'PAINT'), 'Licensed')
    assert.equal(await ruleFor('SOAP'), null)
    await draft([{ of: 'hazard', in: ['8', '9'], lines: 'any' }])
    assert.equal(await ruleFor('PAINT'), null)
    await draft([{ of: 'hazard', in: ['3'], lines: 'all' }])
    assert.equal(await ruleFor('PAINT'), 'Licensed')
    assert.equal(await ruleFor('SOAP', 'PAINT'), null)
  })

  it('are told of a SKU, and can be no more', async () => {
    const set = async (hazard: string | null) => {
      const { version } = (await client.get('/v1/skus/LATER')).body
      const changes = [{ action: 'set', fields: { hazard } }]
      return client.post('/v1/skus/LATER/changes', { version, changes })
    }
    assert.equal((await client.get('/v1/skus/LATER')).body.hazard, null)
    const set3 = await set('3')
    assert.deepEqual([set3.status, set3.body.hazard], [200, '3'])
    await draft([{ of: 'hazard', in: [], lines: 'any' }])
    assert.equal(await ruleFor('LATER'), 'Licensed')
    assert.equal((await set(null)).body.hazard, null)
    assert.equal(await ruleFor('LATER'), null)
    const bad = await set('10')
    assert.deepEqual([bad.status, bad.body.field], [400, '/changes/0/fields/hazard'])
  })
})
