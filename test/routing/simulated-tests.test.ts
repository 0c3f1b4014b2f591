import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

const path = '/v1/simulations'
const draftPath = '/v1/routing-rules/draft'

describe('routing tests of what was simulated', () => {
  let app: App
  let client: Client
  let simulation: string
  let ruleId: string

  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { NEAR: { lat: 48.8, lon: 2.3 }, FAR: { lat: 43.3, lon: 5.4 } },
      skus: { X: { weightG: 500 } },
      stock: { X: { NEAR: 10, FAR: 10 } },
    })
    const from = app.platform.clock.now().toString()
    assert.equal((await client.post('/v1/orders', orderOf({ X: 1 }))).status, 201)
    const shipTo = { country: 'FR', lat: 48.86, lon: 2.34 }
    const lines = [{ sku: 'X', quantity: 1 }]
    const invented = { channel: 'WEB', method: 'standard', shipTo, lines }
    const stock = ['NEAR', 'FAR'].map((location) => ({ sku: 'X', location, quantity: 5 }))
    for (const place of ['NEAR', 'FAR']) {
      const test = { code: place, name: `From ${place}`, expected: { exactly: [place] } }
      const kept = await client.post('/v1/routing-tests', { ...test, invented, stock })
      assert.equal(kept.status, 201, JSON.stringify(kept.body))
    }
    const use = [{ places: { locations: ['FAR'] } }]
    const rule = { name: 'From afar', use, choose: { by: 'least_cost' } }
    ruleId = (await change({ action: 'add', rule }))[0].id
    const plans = [{ strategy: 'nearest' }]
    const policies = [{ of: 'live' }, { of: 'draft' }, { of: 'draft', plans }]
    const until = app.platform.clock.now().toString()
    simulation = (await client.post(path, { from, until, policies })).body.id
    await untilSeen(app, async () => {
      return (await client.get(`${path}/${simulation}`)).body.state === 'done' ? true : undefined
    })
  })
  after(() => app.stop())

  async function change(...changes: Json[]): Promise<Json[]> {
    const { version } = (await client.get(draftPath)).body
    const { status, body } = await client.post(`${draftPath}/changes`, { version, changes })
    assert.equal(status, 200, JSON.stringify(body))
    return body.outcomes
  }

  async function run(): Promise<Json> {
    const { status, body } = await client.post(`${path}/${simulation}/test-runs`, {})
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  const standing = async () => (await run()).draft.standing

  it('say by whose rules they pass, once for policies that have the same', async () => {
    const { runs, draft } = await run()
    const told = runs.map(({ policies, passed, failed, items }: Json) => {
      const fails = items.filter(({ outcome }: Json) => outcome === 'failed')
      return [policies, passed, failed, fails.map(({ code }: Json) => code)]
    })
    assert.deepEqual(told, [
      [[0], 1, 1, ['FAR']],
      [[1, 2], 1, 1, ['NEAR']],
    ])
    const version = (await client.get(draftPath)).body.version
    assert.deepEqual(draft, { standing: 'same', version })
  })

  it('go by the rules that were played, and tell whether the draft still is those', async () => {
    const earlier = await run()
    await change({ action: 'change', id: ruleId, fields: { off: true } })
    assert.equal(await standing(), 'changed')
    assert.deepEqual((await run()).runs, earlier.runs)
    await change({ action: 'change', id: ruleId, fields: { off: false } })
    const { version } = (await run()).draft
    assert.equal(await standing(), 'same')
    const why = { note: 'Tried', despiteTests: true, despiteReason: 'It is as it should be' }
    const done = await client.post('/v1/routing-rules/publications', { version, ...why })
    assert.equal(done.status, 201, JSON.stringify(done.body))
    assert.equal(await standing(), 'published')
  })

  it('are not told of what is not there', async () => {
    const missing = '00000000-0000-7000-8000-000000000000'
    assert.equal((await client.post(`${path}/${missing}/test-runs`, {})).status, 404)
  })
})
