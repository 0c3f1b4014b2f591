import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, untilSeen } from '../shop.ts'
import { closeUp, COLLECTED_AT_A, floorOf, type Floor } from './floor.ts'

/** A is nearest to the customer and so the cheapest, then B. */
const PLACES = {
  A: { lat: 48.86, lon: 2.35 },
  B: { lat: 47.22, lon: -1.55 },
  C: { lat: 43.3, lon: 5.37 },
}
const SKUS = [
  'NEW',
  'GIVEN',
  'PICKED',
  'SPLIT',
  'COLLECT',
  'NOWHERE',
  'LATER',
  'CLOTH',
  'TILL',
  'DAMAGED',
]
/** A channel whose orders are released at once. */
const NOW = {
  code: 'NOW',
  name: 'Now',
  brand: 'BRAND',
  kind: 'site',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  onShortage: 'accept',
  orderPrefix: 'N',
  releaseMinutes: 0,
  pool: ['A', 'B', 'C'].map((location, priority) => ({ location, priority })),
}
const AT_ONCE = { channel: 'NOW' }

describe('less is there than was promised', () => {
  let app: App
  let client: Client
  let floor: Floor
  before(async () => {
    app = await startApp()
    client = await app.client()
    floor = floorOf(app, client)
    await openShop(client, {
      onShortage: 'accept',
      locations: PLACES,
      skus: Object.fromEntries(SKUS.map((sku) => [sku, sku === 'CLOTH' ? { decimals: 2 } : {}])),
      stock: {
        NEW: { A: 9, B: 9 },
        GIVEN: { A: 9, B: 9 },
        PICKED: { A: 9, B: 9 },
        SPLIT: { A: 9, B: 2, C: 2 },
        COLLECT: { A: 9, B: 9 },
        NOWHERE: { A: 9 },
        LATER: { A: 9, B: 0 },
        CLOTH: { A: 9 },
        TILL: { A: 1 },
      },
    })
    await floor.post('/v1/channels', NOW)
  })
  after(() => closeUp(app))

  const count = (sku: string, location: string, onHand: number) =>
    floor.post('/v1/stock/levels', { levels: [{ sku, location, onHand }] })
  const rowOf = async (sku: string, location: string): Promise<Json> =>
    (await floor.items(`/v1/stock/${sku}`)).find((one) => one.location === location)
  const moves = async (id: string): Promise<Json[]> =>
    (await floor.items(`/v1/orders/${id}/events`)).filter(({ type }) => type === 'order.rerouted')
  const untilMoved = (id: string) =>
    untilSeen(app, async () => {
      const told = await moves(id)
      return told.length > 0 ? told : undefined
    })
  const untilCovered = (sku: string, location: string) =>
    untilSeen(app, async () => ((await rowOf(sku, location)).uncovered === 0 ? true : undefined))
  const taskOf = async (sku: string): Promise<Json> => {
    const open = await floor.items('/v1/tasks?cause=stock_uncovered')
    const found = open.find((task) => task.sku === sku)
    return found && (await client.get(`/v1/tasks/${found.id}`)).body
  }

  it('the newest order goes to another place, at once and whole', async () => {
    const first = await floor.place({ NEW: 2 })
    const last = await floor.place({ NEW: 2 })
    await count('NEW', 'A', 2)
    const [{ data, actor }] = (await untilMoved(last)) as [Json]
    assert.deepEqual([data.cause, data.reason, actor], ['uncovered', null, 'uncovered stock'])
    assert.deepEqual(data.parts.length, 1)
    assert.deepEqual(await moves(first), [])
    const [a, b] = [await rowOf('NEW', 'A'), await rowOf('NEW', 'B')]
    assert.deepEqual([a.allocated, a.uncovered, b.allocated], [2, 0, 2])
    const decisions = (await client.get(`/v1/orders/${last}/decisions`)).body.items
    const decision = decisions.at(-1)
    assert.deepEqual([decision.cause, decision.id], ['uncovered', data.decisionId])
    assert.equal(decision.record.chosen[0].locationId, data.locationId)
    assert.deepEqual(await floor.units(last), [0, 2, 0, 0, 0, 0])
    assert.equal(await taskOf('NEW'), undefined)
  })

  it('work that was given and is not begun is taken back, and given elsewhere', async () => {
    const id = await floor.place({ GIVEN: 3 }, AT_ONCE)
    const { A: work } = await floor.workOf(id)
    await count('GIVEN', 'A', 1)
    const [{ data }] = (await untilMoved(id)) as [Json]
    assert.deepEqual(data.fulfilmentOrderIds, [work.id])
    const works = await floor.workOf(id, 2)
    assert.deepEqual([works['A'].lines[0].quantity, works['B'].lines[0].quantity], [1, 2])
    assert.deepEqual(await floor.units(id), [0, 3, 3, 0, 0, 0])
  })

  it('what is picked stays: it is there; an older order gives way', async () => {
    const older = await floor.place({ PICKED: 2 }, AT_ONCE)
    const newer = await floor.place({ PICKED: 2 }, AT_ONCE)
    const { A: work } = await floor.workOf(newer)
    await floor.step(work, 'picks')
    await count('PICKED', 'A', 2)
    await untilMoved(older)
    assert.deepEqual(await moves(newer), [])
    assert.deepEqual(Object.keys(await floor.workOf(newer)), ['A'])
    assert.equal((await rowOf('PICKED', 'A')).uncovered, 0)
  })

  it('the units of one order go to several places where no other has them all', async () => {
    const id = await floor.place({ SPLIT: 4 })
    await count('SPLIT', 'A', 1)
    await untilCovered('SPLIT', 'A')
    const told = await moves(id)
    assert.equal(told.length, 2)
    const { version } = await floor.order(id)
    assert.deepEqual(
      told.map(({ data }) => data.version),
      [version - 1, version],
    )
    const [b, c] = [await rowOf('SPLIT', 'B'), await rowOf('SPLIT', 'C')]
    assert.equal(b.allocated + c.allocated, 3)
  })

  it('what a customer comes for stays there, and the task names the order', async () => {
    const collected = await floor.place({ COLLECT: 2 }, COLLECTED_AT_A)
    const sent = await floor.place({ COLLECT: 1 })
    await floor.place({ COLLECT: 1 }, COLLECTED_AT_A)
    await count('COLLECT', 'A', 1)
    await untilMoved(sent)
    const { uncovered } = await taskOf('COLLECT')
    assert.deepEqual([uncovered.missing, await moves(collected)], [2, []])
    const hit = uncovered.orders.map(({ quantity, stays }: Json) => [quantity, stays])
    assert.deepEqual(hit, [
      [1, 'collected'],
      [1, 'collected'],
    ])
    const { id, number } = await floor.order(collected)
    const { line, group, ...last } = uncovered.orders[1]
    assert.deepEqual([last.id, last.number, line, group], [id, number, 1, 1])
    await count('COLLECT', 'A', 5)
    assert.equal(await taskOf('COLLECT'), undefined)
  })

  it('what is nowhere else stays, and the task names the newest orders', async () => {
    const ids: string[] = []
    for (const units of [4, 2, 3]) ids.push(await floor.place({ NOWHERE: units }))
    await count('NOWHERE', 'A', 5)
    const { uncovered, can } = await taskOf('NOWHERE')
    const hit = uncovered.orders.map(({ id, quantity, stays }: Json) => [id, quantity, stays])
    assert.deepEqual(hit, [
      [ids[2], 3, 'not_elsewhere'],
      [ids[1], 1, 'not_elsewhere'],
    ])
    assert.deepEqual([uncovered.missing, can], [4, ['assign', 'note']])
    await floor.post(`/v1/orders/${ids[2]}/cancellations`, { reason: 'sorry' })
    assert.deepEqual((await taskOf('NOWHERE')).uncovered.missing, 1)
    await count('NOWHERE', 'A', 6)
    assert.equal(await taskOf('NOWHERE'), undefined)
  })

  it('it goes as soon as another place has something', async () => {
    const id = await floor.place({ LATER: 4 })
    await count('LATER', 'A', 0)
    assert.equal((await taskOf('LATER')).uncovered.missing, 4)
    await count('LATER', 'B', 3)
    await untilMoved(id)
    const [a, b] = [await rowOf('LATER', 'A'), await rowOf('LATER', 'B')]
    assert.deepEqual([a.allocated, a.uncovered, b.allocated], [1, 1, 3])
    assert.equal((await taskOf('LATER')).uncovered.missing, 1)
    await count('LATER', 'B', 4)
    await untilCovered('LATER', 'A')
    assert.deepEqual((await rowOf('LATER', 'B')).allocated, 4)
  })

  it('below zero without an order says so, and not that units are missing', async () => {
    const sell = (quantity: number) => {
      const sale = { sku: 'TILL', location: 'A', change: -quantity, reason: 'sale' }
      return floor.post('/v1/stock/adjustments', { adjustments: [sale] })
    }
    const tasks = async (state = 'open') =>
      (await floor.items(`/v1/tasks?state=${state}`)).filter(({ sku }) => sku === 'TILL')
    const causes = async () => (await tasks()).map(({ cause }) => cause)
    const id = await floor.place({ TILL: 1 })
    await sell(2)
    assert.equal((await taskOf('TILL')).uncovered.orders.length, 1)
    assert.deepEqual(await causes(), ['stock_uncovered'])
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'sorry' })
    const [task, ...more] = await tasks()
    assert.deepEqual([task.cause, task.can, more], ['stock_below_zero', ['assign', 'note'], []])
    assert.equal((await client.get(`/v1/tasks/${task.id}`)).body.uncovered, null)
    await sell(1)
    assert.deepEqual(
      (await tasks()).map((one) => one.id),
      [task.id],
    )
    await count('TILL', 'A', 0)
    assert.deepEqual(await causes(), [])
    await sell(2)
    assert.deepEqual(await causes(), ['stock_below_zero'])
    await count('TILL', 'A', 0)
    const outcomes = (await tasks('closed')).map(({ outcome }) => outcome)
    assert.deepEqual(outcomes, ['no longer so', 'covered again', 'covered again'])
  })

  it('fewer than are damaged is no broken promise, and says so', async () => {
    const at = { sku: 'DAMAGED', location: 'A' }
    const causes = async () =>
      (await floor.items('/v1/tasks?state=open'))
        .filter(({ sku }) => sku === 'DAMAGED')
        .map(({ cause }) => cause)
    await floor.post('/v1/stock/levels', {
      levels: [{ ...at, onHand: 10, conditions: { damaged: 4 } }],
    })
    await count('DAMAGED', 'A', 2)
    assert.deepEqual(await causes(), ['stock_below_unavailable'])
    await floor.post('/v1/stock/levels', { levels: [{ ...at, conditions: { damaged: 1 } }] })
    assert.deepEqual(await causes(), [])
  })

  it('tells units with the decimals of the SKU', async () => {
    await floor.place({ CLOTH: 2.5 })
    await count('CLOTH', 'A', 1.25)
    const { uncovered } = await taskOf('CLOTH')
    assert.deepEqual([uncovered.missing, uncovered.orders[0].quantity], [1.25, 1.25])
    await count('CLOTH', 'A', 9)
  })
})
