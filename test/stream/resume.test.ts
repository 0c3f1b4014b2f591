import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type KeyClient } from '../app.ts'
import { untilSettled } from '../database.ts'
import { openShop } from '../shop.ts'
import { changeSku, changeSkus } from './change.ts'
import { listen, type Listener } from './listen.ts'

describe('a stream that broke', () => {
  let app: App
  let client: KeyClient
  before(async () => {
    app = await startApp()
    client = await app.client()
    const stock = { X: { A: 10 }, Y: { A: 10 } }
    await openShop(client, { locations: { A: {} }, skus: { X: {}, Y: {} }, stock })
  })
  after(() => app.stop())

  const topics = ['catalog']
  const codesOf = ({ heard }: Listener) =>
    heard.filter(({ event }) => event === 'change').map(({ data }) => data.id as string)

  it('goes on without loss and without doubling, while many write', async () => {
    const wanted: string[] = []
    const write = async (writer: number) => {
      for (let n = 0; n < 15; n += 1) {
        const codes = [`${writer}-${n}-1`, `${writer}-${n}-2`]
        wanted.push(...codes)
        await app.platform.db.transaction(async (tx) => {
          await changeSku(tx, app, codes[0]!)
          // Others begin and end between the two, so that commits do not come in order.
          await tx.query(sql`select pg_sleep(${(writer + n) % 3} * 0.002)`)
          await changeSku(tx, app, codes[1]!)
        })
      }
    }
    // One who stays keeps the server reading on, ahead of the one who comes and goes.
    const steady = await listen(app, client, { topics })
    let listener = await listen(app, client, { topics })
    const writing = Promise.all([1, 2, 3, 4].map(write))
    const seen: string[] = []
    let breaks = 0
    while (seen.length < 120) {
      await listener.next('change')
      const lastId = listener.lastId()
      await listener.close()
      // What came before it was closed is heard; its last id is the last that counts.
      const until = listener.heard.findLastIndex(({ id }) => id === lastId)
      seen.push(...codesOf({ ...listener, heard: listener.heard.slice(0, until + 1) }))
      breaks += 1
      listener = await listen(app, client, { topics, lastId })
      assert.equal(listener.heard[0]!.data.resumed, true)
    }
    await Promise.all([listener.close(), writing])
    assert.ok(breaks > 1)
    assert.deepEqual(seen.toSorted(), wanted.toSorted())
    while (codesOf(steady).length < wanted.length) await steady.next('change')
    assert.deepEqual(codesOf(steady).toSorted(), wanted.toSorted())
    await steady.close()
  })

  it('hears of the stock that moved meanwhile', async () => {
    const first = await listen(app, client, { topics: ['stock'] })
    await client.post('/v1/stock/levels', { levels: [{ sku: 'X', location: 'A', onHand: 9 }] })
    await first.next('change', ({ id }) => id === 'X')
    await first.close()
    await client.post('/v1/stock/levels', { levels: [{ sku: 'Y', location: 'A', onHand: 9 }] })
    const next = await listen(app, client, { topics: ['stock'], lastId: first.lastId() })
    assert.equal((await next.next('change')).data.id, 'Y')
    await next.close()
  })

  it('goes on by the query, too, for clients that cannot send the header', async () => {
    const first = await listen(app, client, { topics })
    await first.close()
    const lastId = encodeURIComponent(first.lastId())
    const second = await listen(app, client, { topics: [`catalog&lastEventId=${lastId}`] })
    assert.equal(second.heard[0]!.data.resumed, true)
    await second.close()
  })

  it('begins anew where the id is of another epoch, of the future, or none of ours', async () => {
    const first = await listen(app, client, { topics })
    await first.close()
    const [epoch, ...cursors] = first.lastId().split('.')
    const future = cursors.map((cursor) => cursor.replace(/^\d+/, '999999999999'))
    const strange = [
      [Number(epoch) + 1, ...cursors].join('.'),
      [epoch, ...future].join('.'),
      [epoch, cursors[0]].join('.'),
      [epoch, ...cursors.map((cursor) => cursor.replace(/^\d+/, '9999999999999999999'))].join('.'),
      'yesterday',
    ]
    for (const lastId of strange) {
      const listener = await listen(app, client, { topics, lastId })
      assert.equal(listener.heard[0]!.data.resumed, false, lastId)
      const { id } = await listener.next('reset')
      await listener.close()
      const again = await listen(app, client, { topics, lastId: id! })
      assert.equal(again.heard[0]!.data.resumed, true, 'the reset says where to go on')
      await again.close()
    }
  })

  it('hears of 10,000 changes, and begins anew after more', async () => {
    const first = await listen(app, client, { topics })
    await first.close()
    const lastId = first.lastId()
    await changeSkus(app, 10_000)
    await untilSettled(app.platform.db)
    const patient = await listen(app, client, { topics, lastId })
    await app.platform.db.transaction((tx) => changeSku(tx, app, 'LAST'))
    await patient.next('change', ({ id }) => id === 'LAST')
    assert.equal(codesOf(patient).length, 10_001)
    await patient.close()
    await untilSettled(app.platform.db)
    const late = await listen(app, client, { topics, lastId })
    await late.next('reset')
    assert.deepEqual(codesOf(late), [])
    await late.close()
  })
})
