import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'

describe('a stock feed that was received', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, { locations: { A: {}, B: {}, C: {} }, skus: { X: {} }, stock: {} })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })
  const feed = async (head: object, rows: unknown[]): Promise<Json> => {
    const asOf = Temporal.Now.instant().toString()
    const body = { kind: 'delta', number: 'on_hand', asOf, ...head, rows }
    const reply = await client.post('/v1/stock-feeds', body)
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    return reply.body
  }

  it('is found by its source and by every location that it names', async () => {
    const listed = async (query: string): Promise<Json> =>
      (await client.get(`/v1/stock-feeds?${query}`)).body
    const ids = async (query: string): Promise<string[]> =>
      (await listed(query)).items.map(({ id }: Json) => id)
    const row = { sku: 'X', quantity: 3 }
    const { feed: one } = await feed({ source: 'ERP', location: 'C' }, [{ ...row, sku: 'NOPE' }])
    const { feed: many } = await feed({ source: 'ERP' }, [
      { ...row, location: 'B' },
      { ...row, location: 'C' },
    ])
    const { feed: other } = await feed({ source: 'TILL', location: 'C' }, [row])
    assert.deepEqual(await ids('location=C&limit=3'), [other.id, many.id, one.id])
    assert.deepEqual(await ids('location=C&source=ERP'), [many.id, one.id])
    assert.deepEqual(await ids('location=B&source=ERP'), [many.id])
    assert.deepEqual(await ids('location=A&source=ERP'), [])
    const first = await listed('location=C&source=ERP&limit=1')
    const next = `location=C&source=ERP&cursor=${encodeURIComponent(first.next)}`
    assert.deepEqual([first.items[0].id, await ids(next)], [many.id, [one.id]])
    const unknown = await listed('location=NOWHERE')
    assert.deepEqual([unknown.code, unknown.field], ['location_unknown', '/location'])
  })
})
