import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { escalateWork } from '../../src/fulfilment/actions/escalate.ts'
import { releaseOrders } from '../../src/fulfilment/index.ts'
import { raiseTasks } from '../../src/tasks/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { EVERY_DAY, openShop, setLocation } from '../shop.ts'
import { closeUp, floorOf, type Floor } from './floor.ts'
import { byOf } from './race-steps.ts'

/** DAY is nearest; of NIGHT nobody knows when it is open. */
const PLACES = {
  DAY: { lat: 48.86, lon: 2.35 },
  NIGHT: { lat: 43.3, lon: 5.37 },
}
const SKUS = ['EVE', 'XMAS', 'SHUT', 'CLOCK', 'ONLY', 'FEW', 'RUSH']

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
    skus: Object.fromEntries(SKUS.map((sku) => [sku, {}])),
    stock: {
      EVE: { DAY: 9, NIGHT: 9 },
      XMAS: { DAY: 9 },
      SHUT: { DAY: 9, NIGHT: 9 },
      CLOCK: { NIGHT: 9 },
      ONLY: { NIGHT: 9 },
      FEW: { DAY: 9, NIGHT: 1 },
      RUSH: { NIGHT: 9 },
    },
  })
  const days = [{ on: '2031-12-25', name: 'Christmas' }]
  await floor.post('/v1/holiday-calendars', { code: 'FR', name: 'France', days })
  const weekly = EVERY_DAY.map((day) => ({ day, open: '10:00', close: '19:00' }))
  const hours = { weekly, exceptions: [] }
  await setLocation(client, 'DAY', { hours, holidayCalendar: 'FR' })
})
after(() => closeUp(app))

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Paris]`).toInstant()

/** Releases an order at a moment; its one fulfilment order. */
async function releasedAt(id: string, when: string): Promise<Json> {
  const by = { ...byOf(app), now: at(when) }
  await app.platform.db.transaction((tx) => releaseOrders(tx, app.orders, [id], by))
  return (await floor.items(`/v1/fulfilment-orders?order=${id}`))[0]!
}

/** Looks for what is late as at a moment; the fulfilment order afterwards. */
async function lookedAt({ id }: Json, when: string): Promise<Json> {
  const by = { ...byOf(app), now: at(when) }
  await app.platform.db.transaction((tx) => escalateWork(tx, app.orders, [id], by))
  return floor.work(id)
}

/** A task that says that the work goes elsewhere, as what is collected may have from before. */
async function raiseEarlier({ id: subjectId }: Json): Promise<void> {
  const subject = { subjectKind: 'fulfilment_order', subjectId, cause: 'not_accepted' }
  const task = { ...subject, summary: 'Not accepted', nextStep: 'Accept it' }
  await app.platform.db.transaction((tx) => raiseTasks(tx, [task], byOf(app)))
}

const dueOf = ({ dueAt }: Json) =>
  Temporal.Instant.from(dueAt).toZonedDateTimeISO('Europe/Paris').toPlainDateTime().toString()

describe('the time to accept', () => {
  it('runs while the place is open: nothing goes away by night', async () => {
    const id = await floor.place({ EVE: 1 })
    const work = await releasedAt(id, '2031-05-05T21:00')
    assert.deepEqual([work.location, dueOf(work)], ['DAY', '2031-05-06T12:00:00'])
    const { state, dueAt } = await lookedAt(work, '2031-05-06T01:00')
    assert.deepEqual([state, dueAt], ['open', work.dueAt])
    const late = await lookedAt(work, '2031-05-06T18:30')
    assert.deepEqual(await floor.tasks(work.id), ['not_accepted'])
    assert.equal(dueOf(late), '2031-05-07T11:30:00', 'as much time again, of its opening hours')
    assert.equal((await lookedAt(work, '2031-05-07T09:00')).state, 'open')
    assert.equal((await lookedAt(work, '2031-05-07T11:30')).state, 'cancelled')
  })

  it('does not run on a holiday', async () => {
    const work = await releasedAt(await floor.place({ XMAS: 1 }), '2031-12-24T18:00')
    assert.equal(dueOf(work), '2031-12-26T11:00:00')
  })

  it('runs by the clock where nobody knows the hours', async () => {
    const work = await releasedAt(await floor.place({ CLOCK: 1 }), '2031-05-05T21:00')
    assert.deepEqual([work.location, dueOf(work)], ['NIGHT', '2031-05-05T23:00:00'])
  })
})

describe('work that should have left', () => {
  const wasTold = async (id: string) => {
    const story = await floor.items(`/v1/orders/${id}/events`)
    return story.some(({ type }) => type === 'fulfilment.delayed')
  }
  /** What a look at work at some moments says of it: its state, when it is due, its tasks. */
  const looks = async (work: Json, moments: readonly string[]) => {
    const found = []
    for (const moment of moments) {
      const one = await lookedAt(work, moment)
      const due = one.dueAt === null ? null : dueOf(one).slice(0, 16)
      found.push([one.state, due, await wasTold(one.order.id), await floor.tasks(work.id)])
    }
    return found
  }
  const weekly = EVERY_DAY.map((day) => ({ day, open: '10:00', close: '19:00' }))
  const closedFor = (days: number) => {
    const first = Temporal.PlainDate.from('2031-12-21')
    return Array.from({ length: days }, (_, n) => ({ on: first.add({ days: n }).toString() }))
  }

  it('is told so at once; nobody is asked to accept it before the place opens', async () => {
    await setLocation(client, 'DAY', { shipMinutes: 240 })
    const work = await releasedAt(await floor.place({ SHUT: 1 }), '2031-05-05T21:00')
    await setLocation(client, 'DAY', { shipMinutes: 2880 })
    assert.equal(dueOf(work), '2031-05-06T01:00:00')
    const moments = ['2031-05-06T01:00', '2031-05-06T12:00', '2031-05-06T14:00']
    assert.deepEqual(await looks(work, moments), [
      ['open', '2031-05-06T12:00', true, []],
      ['open', '2031-05-06T14:00', true, ['not_accepted']],
      ['cancelled', null, true, []],
    ])
  })

  it('goes from a place that has closed for two weeks, by the clock', async () => {
    await setLocation(client, 'DAY', { hours: { weekly, exceptions: closedFor(14) } })
    const given = await releasedAt(await floor.place({ SHUT: 1 }), '2031-12-20T16:00')
    const moments = ['2031-12-20T18:00', '2031-12-22T16:00', '2031-12-22T18:00']
    assert.deepEqual(await looks(given, moments), [
      ['open', '2031-12-22T16:00', false, ['not_accepted']],
      ['open', '2031-12-22T18:00', true, ['not_accepted']],
      ['cancelled', null, true, []],
    ])
    const givenLater = await releasedAt(await floor.place({ SHUT: 1 }), '2031-12-20T20:00')
    const later = ['2031-12-22T20:00', '2031-12-23T20:00', '2031-12-23T22:00']
    assert.deepEqual(await looks(givenLater, later), [
      ['open', '2031-12-23T20:00', true, []],
      ['open', '2031-12-23T22:00', true, ['not_accepted']],
      ['cancelled', null, true, []],
    ])
    await setLocation(client, 'DAY', { hours: { weekly, exceptions: [] } })
  })
})

describe('what is not accepted in time', () => {
  /** Overdue twice at NIGHT, of which the hours are not known. */
  const twice = async (work: Json) => {
    await lookedAt(work, '2031-05-05T23:00')
    return lookedAt(work, '2031-05-06T01:00')
  }
  const claimed = async (sku: string): Promise<Record<string, number>> => {
    const rows = await floor.items(`/v1/stock/${sku}`)
    return Object.fromEntries(rows.map(({ location, allocated }) => [location, allocated]))
  }
  const heads = (work: Json) => [work.state, work.request, work.lines[0].quantity]

  it('stays where no other place has it; a task says so, and it goes once one does', async () => {
    const id = await floor.place({ ONLY: 2 })
    const work = await releasedAt(id, '2031-05-05T21:00')
    const kept = await twice(work)
    assert.deepEqual([...heads(kept), dueOf(kept)], ['open', 'submitted', 2, '2031-05-06T03:00:00'])
    assert.deepEqual(await floor.tasks(work.id), ['stays_unaccepted'])
    assert.deepEqual([await floor.units(id), await floor.tasks(id)], [[0, 2, 2, 0, 0, 0], []])
    assert.deepEqual((await lookedAt(work, '2031-05-06T02:59')).version, kept.version)
    const again = await lookedAt(work, '2031-05-06T03:00')
    assert.deepEqual([again.state, dueOf(again)], ['open', '2031-05-06T05:00:00'])
    assert.deepEqual(await floor.tasks(work.id), ['stays_unaccepted'], 'not told of twice')
    const levels = [{ sku: 'ONLY', location: 'DAY', onHand: 5 }]
    await floor.post('/v1/stock/levels', { levels })
    const gone = await lookedAt(work, '2031-05-06T05:00')
    assert.deepEqual(heads(gone).slice(0, 2), ['cancelled', 'declined'])
    assert.deepEqual(await claimed('ONLY'), { NIGHT: 0, DAY: 2 })
    assert.deepEqual([await floor.units(id), await floor.tasks(work.id)], [[0, 2, 0, 0, 0, 0], []])
    const story = await floor.items(`/v1/orders/${id}/events`)
    const [lost, moved] = story.slice(-2)
    assert.deepEqual(
      [lost!.type, lost!.data.reason],
      ['fulfilment.declined', 'not_accepted_in_time'],
    )
    assert.deepEqual([moved!.type, moved!.data.cause], ['order.rerouted', 'not_accepted'])
    assert.deepEqual(moved!.data.fulfilmentOrderIds, [work.id])
  })

  it('is accepted there after all, and then it is on time', async () => {
    const id = await floor.place({ RUSH: 1 })
    const work = await releasedAt(id, '2031-05-05T21:00')
    // A page that was left open meanwhile is as good as a new one.
    assert.equal((await twice(work)).version, work.version)
    await floor.step(work, 'acceptances')
    assert.deepEqual(await floor.tasks(work.id), [])
    const later = await lookedAt(work, '2031-05-06T05:00')
    assert.deepEqual(
      [...heads(later), dueOf(later)],
      ['open', 'accepted', 1, '2031-05-07T21:00:00'],
    )
  })

  it('goes as far as others have it', async () => {
    const id = await floor.place({ FEW: 3 })
    const work = await releasedAt(id, '2031-05-05T11:00')
    assert.equal(work.location, 'DAY')
    await lookedAt(work, '2031-05-05T13:00')
    const left = await lookedAt(work, '2031-05-05T15:00')
    assert.deepEqual([...heads(left), dueOf(left)], ['open', 'submitted', 2, '2031-05-05T17:00:00'])
    assert.deepEqual(await claimed('FEW'), { DAY: 2, NIGHT: 1 })
    assert.deepEqual(await floor.units(id), [0, 3, 2, 0, 0, 0])
    assert.deepEqual(
      [await floor.tasks(work.id), await floor.tasks(id)],
      [['stays_unaccepted'], []],
    )
  })

  it('is not cancelled by a rule that lets nothing wait', async () => {
    const path = '/v1/routing-rules'
    const { version } = (await client.get(`${path}/draft`)).body
    const choose = { by: 'least_cost' }
    const rule = { name: 'Nobody waits', use: [{ places: {} }], choose, otherwise: 'cancel' }
    const changes = [{ action: 'add', rule }]
    const changed = await floor.post(`${path}/draft/changes`, { version, changes })
    await floor.post(`${path}/publications`, { version: changed.version, note: 'x' })
    const id = await floor.place({ CLOCK: 1 })
    const kept = await twice(await releasedAt(id, '2031-05-05T21:00'))
    assert.deepEqual([kept.state, await floor.units(id)], ['open', [0, 1, 1, 0, 0, 0]])
  })

  it('and is collected has a next step of its own: it never goes elsewhere', async () => {
    const groups = [{ no: 1, method: 'click_and_collect', pickupLocation: 'NIGHT' }]
    const id = await floor.place({ EVE: 1 }, { groups })
    const work = await releasedAt(id, '2031-05-05T21:00')
    await raiseEarlier(work)
    const kept = await twice(work)
    assert.deepEqual(heads(kept), ['open', 'submitted', 1])
    assert.equal(dueOf(kept), '2031-05-07T21:00:00', 'that it should have left is still told')
    assert.deepEqual(await floor.tasks(work.id), ['collect_unaccepted'])
    await lookedAt(work, '2031-05-07T21:00')
    const over = await lookedAt(work, '2031-05-07T23:00')
    assert.deepEqual([over.state, over.dueAt], ['open', null])
    const [task] = await floor.items('/v1/tasks?cause=collect_unaccepted')
    assert.equal(task!.subjectId, kept.id)
    assert.match(task!.nextStep, /customer/)
  })
})
