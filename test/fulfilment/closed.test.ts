import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, untilSeen, versionAt } from '../shop.ts'
import { closeUp, floorOf, type Floor } from './floor.ts'
import { AT_ONCE, channelNow } from './moving.ts'

/** A place of each kind of closing, each with goods of its own, and one that serves instead. */
const SHUT = ['HELD', 'GIVEN', 'BEGUN', 'COLLECT', 'ALONE', 'KEEPS', 'GONE', 'NOSHIP', 'TWO']
const NEAR = { lat: 48.86, lon: 2.35 }
const ELSE = { lat: 43.3, lon: 5.37 }

describe('a location is closed', () => {
  let apps: App[]
  let client: Client
  let floor: Floor
  before(async () => {
    const app = await startApp()
    // Two servers look after the same orders.
    apps = [app, await startApp(app.connection)]
    client = await app.client()
    floor = floorOf(app, client)
    const places = Object.fromEntries(SHUT.map((code) => [code, NEAR]))
    const stock = Object.fromEntries(SHUT.map((sku) => [sku, { [sku]: 9, ELSE: 9 }]))
    await openShop(client, {
      onShortage: 'accept',
      locations: { ...places, ELSE },
      skus: Object.fromEntries([...SHUT, 'MORE'].map((sku) => [sku, {}])),
      stock: { ...stock, ALONE: { ALONE: 9 }, MORE: { TWO: 9, ELSE: 9 } },
    })
    await floor.post('/v1/channels', channelNow([...SHUT, 'ELSE']))
  })
  after(async () => {
    await apps[1]!.stop()
    await closeUp(apps[0]!)
  })

  const change = async (location: string, ...changes: object[]) => {
    const version = await versionAt(client, location)
    await floor.post(`/v1/locations/${location}/changes`, { version, changes })
  }
  const pause = (location: string, over: object = {}) =>
    change(location, { action: 'pause', reason: 'flood', ...over })
  const moves = async (id: string): Promise<Json[]> =>
    (await floor.items(`/v1/orders/${id}/events`)).filter(({ type }) => type === 'order.rerouted')
  const untilMoved = (id: string) =>
    untilSeen(apps[0]!, async () => {
      const told = await moves(id)
      return told.length > 0 ? told : undefined
    })
  const untilTask = (id: string, cause: string) =>
    untilSeen(apps[0]!, async () => ((await floor.tasks(id)).includes(cause) ? true : undefined))
  const untilNoTask = (id: string) =>
    untilSeen(apps[0]!, async () => ((await floor.tasks(id)).length === 0 ? true : undefined))
  const claimed = async (sku: string): Promise<Record<string, number>> => {
    const rows = await floor.items(`/v1/stock/${sku}`)
    return Object.fromEntries(rows.map(({ location, allocated }) => [location, allocated]))
  }

  it('what waits there goes elsewhere whole; timeline and record say why', async () => {
    const id = await floor.place({ HELD: 2 })
    await pause('HELD')
    const [{ data, actor }, ...more] = (await untilMoved(id)) as [Json]
    assert.deepEqual([data.cause, data.reason, actor], ['place_closed', 'flood', 'closed places'])
    assert.deepEqual(more, [])
    const decision = (await client.get(`/v1/orders/${id}/decisions`)).body.items.at(-1)
    assert.deepEqual([decision.cause, decision.id], ['place_closed', data.decisionId])
    assert.equal(decision.record.chosen[0].locationId, data.locationId)
    assert.deepEqual(decision.record.excluded.location_paused, [data.parts[0][2]])
    assert.deepEqual(await claimed('HELD'), { HELD: 0, ELSE: 2 })
    assert.deepEqual(await floor.units(id), [0, 2, 0, 0, 0, 0])
    assert.deepEqual(await floor.tasks(id), [])
  })

  it('all lines of a group go together, and are told of once', async () => {
    const id = await floor.place({ TWO: 1, MORE: 2 })
    await pause('TWO')
    const told = await untilMoved(id)
    assert.equal(told.length, 1)
    const units = told[0]!.data.parts.map(([no, , , quantity]: number[]) => [no, quantity])
    assert.deepEqual(units, [
      [1, 1],
      [2, 2],
    ])
  })

  it('work that was given and not begun is taken back, and given to the other place', async () => {
    const id = await floor.place({ GIVEN: 3 }, AT_ONCE)
    const { GIVEN: work } = await floor.workOf(id)
    await floor.step(work, 'acceptances')
    await pause('GIVEN')
    const [{ data }] = (await untilMoved(id)) as [Json]
    assert.deepEqual(data.fulfilmentOrderIds, [work.id])
    const works = await floor.workOf(id)
    assert.deepEqual(Object.keys(works), ['ELSE'])
    assert.deepEqual((await floor.work(work.id)).state, 'cancelled')
    assert.deepEqual(await floor.units(id), [0, 3, 3, 0, 0, 0])
  })

  it('what somebody has begun to pick is finished there', async () => {
    const begun = await floor.place({ BEGUN: 3 }, AT_ONCE)
    const { BEGUN: work } = await floor.workOf(begun)
    await floor.step(work, 'picks', { lines: [{ no: 1, quantity: 1 }] })
    const other = await floor.place({ BEGUN: 2 })
    await pause('BEGUN')
    await untilMoved(other)
    assert.deepEqual(await moves(begun), [])
    assert.deepEqual(await claimed('BEGUN'), { BEGUN: 3, ELSE: 2 })
  })

  it('who collects there is asked: a task names the order, until the place is open', async () => {
    const groups = [{ no: 1, method: 'click_and_collect', pickupLocation: 'COLLECT' }]
    const id = await floor.place({ COLLECT: 1 }, { groups })
    await pause('COLLECT')
    await untilTask(id, 'collect_at_closed')
    assert.deepEqual(await moves(id), [])
    const [task] = await floor.items('/v1/tasks?cause=collect_at_closed')
    const { number } = await floor.order(id)
    assert.deepEqual([task.order.number, task.location], [number, 'COLLECT'])
    await change('COLLECT', { action: 'resume' })
    await untilNoTask(id)
    assert.deepEqual(await claimed('COLLECT'), { COLLECT: 1, ELSE: 0 })
  })

  it('what no other place has stays promised, and a task says so; then it goes', async () => {
    const id = await floor.place({ ALONE: 2 })
    await pause('ALONE')
    await untilTask(id, 'stays_at_closed')
    assert.deepEqual(await floor.units(id), [0, 2, 0, 0, 0, 0])
    await floor.post('/v1/stock/levels', {
      levels: [{ sku: 'ALONE', location: 'ELSE', onHand: 5 }],
    })
    await untilMoved(id)
    await untilNoTask(id)
    assert.deepEqual(await claimed('ALONE'), { ALONE: 0, ELSE: 2 })
  })

  it('a pause may let it finish what it has', async () => {
    const kept = await floor.place({ KEEPS: 2 })
    await pause('KEEPS', { keepsWork: true })
    const { keepsWork } = (await client.get('/v1/locations/KEEPS')).body
    const later = await floor.place({ KEEPS: 1 })
    assert.deepEqual([keepsWork, await claimed('KEEPS')], [true, { KEEPS: 2, ELSE: 1 }])
    await pause('KEEPS')
    await untilMoved(kept)
    assert.deepEqual([await moves(later), await claimed('KEEPS')], [[], { KEEPS: 0, ELSE: 3 }])
  })

  it('an archived location, and one that does not ship any more', async () => {
    const collect = [{ no: 1, method: 'click_and_collect', pickupLocation: 'NOSHIP' }]
    const [gone, sent] = [await floor.place({ GONE: 1 }), await floor.place({ NOSHIP: 1 })]
    const collected = await floor.place({ NOSHIP: 2 }, { groups: collect })
    await change('GONE', { action: 'archive' })
    await change('NOSHIP', { action: 'set', fields: { ships: false } })
    const [[one], [other]] = [await untilMoved(gone), await untilMoved(sent)]
    assert.deepEqual([one.data.reason, other.data.reason], [null, null])
    assert.deepEqual(await claimed('NOSHIP'), { NOSHIP: 2, ELSE: 1 })
    assert.deepEqual([await moves(collected), await floor.tasks(collected)], [[], []])
  })
})
