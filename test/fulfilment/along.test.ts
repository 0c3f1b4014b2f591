import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, untilSeen } from '../shop.ts'
import { closeUp, floorOf, TWO_PLACES, type Floor } from './floor.ts'

describe('gift wrap', () => {
  let app: App
  let client: Client
  let floor: Floor
  before(async () => {
    app = await startApp()
    client = await app.client()
    floor = floorOf(app, client)
    await openShop(client, {
      onShortage: 'accept',
      releaseMinutes: 0,
      locations: TWO_PLACES,
      skus: { X: {}, Y: {}, GONE: {}, FEW: {}, NONE: {} },
      stock: { X: { A: 20, B: 20 }, Y: { A: 20, B: 20 }, GONE: { A: 9, B: 9 }, FEW: { A: 9 } },
    })
    await floor.post('/v1/skus', {
      skus: [{ code: 'WRAP', name: 'Gift wrap', kind: 'not_stocked' }],
    })
  })
  after(() => closeUp(app))

  /** What each place is to send of an order: `A: 2 X, 1 WRAP` for each fulfilment order. */
  const work = async (id: string): Promise<string[]> => {
    const all = await floor.items(`/v1/fulfilment-orders?order=${id}`)
    const linesOf = ({ lines }: Json): string =>
      lines
        .filter((line: Json) => line.quantity > 0)
        .map((line: Json) => `${line.quantity} ${line.sku}`)
        .join(', ')
    const open = all.filter(({ state }) => state !== 'cancelled')
    return open.map((one) => `${one.location}: ${linesOf(one)}`).toSorted()
  }
  const untilSent = (id: string, from: string[]) =>
    untilSeen(app, async () => {
      const now = await work(id)
      return JSON.stringify(now) === JSON.stringify(from) ? true : undefined
    })

  it('goes where goods go that are declined, but stays with what is sent from here', async () => {
    const id = await floor.place({ X: 2, Y: 1, WRAP: 1 })
    const { A } = (await floor.workOf(id)) as { A: Json }
    await floor.step(A, 'rejections', { reason: 'damaged', lines: [{ no: 1, quantity: 2 }] })
    await untilSent(id, ['A: 1 Y, 1 WRAP', 'B: 2 X'])
    const now = await floor.work(A.id)
    await floor.step(now, 'rejections', { reason: 'too_busy', lines: [{ no: 2, quantity: 1 }] })
    const last = await floor.work(A.id)
    assert.deepEqual([last.state, last.request], ['cancelled', 'declined'])
    await untilSent(id, ['B: 1 Y, 1 WRAP', 'B: 2 X'])
  })

  it('goes where goods go that were not found, be it wrapped already or not', async () => {
    const id = await floor.place({ X: 2, WRAP: 1 })
    const { A } = (await floor.workOf(id)) as { A: Json }
    await floor.step(A, 'picks', { lines: [{ no: 2, quantity: 1 }] })
    await floor.step(A, 'short-picks', { lines: [{ no: 1, quantity: 2 }] })
    await untilSent(id, ['B: 2 X, 1 WRAP'])
    const events = await floor.items(`/v1/orders/${id}/events`)
    const { data } = events.find(({ type }) => type === 'fulfilment.short_picked')!
    assert.deepEqual([data.lines, data.along], [[[1, 2]], [[2, 1]]])
    assert.equal((await floor.work(A.id)).state, 'cancelled')
  })

  it('waits with goods that were found nowhere, and comes with them later', async () => {
    const id = await floor.place({ FEW: 1, WRAP: 1 })
    const { A } = (await floor.workOf(id)) as { A: Json }
    await floor.step(A, 'short-picks', { lines: [{ no: 1, quantity: 1 }] })
    assert.deepEqual(await floor.units(id, 2), [0, 0, 0, 0, 0, 0])
    await floor.post('/v1/stock/levels', { levels: [{ sku: 'FEW', location: 'B', onHand: 3 }] })
    await untilSent(id, ['B: 1 FEW, 1 WRAP'])
  })

  const cancel = (id: string, lines: { no: number; quantity: number }[]) =>
    floor.post(`/v1/orders/${id}/cancellations`, { reason: 'changed mind', lines })
  const lastEvent = async (id: string): Promise<Json> =>
    (await floor.items(`/v1/orders/${id}/events`)).at(-1)!

  it('is cancelled with the last of its goods at once while nobody has them', async () => {
    const id = await floor.place({ NONE: 20, WRAP: 1 })
    assert.equal((await floor.order(id)).lines[1].stocked, false)
    await cancel(id, [{ no: 1, quantity: 5 }])
    assert.deepEqual(await floor.units(id, 2), [0, 0, 0, 0, 0, 0])
    await cancel(id, [{ no: 1, quantity: 15 }])
    const order = await floor.order(id)
    assert.equal(order.state, 'cancelled')
    const { type, data } = await lastEvent(id)
    const told = data.lines.map(([no, , units]: number[]) => [no, units])
    assert.deepEqual(
      [type, told],
      [
        'order.cancelled',
        [
          [1, 15],
          [2, 1],
        ],
      ],
    )
  })

  it('is cancelled with the last goods that a location gives back, and stays before', async () => {
    const id = await floor.place({ X: 2, WRAP: 1 })
    await floor.workOf(id)
    await cancel(id, [{ no: 1, quantity: 1 }])
    await floor.untilUnits(id, ({ no, cancelled }) => no !== 1 || cancelled === 1)
    assert.deepEqual(await work(id), ['A: 1 X, 1 WRAP'])
    await cancel(id, [{ no: 1, quantity: 1 }])
    const order = await floor.untilUnits(id, ({ state }) => state === 'cancelled')
    assert.equal(order.state, 'cancelled')
    assert.deepEqual(await work(id), [])
    const { type, data } = await lastEvent(id)
    assert.deepEqual(
      [type, data.reason, data.lines],
      [
        'fulfilment.cancelled',
        'changed mind',
        [
          [1, 1],
          [2, 1],
        ],
      ],
    )
  })

  it('goes to where goods are still sent when those it lay with are cancelled', async () => {
    const id = await floor.place({ X: 1, Y: 1, WRAP: 1 })
    const { A } = (await floor.workOf(id)) as { A: Json }
    await floor.step(A, 'rejections', { reason: 'damaged', lines: [{ no: 1, quantity: 1 }] })
    await untilSent(id, ['A: 1 Y, 1 WRAP', 'B: 1 X'])
    await cancel(id, [{ no: 2, quantity: 1 }])
    await untilSent(id, ['B: 1 X', 'B: 1 WRAP'].toSorted())
    const events = await floor.items(`/v1/orders/${id}/events`)
    const { data } = events.find(({ type }) => type === 'fulfilment.cancelled')!
    assert.deepEqual([data.lines, data.along], [[[2, 1]], [[3, 1]]])
  })

  it('stays with goods that are packed', async () => {
    const id = await floor.place({ X: 2, WRAP: 1 })
    const { A } = (await floor.workOf(id)) as { A: Json }
    await floor.step(A, 'picks', { lines: [{ no: 1, quantity: 1 }] })
    await floor.step(A, 'packings')
    await cancel(id, [{ no: 1, quantity: 1 }])
    await floor.untilUnits(id, ({ no, cancelled }) => no !== 1 || cancelled === 1)
    assert.deepEqual(await work(id), ['A: 1 X, 1 WRAP'])
  })

  it('goes where goods go that have lost their cover, and stays with what is left', async () => {
    const stays = await floor.place({ GONE: 1, X: 1, WRAP: 1 })
    const goes = await floor.place({ GONE: 2, WRAP: 1 })
    await floor.workOf(stays)
    await floor.workOf(goes)
    await floor.post('/v1/stock/levels', { levels: [{ sku: 'GONE', location: 'A', onHand: 0 }] })
    await untilSent(goes, ['B: 2 GONE, 1 WRAP'])
    await untilSent(stays, ['A: 1 X, 1 WRAP', 'B: 1 GONE'])
    const events = await floor.items(`/v1/orders/${goes}/events`)
    const moved = events.filter(({ type }) => type === 'order.rerouted')
    assert.deepEqual(
      moved.map(({ data }) => data.parts.map(([line, , , units]: number[]) => [line, units])),
      [
        [
          [1, 2],
          [2, 1],
        ],
      ],
    )
  })
})
