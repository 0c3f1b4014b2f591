import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { escalateWork } from '../../src/fulfilment/actions/escalate.ts'
import { setStock } from '../../src/inventory/actions/facts.ts'
import { allocateShortOf } from '../../src/orders/actions/allocate.ts'
import { improveOrders } from '../../src/orders/index.ts'
import type { Json } from '../app.ts'
import { closeUp } from '../fulfilment/floor.ts'
import { AT_ONCE, channelNow, startMoving, type Moving } from '../fulfilment/moving.ts'
import { byOf, contextOf } from '../fulfilment/race-steps.ts'
import { sellBy, type SaidRule } from '../sell-by.ts'
import { untilSeen, versionAt } from '../shop.ts'

const distance = { base: 50_000, perKm: 100, perKg: 0, perKgKm: 0 }
const tariff = { distance, otherwise: { base: 90_000, perKg: 0 } }
const PLAN = { channel: 'WEB', strategy: 'least_cost', tariff }

/** One of each kind that says from where, and how much. */
const RULES: readonly SaidRule[] = [
  { kind: 'threshold', quantity: 3 },
  { kind: 'safety_stock', quantity: 1, percent: null },
  { kind: 'pool', sells: false, location: 'C' },
  { kind: 'eligibility', eligible: false, location: 'OUT' },
  { kind: 'quota', quantity: 50 },
]

