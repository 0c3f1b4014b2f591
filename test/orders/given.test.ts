import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

describe('orders that are asked for one by one', () => {
  let app: App
  let client: Client
  let placed: Json[]
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {} },
      skus: { TEE: {} },
      stock: { TEE: { A: 10 } },
    })
    placed = []
    for (const externalId of ['one', 'two', 'three']) {
      placed.push((await client.post('/v1/orders', orderOf({ TEE: 1 }, { externalId }))).body)
    }
  })
  after(() => app.stop())

  const idsOf = async (query: string): Promise<string[]> => {
    const { items } = (await client.get(`/v1/orders?${query}`)).body
    return items.map(({ id }: Json) => id)
  }

  it('are found by id, number and external id, in the order of the list', async () => {
    const [one, two, three] = placed
    const asked = [three!.id, one!.number.toLowerCase(), 'two', 'nobody'].join(',')
    assert.deepEqual(await idsOf(`ids=${asked}&sort=placedAt`), [one!.id, two!.id, three!.id])
    assert.deepEqual(await idsOf(`ids=${asked}&sort=placedAt&limit=2`), [one!.id, two!.id])
  })

  it('are still filtered, and counted', async () => {
    const [one, two] = placed
    await client.post(`/v1/orders/${one!.id}/cancellations`, { reason: 'of this test' })
    const asked = `ids=${one!.id},${two!.id}`
    assert.deepEqual(await idsOf(`${asked}&state=allocated`), [two!.id])
    const { body } = await client.get(`/v1/orders/counts?${asked}`)
    assert.deepEqual(body.total, { count: 2, isCapped: false })
    const states = body.states.filter(({ count }: Json) => count > 0)
    assert.deepEqual(states.map(({ state }: Json) => state).toSorted(), ['allocated', 'cancelled'])
  })

  it('are looked for by their external id as well, where both are asked for', async () => {
    const [one, two] = placed
    const asked = `ids=${one!.id},${two!.id}&externalId=two`
    assert.deepEqual(await idsOf(asked), [two!.id])
    assert.deepEqual(await idsOf(`ids=${one!.id}&externalId=two`), [])
    const { body } = await client.get(`/v1/orders/counts?${asked}`)
    assert.deepEqual(body.total, { count: 1, isCapped: false })
  })

  it('are at most two hundred', async () => {
    const asked = Array.from({ length: 201 }, (_, n) => `no-${n}`).join(',')
    const { status, body } = await client.get(`/v1/orders?ids=${asked}`)
    assert.equal(status, 400)
    assert.equal(body.field, '/ids')
  })
})
