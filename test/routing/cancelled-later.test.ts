import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setStock as setLevels } from '../../src/inventory/actions/facts.ts'
import { stockBefore } from '../../src/inventory/index.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { Json } from '../app.ts'
import { behind } from '../behind.ts'
import { closeUp } from '../fulfilment/floor.ts'
import { contextOf } from '../fulfilment/race-steps.ts'
import { setLocation, untilSeen } from '../shop.ts'
import { always, openCancelling, type Cancelling } from './cancelling-shop.ts'

/** The rule cancels what no place can serve: what is in the way only for a while waits. */
describe('what waits until something has passed, where a rule cancels the rest', () => {
  let app: Cancelling['app']
  let client: Cancelling['client']
  let floor: Cancelling['floor']
  let act: Cancelling['act']
  let place: Cancelling['place']
  let lastOf: Cancelling['lastOf']
  let eventsOf: Cancelling['eventsOf']
  let setStock: Cancelling['setStock']
  let untilState: Cancelling['untilState']
  let waitsOf: Cancelling['waitsOf']
  let publishOtherwise: Cancelling['publishOtherwise']
  before(async () => {
    ;({
      app,
      client,
      floor,
      act,
      place,
      lastOf,
      eventsOf,
      setStock,
      untilState,
      waitsOf,
      publishOtherwise,
    } = await openCancelling())
  })
  after(() => closeUp(app))

  it('is cancelled when nobody has it any more once it is looked at again', async () => {
    const { id, version, lines } = await place({ Q: 2 })
    assert.deepEqual([version, lines[0].short, lines[0].cancelled], [1, 2, undefined])
    assert.deepEqual(await floor.tasks(id), [])
    const { record } = await lastOf(id)
    assert.deepEqual([record.cancelled, record.had[0].slice(1)], [[], ['location_paused', 1, 50]])
    await setStock('Q', 'A', 0)
    await untilState(id, 'cancelled')
    const { type, data } = (await eventsOf(id)).at(-1)!
    assert.deepEqual([type, data.causes], ['order.cancelled', [[1, 'no_stock', 2]]])
    const last = await lastOf(id)
    assert.deepEqual([last.cause, last.record.cancelled], ['looked_again', [[1, 2, 'no_stock']]])
  })

  /** What a place has of a SKU is gone for who waits for that row by then. */
  async function goneBehind(sku: string, location: string, meanwhile: () => Promise<unknown>) {
    const skuId = app.orders.skus.byCode(sku)!.id
    const locationId = (await app.orders.network.current()).locationByCode.get(location)!.id
    // Nobody else needs this row: who waits has decided to take it.
    const lockRow = (tx: Tx) =>
      tx.query(sql`select from inventory.supply where sku_id = ${skuId}
        and location_id = ${locationId} and supply_no = 0 for update`)
    const level = { skuId, locationId, onHand: 0, reference: null }
    await behind(app, lockRow, meanwhile, (tx) => setLevels(tx, [level], contextOf(app)))
  }

  it('is cancelled too where what it was given is gone before it is promised', async () => {
    const { id } = await place({ R: 2 })
    await goneBehind('R', 'G', () => act('G', { action: 'resume' }))
    await untilState(id, 'cancelled')
    const { data } = (await eventsOf(id)).at(-1)!
    assert.deepEqual(data.causes, [[1, 'no_stock', 2]])
    assert.deepEqual(await app.broken(), [])
  })

  it('is cancelled too where what it was given instead of its place is gone by then', async () => {
    const { id } = await place({ U: 2 })
    const { D: work } = await floor.workOf(id)
    await goneBehind('U', 'E', () => floor.step(work, 'rejections', { reason: 'not_found' }))
    await untilState(id, 'cancelled')
    const { data } = (await eventsOf(id)).at(-1)!
    assert.deepEqual(data.causes, [[1, 'no_stock', 2]])
    assert.deepEqual(await waitsOf(id), [])
  })

  it('waits for a place whose day is full, and has what that gives back', async () => {
    const first = await place({ F: 1 })
    const second = await place({ F: 1 })
    assert.deepEqual([first.state, second.lines[0].short], ['allocated', 1])
    assert.deepEqual((await lastOf(second.id)).record.cancelled, [])
    await floor.workOf(first.id)
    await floor.post(`/v1/orders/${first.id}/cancellations`, { reason: 'changed mind' })
    await floor.untilUnits(second.id, ({ allocated }) => allocated === 1)
  })

  it('waits for no day where none ever has room', async () => {
    // A day of the week that is not today's, nor next to it.
    const later = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 3 })
    const noRoom = { orders: 0, weekdays: [] }
    const someRoom = { orders: 0, weekdays: [{ day: later.dayOfWeek, orders: 9 }] }
    const weekly = always.weekly.filter(({ day }) => day !== later.dayOfWeek)
    await setLocation(client, 'H', { hours: always, capacity: noRoom })
    const { id, state } = await place({ Y: 1 })
    assert.equal(state, 'cancelled')
    assert.deepEqual((await lastOf(id)).record.cancelled, [[1, 1, 'no_room']])
    const { data } = (await eventsOf(id)).at(-1)!
    assert.deepEqual(data.causes, [[1, 'not_allowed', 1]])
    // On one day of the week it takes some, where it is open on that day.
    const shut = { hours: { weekly, exceptions: [] }, capacity: someRoom }
    await setLocation(client, 'H', shut)
    assert.equal((await place({ Y: 1 })).state, 'cancelled')
    const exceptions = [{ on: later.toString(), open: '10:00', close: '12:00' }]
    await setLocation(client, 'H', { ...shut, hours: { weekly, exceptions } })
    const waiting = await place({ Y: 1 })
    assert.deepEqual([waiting.lines[0].short, await waitsOf(waiting.id)], [1, [1]])
    // What waits for a day that does not come any more is looked at again.
    await setLocation(client, 'H', { hours: always, capacity: noRoom })
    await setStock('Y', 'H', 4)
    await untilState(waiting.id, 'cancelled')
  })

  it('is told of exactly, also where it lost its place', async () => {
    const { id } = await place({ W: 4 })
    const { D: first } = await floor.workOf(id)
    await floor.step(first, 'rejections', { reason: 'too_busy' })
    await floor.untilUnits(id, ({ allocated }) => allocated === 3)
    const { id: decision, cause, record } = await lastOf(id)
    assert.deepEqual([cause, record.cancelled, record.had[0][1]], ['re_routed', [], 'declined'])
    const { status, body } = await client.get(`/v1/decisions/${decision}/exchange`)
    assert.equal(status, 200, JSON.stringify(body))
    const [, second] = await app.platform.db.query<{ id: string }>(sql`
      select id from inventory.claim where order_id = ${id} order by id`)
    const of = { skuIds: [record.wanted[0].skuId], orderId: id, lineNos: [], madeId: second!.id }
    const there: number[] = []
    const believed = await stockBefore(app.platform.db, of, app.platform.clock.now())
    believed.forEach(of.skuIds[0], (_, available) => there.push(available))
    assert.deepEqual(there, [4, 3], 'what was given back is there before it is decided on')
  })

  it('waits for a place that declined it, as if the rule let it wait', async () => {
    const { id } = await place({ T: 2 })
    const { D: work } = await floor.workOf(id)
    await floor.step(work, 'rejections', { reason: 'too_busy' })
    assert.deepEqual(await floor.units(id), [0, 0, 0, 0, 0, 0])
    assert.deepEqual(await floor.tasks(id), ['shortage'])
    const { id: decision, cause, record } = await lastOf(id)
    assert.deepEqual([cause, record.cancelled], ['re_routed', []])
    assert.equal((await client.get(`/v1/decisions/${decision}/exchange`)).status, 200)
    await setStock('T', 'E', 2)
    await floor.untilUnits(id, ({ allocated }) => allocated === 2)
    await untilSeen(app, async () => ((await floor.tasks(id)).length === 0 ? true : undefined))
  })

  it('is cancelled at once, with its reason, where that does not pass', async () => {
    const { id, state } = await place({ S: 1 })
    assert.equal(state, 'cancelled')
    const { data } = (await eventsOf(id)).at(-1)!
    assert.deepEqual([data.cause, data.causes], ['no_place', [[1, 'no_service', 1]]])
    assert.equal(data.reason, 'No service brings it from where it is')
  })

  it('is remembered no more once a rule lets it wait: a later one does not cancel it', async () => {
    const { id } = await place({ V: 2 })
    assert.deepEqual(await waitsOf(id), [1])
    await publishOtherwise('accept')
    await setStock('V', 'A', 4)
    await untilSeen(app, async () => ((await waitsOf(id)).length === 0 ? true : undefined))
    await publishOtherwise('cancel')
  })

  it('is not cancelled with what has lost its place, where it was told to wait', async () => {
    await publishOtherwise('accept')
    const { id, lines } = await place({ I: 1, L: 2 })
    assert.deepEqual(
      lines.map(({ short }: Json) => short),
      [1, 0],
    )
    await publishOtherwise('cancel')
    const { D: work } = await floor.workOf(id)
    await floor.step(work, 'rejections', { reason: 'damaged' })
    const left = (await floor.order(id)).lines
    assert.deepEqual(
      left.map(({ allocated, cancelled }: Json) => [allocated, cancelled]),
      [
        [0, 0],
        [0, 2],
      ],
    )
    assert.deepEqual(await waitsOf(id), [])
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
  })

  it('is served when the pause ends', async () => {
    const { id, lines } = await place({ P: 2, S: 1 })
    assert.deepEqual(
      lines.map(({ short, cancelled = 0 }: Json) => [short, cancelled]),
      [
        [2, 0],
        [0, 1],
      ],
    )
    await act('A', { action: 'resume' })
    await floor.untilUnits(id, ({ allocated, cancelled }) => allocated + (cancelled ?? 0) > 0)
  })
})
