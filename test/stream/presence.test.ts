import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'
import { ask, listen } from './listen.ts'

describe('the stream of people who have the same open', () => {
  let app: App
  let other: App
  let record: string
  before(async () => {
    app = await startApp()
    other = await startApp(app.connection)
    const client = await app.client()
    await openShop(client, { locations: { A: {} }, skus: { X: {} }, stock: { X: { A: 9 } } })
    const { body } = await client.post('/v1/orders', orderOf({ X: 1 }))
    record = `orders:${body.id}`
  })
  after(async () => {
    await other.stop()
    await app.stop()
  })

  it('names who comes and who goes, at another process too', async () => {
    const [ann, bob] = [await app.person('Ann'), await app.person('Bob')]
    const [, id] = record.split(':')
    const seesAnn = { topic: 'orders', id, others: [{ id: ann.id, name: 'Ann' }] }
    const seesBob = { topic: 'orders', id, others: [{ id: bob.id, name: 'Bob' }] }
    const alone = { topic: 'orders', id, others: [] }
    const asked = { topics: ['orders', 'catalog'], at: [record] }
    const annsWindow = await listen(app, ann, asked)
    assert.deepEqual((await annsWindow.next('presence')).data, alone)
    const bobsWindow = await listen(other, bob, asked)
    assert.deepEqual((await annsWindow.next('presence')).data, seesBob)
    // The same record twice, and another person at Ann's process.
    const bobsOther = await listen(app, bob, { topics: ['orders'], at: [record, record] })
    assert.deepEqual((await bobsOther.next('presence')).data, seesAnn)
    await bobsWindow.close()
    const caught = await listen(other, bob, { topics: ['catalog'], at: ['catalog:X', record] })
    const heard = await caught.next('presence')
    assert.deepEqual(heard.data, { topic: 'catalog', id: 'X', others: [] })
    await bobsOther.close()
    assert.deepEqual((await annsWindow.next('presence')).data, alone)
    // Who does not hear of orders is seen at none.
    assert.ok(caught.heard.every(({ event, data }) => event !== 'presence' || data.id === 'X'))
    for (const listener of [annsWindow, caught]) await listener.close()
  })

  it('refuses what names no record', async () => {
    const client = await app.client()
    for (const at of ['orders', 'cats:1', 'orders:']) {
      const response = await ask(app, client, { topics: ['orders'], at: [at] })
      const { code, field } = (await response.json()) as { code: string; field: string }
      assert.deepEqual([response.status, code, field], [400, 'field_invalid', '/at'])
    }
  })
})
