import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Json } from '../app.ts'
import { closeUp } from '../fulfilment/floor.ts'
import { orderOf, untilSeen } from '../shop.ts'
import { openCancelling, type Cancelling } from './cancelling-shop.ts'

/** The rule cancels what no place can serve: of a bundle nothing goes without the rest. */
describe('a bundle of which a part waits, where a rule cancels the rest', () => {
  let app: Cancelling['app']
  let floor: Cancelling['floor']
  let place: Cancelling['place']
  let lastOf: Cancelling['lastOf']
  let eventsOf: Cancelling['eventsOf']
  let setStock: Cancelling['setStock']
  let untilState: Cancelling['untilState']
  before(async () => {
    ;({ app, floor, place, lastOf, eventsOf, setStock, untilState } = await openCancelling())
  })
  after(() => closeUp(app))

  it('is left to a person where a place has the rest of its bundle already', async () => {
    const { id, lines } = await place({ SET: 1 })
    assert.deepEqual(
      lines.map(({ short }: Json) => short),
      [1, 0],
    )
    await floor.workOf(id)
    await setStock('N', 'A', 0)
    await untilSeen(app, async () => ((await floor.tasks(id)).length > 0 ? true : undefined))
    assert.deepEqual(await floor.tasks(id), ['shortage'])
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
  })

  it('is not told to be cancelled where it is left to a person', async () => {
    await setStock('N', 'A', 50)
    const { id } = await place({ SET: 2 })
    await floor.workOf(id)
    // Of two one comes, and the other is nowhere any more.
    const levels = [
      { sku: 'N', location: 'A', onHand: 0 },
      { sku: 'N', location: 'E', onHand: 1 },
    ]
    await floor.post('/v1/stock/levels', { levels })
    await untilSeen(app, async () => ((await floor.tasks(id)).length > 0 ? true : undefined))
    const { cause, record } = await lastOf(id)
    assert.deepEqual([cause, record.short.length, record.cancelled], ['stock_arrived', 1, []])
    assert.notEqual((await floor.order(id)).state, 'cancelled')
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
  })

  it('is cancelled with the rest of its bundle where no place was given that yet', async () => {
    const { id, lines } = await floor.post('/v1/orders', orderOf({ BOX: 3 }, { channel: 'LATE' }))
    const unitsOf = (of: Json[]) =>
      of.map(({ allocated, short = 0, cancelled = 0 }) => [allocated, short, cancelled])
    assert.deepEqual(unitsOf(lines), [
      [0, 3, 0],
      [3, 0, 0],
    ])
    // Of three one comes, and the others are nowhere any more.
    const levels = [
      { sku: 'M', location: 'A', onHand: 0 },
      { sku: 'M', location: 'E', onHand: 1 },
    ]
    await floor.post('/v1/stock/levels', { levels })
    await untilState(id, 'allocated')
    assert.deepEqual(unitsOf((await floor.order(id)).lines), [
      [1, 0, 2],
      [1, 0, 2],
    ])
    const { type, data } = (await eventsOf(id)).at(-1)!
    const no = lines.map((one: Json) => one.no)
    const causes = no.map((one: number) => [one, 'no_stock', 2])
    assert.deepEqual([type, data.cause, data.causes], ['order.cancelled', 'no_place', causes])
    assert.deepEqual(await floor.tasks(id), [])
    const [rest] = await floor.items('/v1/stock/K')
    assert.deepEqual([rest!.location, rest!.allocated], ['E', 1])
    const { cause, record } = await lastOf(id)
    assert.deepEqual([cause, record.cancelled], ['stock_arrived', [[no[0], 2, 'no_stock']]])
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
  })

  it('is cancelled with what the rest of its bundle has just been given elsewhere', async () => {
    const { id } = await place({ DUO: 2 })
    const { D: work } = await floor.workOf(id)
    await floor.step(work, 'rejections', { reason: 'damaged' })
    assert.equal((await floor.order(id)).state, 'cancelled')
    assert.deepEqual(await floor.tasks(id), [])
    const there = await floor.items('/v1/stock/J')
    assert.deepEqual(
      there.map(({ allocated }) => allocated),
      [0, 0],
    )
  })
})
