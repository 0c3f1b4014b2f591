import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, setLocation } from '../shop.ts'
import { closeUp, floorOf, TWO_PLACES, type Floor } from './floor.ts'

let app: App
let client: Client
let floor: Floor
before(async () => {
  app = await startApp()
  client = await app.client()
  floor = floorOf(app, client)
  await openShop(client, {
    releaseMinutes: 0,
    onShortage: 'accept',
    locations: TWO_PLACES,
    skus: { X: {}, Y: {}, LAST: {}, DAY: {} },
    stock: { X: { A: 9, B: 9 }, Y: { A: 9, B: 9 }, LAST: { A: 4 }, DAY: { A: 9, B: 9 } },
  })
})
after(() => closeUp(app))

async function send(work: Json): Promise<void> {
  for (const step of ['picks', 'packings', 'shipments']) await floor.step(work, step)
}

/** What is tried of an order, by line, and what a test of it asks for. */
async function tried(order: string): Promise<Json> {
  const { asIfNew, live } = await floor.post('/v1/routing-trials', { order })
  const units = live[0].record.wanted.map(({ quantity }: Json) => quantity)
  const proposed = await floor.post('/v1/routing-tests/proposals', { order })
  const kept = proposed.invented.lines.map(({ sku, quantity }: Json) => [sku, quantity])
  return { asIfNew, units, kept, proposed }
}

describe('an order that is tried', () => {
  const whole = [
    ['X', 2],
    ['Y', 3],
  ]
  const quantities = whole.map(([, quantity]) => quantity)

  it('is decided whole where it has left, as if it came now', async () => {
    const now = app.platform.clock.now()
    const placed = now.subtract({ hours: 24 * 7 })
    const on = (at: Temporal.Instant) => at.toZonedDateTimeISO('Europe/Paris').toPlainDate()
    const [{ shipTo }] = orderOf({}).groups as [Json]
    const groups = [
      { no: 1, method: 'standard', shipTo, wantedBy: on(placed).add({ days: 2 }).toString() },
    ]
    const id = await floor.place({ X: 2, Y: 3 }, { groups, placedAt: placed.toString() })
    await send((await floor.workOf(id))['A'])
    assert.deepEqual(await floor.units(id), [0, 2, 2, 2, 2, 2])
    const { asIfNew, units, kept, proposed } = await tried(id)
    assert.deepEqual([asIfNew, units, kept], [true, quantities, whole])
    assert.equal(proposed.invented.wantedInDays, 2)
  })

  it('is decided whole where a part has left', async () => {
    const id = await floor.place({ X: 2, Y: 3 })
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'rejections', { reason: 'other', lines: [{ no: 2, quantity: 3 }] })
    await send(work)
    const { asIfNew, units, kept } = await tried(id)
    assert.deepEqual([asIfNew, units, kept], [true, quantities, whole])
  })

  it('is decided whole where all was cancelled, and else without what was', async () => {
    const id = await floor.place({ X: 2, Y: 3 })
    const cancel = async (more: object) => {
      await floor.workOf(id)
      const { version } = await floor.order(id)
      await floor.post(`/v1/orders/${id}/cancellations`, { version, reason: 'test', ...more })
    }
    await cancel({ lines: [{ no: 1, quantity: 2 }] })
    await floor.untilUnits(id, ({ no, cancelled }) => no !== 1 || cancelled === 2)
    const rest = await tried(id)
    assert.deepEqual([rest.asIfNew, rest.kept], [false, [['Y', 3]]])
    await cancel({})
    await floor.untilUnits(id, ({ ordered, cancelled }) => cancelled === ordered)
    const { asIfNew, kept } = await tried(id)
    assert.deepEqual([asIfNew, kept], [true, whole])
  })

  it('has no last units of the channel, nor the room that it took, as a new one', async () => {
    const isShort = async (order: string) => {
      const { asIfNew, live } = await floor.post('/v1/routing-trials', { order })
      const { short, chosen, full = [] } = live[0].record
      return [asIfNew, short.length > 0, chosen.length, full.length]
    }
    const last = await floor.place({ LAST: 2 })
    await send((await floor.workOf(last))['A'])
    assert.deepEqual(await isShort(last), [true, false, 1, 0])
    await sellBy(app, [{ kind: 'threshold', quantity: 2 }])
    assert.deepEqual(await isShort(last), [true, true, 0, 0])
    await sellBy(app, [])
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: '00:00', close: '24:00' }))
    const hours = { weekly, exceptions: [] }
    await setLocation(client, 'A', { hours })
    await setLocation(client, 'A', { capacity: { units: 2 } })
    const today = await floor.place({ DAY: 2 })
    assert.deepEqual(await isShort(today), [false, false, 1, 0])
    await send((await floor.workOf(today))['A'])
    assert.deepEqual(await isShort(today), [true, false, 1, 1])
  })
})
