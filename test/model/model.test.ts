import assert from 'node:assert/strict'
import { it } from 'node:test'
import { releaseOrders } from '../../src/fulfilment/index.ts'
import { expireHolds } from '../../src/inventory/actions/holds.ts'
import { createAvailabilityIndex, stockContextOf } from '../../src/inventory/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Json } from '../app.ts'
import { randomOf } from '../random.ts'
import { openShop, orderOf } from '../shop.ts'
import { Model } from './model.ts'
import {
  LOCATIONS,
  partsOf,
  pick,
  placeIn,
  SET,
  SKUS,
  sumOf,
  type Command,
  type Run,
} from './run.ts'
import { settle } from './settle.ts'
import { remember, toldCommands } from './told.ts'

const COMMANDS = 2000
/** All invariants take as long as four commands; so often they are asked, and at the end. */
const CHECKED_EACH = 10
const SEED = 20_261_124
const CONDITIONS = ['damaged', 'on_display', 'other']
const MINUTE_MS = 60_000

it(`${COMMANDS} random commands leave what a plain model says, and every invariant`, async () => {
  const first = await startApp()
  const run: Run = {
    app: first,
    client: await first.client(),
    model: new Model(SKUS, LOCATIONS),
    random: randomOf(SEED),
  }
  try {
    await openShop(run.client, {
      locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 45.76, lon: 4.84 } },
      skus: { P: {}, Q: {}, R: {} },
      stock: {},
    })
    const components = Object.entries(SET).map(([sku, quantity]) => ({ sku, quantity }))
    const skus = [{ code: 'SET', name: 'Set', kind: 'bundle', components }]
    const { body } = await run.client.post('/v1/skus', { skus })
    assert.equal(body.outcomes[0].outcome, 'created')
    for (let n = 1; n <= COMMANDS; n += 1) {
      const name = pick(run, commandNames)
      run.model.n = n
      remember(run)
      await commands[name!]!(run)
      await settle(run.app, run.model)
      if (n % 400 === 0) await restart(run, first)
      const when = `command ${n} (${name}), seed ${SEED}`
      await compare(run, when)
      // Nothing mends what breaks one: it is found all the same.
      if (n % CHECKED_EACH === 0) assert.deepEqual(await run.app.broken(), [], when)
    }
    assert.deepEqual(await run.app.broken(), [])
  } finally {
    if (run.app !== first) await run.app.stop()
    await first.stop()
  }
})

/** Some commands stand here more than once, so that they come more often. */
const commandNames = `order order order cancel cancel hold hold hold release sale receipt receipt
  receipt count count unavailable conditions damage expiry send send bundle bundle feed late
  late safety`.split(/\s+/)