/** Where a channel keeps units back, each decision is made again as it was made, of any cause. */
describe('a decision by rules of availability', () => {
  let shop: Moving
  before(async () => {
    shop = await startMoving()
    await shop.post('/v1/channels', { ...channelNow(['A', 'B']), code: 'APP', orderPrefix: 'P' })
    const improving = { leastSaving: 5000, mostMoves: 2 }
    await shop.post('/v1/routing-plans', { ...PLAN, improving })
    await sellBy(shop.app, RULES)
  })
  after(() => closeUp(shop.app))

  const stocked = (sku: string, location: string, onHand: number) =>
    shop.post('/v1/stock/levels', { levels: [{ sku, location, onHand }] })
  const newSku = async (sku: string, levels: Record<string, number>): Promise<void> => {
    await shop.post('/v1/skus', { skus: [{ code: sku, name: sku, weightG: 500 }] })
    for (const [location, onHand] of Object.entries(levels)) await stocked(sku, location, onHand)
  }
  const change = async (location: string, one: object): Promise<void> => {
    const version = await versionAt(shop.client, location)
    await shop.post(`/v1/locations/${location}/changes`, { version, changes: [one] })
  }
  /** The last decision of an order, once it has one of that cause. */
  const decided = (id: string, cause: string): Promise<Json> =>
    untilSeen(shop.app, async () => {
      const { items } = (await shop.client.get(`/v1/orders/${id}/decisions`)).body
      return items.at(-1).cause === cause ? items.at(-1) : undefined
    })
  /** It is made again exactly; answers what its rules of availability had a part in. */
  const isMadeAgain = async ({ id, cause, record }: Json): Promise<Json> => {
    const { status, body } = await shop.client.get(`/v1/decisions/${id}/exchange`)
    assert.equal(status, 200, `${cause}: ${JSON.stringify(body)}`)
    const { scale = 10_000 } = body.instance.meta
    assert.equal(Math.round((body.expected.cost * 10_000) / scale), record.cost)
    return record.ruled ?? {}
  }

  it('is made again where it was the first', async () => {
    await newSku('PLACED', { A: 9, B: 9 })
    const { threshold, safety } = await isMadeAgain(
      await decided(await shop.place({ PLACED: 2 }), 'placed'),
    )
    assert.deepEqual([threshold.length, safety.length], [1, 2])
  })

  it('is made again where stock has come, of which the last is not for it either', async () => {
    await newSku('CAME', { A: 0, B: 0 })
    const id = await shop.place({ CAME: 2 })
    await stocked('CAME', 'B', 6)
    const decision = await decided(id, 'stock_arrived')
    assert.equal(decision.record.wanted[0].available, 2)
    assert.equal((await isMadeAgain(decision)).threshold.length, 1)
  })

  it('is made again where some came a moment after the rest', async () => {
    await newSku('PART', { A: 0, B: 6 })
    const id = await shop.place({ PART: 4 })
    const { app } = shop
    const { locationByCode } = await app.orders.network.current()
    const [skuId, locationId] = [app.orders.skus.byCode('PART')!.id, locationByCode.get('A')!.id]
    // At once, not when a job comes to it.
    await app.platform.db.transaction(async (tx) => {
      await setStock(tx, [{ skuId, locationId, onHand: 4, reference: null }], contextOf(app))
      await allocateShortOf(tx, app.orders, [skuId], byOf(app))
    })
    const decision = await decided(id, 'stock_arrived')
    assert.equal(decision.record.wanted[0].quantity, 2)
    await isMadeAgain(decision)
  })

  it('is made again where it lost its place: the last units are there for it', async () => {
    await newSku('LOST', { A: 9, B: 3 })
    const id = await shop.place({ LOST: 2 }, AT_ONCE)
    const { A: work } = await shop.workOf(id)
    await shop.step(work, 'rejections', { reason: 'too_busy' })
    const { threshold, safety } = await isMadeAgain(await decided(id, 're_routed'))
    assert.deepEqual([threshold, safety.length], [undefined, 1])
  })

  it('is made again where there was less than promised, a moment after that', async () => {
    await newSku('LESS', { A: 9, B: 9 })
    const id = await shop.place({ LESS: 2 })
    await stocked('LESS', 'A', 0)
    await isMadeAgain(await decided(id, 'uncovered'))
  })

  it('is made again where a place has not accepted it in time', async () => {
    await newSku('LATE', { A: 9, B: 9 })
    const id = await shop.place({ LATE: 2 }, AT_ONCE)
    const { A: work } = await shop.workOf(id)
    const { db } = shop.app.platform
    for (const hours of [5, 10]) {
      const by = byOf(shop.app)
      const then = { ...by, now: by.now.add({ hours }) }
      await db.transaction((tx) => escalateWork(tx, shop.app.orders, [work!.id], then))
    }
    await isMadeAgain(await decided(id, 'not_accepted'))
  })

  it('is made again where a place was closed', async () => {
    await newSku('SHUT', { A: 9, B: 9 })
    const id = await shop.place({ SHUT: 2 })
    await change('A', { action: 'pause', reason: 'flood' })
    await isMadeAgain(await decided(id, 'place_closed'))
    await change('A', { action: 'resume' })
  })

  it('is made again where it was moved to save', async () => {
    await newSku('SAVE', { B: 9 })
    const id = await shop.place({ SAVE: 2 })
    await stocked('SAVE', 'A', 9)
    await improveOrders(shop.app.orders)
    await isMadeAgain(await decided(id, 'improved'))
  })

  it('is made again with what is set aside for another channel', async () => {
    await newSku('ASIDE', { A: 9, B: 9 })
    const fence = { kind: 'ring_fence', quantity: 7, percent: null } as const
    await sellBy(shop.app, [...RULES, { ...fence, sku: 'ASIDE', channel: 'APP' }])
    const sold = async () =>
      (await shop.client.get('/v1/availability?channel=WEB&sku=ASIDE')).body.available
    await untilSeen(shop.app, async () => ((await sold()) === 18 - 7 - 2 - 3 ? true : undefined))
    const decision = await decided(await shop.place({ ASIDE: 2 }), 'placed')
    assert.ok((await isMadeAgain(decision)).aside.length > 0)
  })

  it('is not where a person has chosen', async () => {
    await newSku('HAND', { A: 9, B: 9 })
    const id = await shop.place({ HAND: 2 })
    await shop.moved(id, 'B')
    const decision = await decided(id, 'by_hand')
    const { status, body } = await shop.client.get(`/v1/decisions/${decision.id}/exchange`)
    assert.deepEqual([status, body.code], [409, 'decision_not_repeatable'])
  })

  it('is made again where what waited was looked at and nobody had it', async () => {
    const rule = { name: 'Nobody waits', use: [{ places: {} }], otherwise: 'cancel' }
    const changes = [{ action: 'add', rule: { ...rule, choose: { by: 'least_cost' } } }]
    const path = '/v1/routing-rules'
    const { version } = (await shop.client.get(`${path}/draft`)).body
    const changed = await shop.post(`${path}/draft/changes`, { version, changes })
    await shop.post(`${path}/publications`, { version: changed.version, note: 'x' })
    await newSku('LOOK', { A: 9, B: 5 })
    await change('A', { action: 'pause', reason: 'flood' })
    const id = await shop.place({ LOOK: 4 })
    await stocked('LOOK', 'B', 3)
    await stocked('LOOK', 'A', 0)
    const decision = await decided(id, 'looked_again')
    assert.deepEqual(decision.record.wanted[0].available, 0)
    await isMadeAgain(decision)
  })
})
