import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { countWorkByLocation } from '../../src/fulfilment/store/counts.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { openShop } from '../shop.ts'
import { closeUp, floorOf, TWO_PLACES, type Floor } from './floor.ts'

describe('counts of work by location', () => {
  const path = '/v1/fulfilment-orders/counts'
  let app: App
  let client: Client
  let floor: Floor
  before(async () => {
    app = await startApp()
    client = await app.client()
    floor = floorOf(app, client)
    await openShop(client, {
      releaseMinutes: 0,
      locations: { ...TWO_PLACES, IDLE: { outside: true }, ARCHIVED: { outside: true } },
      skus: { AT_A: {}, AT_B: {} },
      stock: { AT_A: { A: 50 }, AT_B: { B: 50 } },
    })
    const changes = [{ action: 'archive' }]
    await client.post('/v1/locations/ARCHIVED/changes', { version: 1, changes })
  })
  after(() => closeUp(app))

  it('tell what is open and in work, and since when; not what is done', async () => {
    const works: Json[] = []
    for (let n = 0; n < 4; n += 1) {
      const { A: work } = await floor.workOf(await floor.place({ AT_A: 1 }))
      works.push(work)
    }
    await floor.workOf(await floor.place({ AT_B: 1 }))
    await floor.step(works[0], 'picks')
    for (const step of ['picks', 'packings', 'shipments']) await floor.step(works[1], step)
    await floor.step(works[2], 'acceptances')
    const [a, b, idle, ...rest] = (await client.get(path)).body.items
    const oldestAt = works[0].createdAt
    assert.deepEqual(a, { location: 'A', open: 2, inWork: 1, late: 0, oldestAt })
    assert.deepEqual([b.location, b.open, b.inWork, b.late], ['B', 1, 0, 0])
    assert.deepEqual(idle, { location: 'IDLE', open: 0, inWork: 0, late: 0, oldestAt: null })
    assert.deepEqual(rest, [])
    await floor.step(works[0], 'packings')
    await floor.step(works[0], 'shipments')
    const [later] = (await client.get(path)).body.items
    assert.equal(later.oldestAt, works[2].createdAt)
  })

  it('tell what is late', async () => {
    const { db, clock } = app.platform
    const { id } = (await app.orders.network.current()).locationByCode.get('A')!
    const at = (hours: number) =>
      countWorkByLocation(db, 'all', { locationIds: [id], now: clock.now().add({ hours }) })
    // To be accepted within two hours; one of the two has been and leaves within two days.
    assert.deepEqual(
      (await Promise.all([1, 3, 49].map((hours) => at(hours)))).map(([one]) => one!.late),
      [0, 1, 2],
    )
  })

  it('are those of locations that a caller may see, or of orders of their channels', async () => {
    const shown = async (sees: { locations?: string[]; channels?: string[] }) =>
      (await readScoped(app, path, sees)).items.map(({ location, open }: Json) => [location, open])
    assert.deepEqual(await shown({ locations: ['B'] }), [['B', 1]])
    assert.deepEqual(await shown({ locations: ['IDLE'] }), [['IDLE', 0]])
    assert.deepEqual(await shown({ channels: ['WEB'] }), [
      ['A', 2],
      ['B', 1],
    ])
    assert.deepEqual(await shown({}), [])
  })
})