const commands: Record<string, Command> = {
  ...toldCommands,

  async order({ client, model, random }) {
    const wanted = basketOf(random)
    const { status, body } = await client.post('/v1/orders', orderOf(Object.fromEntries(wanted)))
    const fits = [...wanted].every(([sku, units]) => model.sellable(sku) >= units)
    assert.equal(status, fits ? 201 : 409, JSON.stringify(body))
    if (!fits) {
      const short = [...wanted].filter(([sku, units]) => model.sellable(sku) < units)
      const told = body.short.map((s: Json) => [s.sku, s.wanted, s.available])
      assert.deepEqual(
        told,
        short.map(([sku, units]) => [sku, units, model.sellable(sku)]),
      )
      return
    }
    const parts = await partsOf(client, body.id)
    for (const [sku, units] of wanted) assert.equal(sumOf(parts, sku), units)
    for (const { sku, at, units } of parts) assert.ok(units <= model.sellableAt(sku, at))
    model.orders.push({ id: body.id, parts })
  },

  async cancel(run) {
    const { client, model, random } = run
    const order = pick(run, model.orders)
    if (!order) return
    const path = `/v1/orders/${order.id}/cancellations`
    const [part] = order.parts
    const line = (await client.get(`/v1/orders/${order.id}`)).body.lines.find(
      ({ sku }: Json) => sku === part?.sku,
    )
    const isPartly = line !== undefined && random() < 0.5
    // What came with a bundle goes with one, whole.
    const no = line?.bundle?.line ?? line?.no
    const goes = line?.bundle ? SET.P + SET.Q : 1
    const lines = isPartly ? { lines: [{ no, quantity: 1 }] } : {}
    const { status, body } = await client.post(path, { reason: 'test', ...lines })
    if (order.parts.length === 0) {
      assert.equal(body.code, 'order_closed')
      return
    }
    assert.equal(status, 200, JSON.stringify(body))
    const before = sumOf(order.parts)
    order.parts = await partsOf(client, order.id)
    assert.equal(sumOf(order.parts), isPartly ? before - goes : 0)
  },

  async hold({ client, model, random }) {
    const wanted = basketOf(random)
    const minutes = 10 + Math.floor(random() * 50)
    const lines = [...wanted].map(([sku, quantity]) => ({ sku, quantity }))
    const { status, body } = await client.post('/v1/stock-holds', {
      channel: 'WEB',
      lines,
      minutes,
    })
    const parts = model.holdParts(wanted)
    assert.equal(status, parts ? 201 : 409, JSON.stringify(body))
    const expiresAt = parts && Temporal.Instant.from(body.expiresAt).epochMilliseconds
    if (parts) model.holds.push({ id: body.id, parts, expiresAt: expiresAt! })
  },

  async release(run) {
    const hold = pick(run, run.model.holds)
    const id = hold?.id ?? '00000000-0000-7000-8000-000000000000'
    const { status, body } = await run.client.post(`/v1/stock-holds/${id}/releases`, {})
    assert.equal(hold ? status : body.code, hold ? 200 : 'hold_closed')
    run.model.holds = run.model.holds.filter((other) => other !== hold)
  },

  /** The sweep, as it would run some minutes from now. */
  async expiry({ app, model, random }) {
    const { platform } = app
    const nowMs = platform.clock.nowMs() + Math.floor(random() * 30) * MINUTE_MS
    const now = Temporal.Instant.fromEpochMilliseconds(nowMs)
    const by = { actor: 'test', now, nowMs: platform.clock.nowMs() }
    // What it frees reaches the server as another process's commit does: through the log.
    const index = createAvailabilityIndex()
    await expireHolds(platform.db, { ...stockContextOf(app.orders, by), index })
    model.holds = model.holds.filter(({ expiresAt }) => expiresAt > nowMs)
  },

  /** The whole work on an order: what it has is released, picked, packed and leaves. */
  async send(run) {
    const { app, client, model } = run
    const order = pick(run, model.orders)
    if (!order || order.parts.length === 0) return
    const { db, clock } = app.platform
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    await db.transaction((tx) => releaseOrders(tx, app.orders, [order.id], by))
    const { items } = (await client.get(`/v1/fulfilment-orders?order=${order.id}`)).body
    for (const { id } of items) {
      for (const step of ['picks', 'packings', 'shipments']) {
        const { status, body } = await client.post(`/v1/fulfilment-orders/${id}/${step}`, {})
        assert.equal(status, 200, JSON.stringify(body))
      }
    }
    for (const { sku, at, units } of order.parts) model.left(sku, at, units)
    order.parts = []
  },

  async sale(run) {
    await adjust(run, 'sale', -1 - Math.floor(run.random() * 3))
  },

  async receipt(run) {
    await adjust(run, 'receipt', 1 + Math.floor(run.random() * 9))
  },

  async count(run) {
    const { client, model, random } = run
    const place = placeIn(run)
    const onHand = Math.floor(random() * 20)
    await client.post('/v1/stock/levels', { levels: [{ ...place, onHand }] })
    model.fact(place.sku, place.location, { to: onHand })
    model.tell(place.sku, place.location, { kind: 'count' })
  },

  async unavailable(run) {
    const { client, model, random } = run
    const place = placeIn(run)
    const unavailable = Math.floor(random() * 4)
    const { body } = await client.post('/v1/stock/levels', { levels: [{ ...place, unavailable }] })
    const [{ outcome, problem }] = body.outcomes
    const named = model.unavailable(place.sku, place.location, 'other')
    assert.equal(problem?.code ?? outcome, unavailable < named ? 'conditions_exceed' : 'recorded')
    if (problem) return
    model.fact(place.sku, place.location, { conditions: { other: unavailable - named } })
  },

  async conditions(run) {
    const { client, random } = run
    const place = placeIn(run)
    const conditions = { [pick(run, CONDITIONS)!]: Math.floor(random() * 3) }
    await client.post('/v1/stock/levels', { levels: [{ ...place, conditions }] })
    run.model.fact(place.sku, place.location, { conditions })
  },

  /** Some units may not be sold any more, or may again: no more than there are. */
  async damage(run) {
    const { client, model, random } = run
    const place = placeIn(run)
    const condition = pick(run, CONDITIONS)!
    const unavailableChange = Math.floor(random() * 4) - 2
    const adjustments = [{ ...place, unavailableChange, condition, reason: 'adjustment' }]
    await client.post('/v1/stock/adjustments', { adjustments })
    const left = model.inCondition(place.sku, place.location, condition) + unavailableChange
    model.fact(place.sku, place.location, { conditions: { [condition]: Math.max(0, left) } })
  },
}

async function adjust(run: Run, reason: string, change: number): Promise<void> {
  const place = placeIn(run)
  const adjustments = [{ ...place, change, reason }]
  await run.client.post('/v1/stock/adjustments', { adjustments })
  run.model.fact(place.sku, place.location, { by: change })
  run.model.tell(place.sku, place.location, { kind: 'change', by: change })
}

/** Another process takes over: all it knows, it must have read. */
async function restart(run: Run, first: App): Promise<void> {
  if (run.app !== first) await run.app.stop()
  run.app = await startApp(first.connection)
  run.client = await run.app.client()
}

async function compare({ app, client, model }: Run, when: string): Promise<void> {
  const replies = [...SKUS, 'SET'].map((sku) => client.get(`/v1/stock/${sku}`))
  const stocks = (await Promise.all(replies)).map(({ body }) => body)
  for (const [i, sku] of SKUS.entries()) {
    const { items } = stocks[i]
    for (const { location: at, ...stock } of items) {
      const { quantity, conditions } = model.row(sku, at)
      assert.deepEqual(stock.conditions, conditions, `${sku} at ${at} after ${when}`)
      const expected = [
        quantity,
        model.unavailable(sku, at),
        model.held(sku, at),
        model.allocated(sku, at),
        Math.max(0, -model.free(sku, at)),
        model.free(sku, at),
      ]
      const { onHand, held, allocated, uncovered, available } = stock
      const told = [onHand, stock.unavailable, held, allocated, uncovered, available]
      assert.deepEqual(told, expected, `${sku} at ${at} after ${when}`)
    }
  }
  const { bundle } = stocks.at(-1)
  const makes = Object.entries(SET).map(([sku, units]) => Math.floor(model.available(sku) / units))
  assert.equal(bundle.available, Math.min(...makes), `bundles after ${when}`)
  const held = await app.platform.db.query<{ id: string; units: number }>(sql`
    select reference as id, sum(quantity)::bigint as units from inventory.claim
    where kind = 'hold' and closed_at is null group by 1`)
  const told = Object.fromEntries(held.map(({ id, units }) => [id, units]))
  const expected = Object.fromEntries(model.holds.map(({ id, parts }) => [id, sumOf(parts)]))
  assert.deepEqual(told, expected, `holds after ${when}`)
}

function basketOf(random: () => number): Map<string, number> {
  const skus = SKUS.filter(() => random() < 0.5)
  const wanted = skus.length > 0 ? skus : ['P']
  return new Map(wanted.map((sku) => [sku, 1 + Math.floor(random() * 3)]))
}
