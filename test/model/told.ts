import assert from 'node:assert/strict'
import { orderOf } from '../shop.ts'
import { partsOf, placeIn, SET, sumOf, type Command, type Run } from './run.ts'

/** Moments at which commands began, the latest last: a late feed was true at one of them. */
const MOMENTS = 30

/** Before all that the command does, and after all before it, though the clock counts in ms. */
export function remember({ app, model }: Run): void {
  const at = app.platform.clock.now().subtract({ milliseconds: 1 }).toString()
  model.began.push({ n: model.n, at })
  if (model.began.length > MOMENTS) model.began.shift()
}

/** What another system tells of stock, and orders of what is made of other things. */
export const toldCommands: Record<string, Command> = {
  /** A bundle, and now and then one of its components beside it. */
  async bundle({ client, model, random }) {
    const sets = 1 + Math.floor(random() * 2)
    const more = random() < 0.3 ? 1 : 0
    const lines = { SET: sets, ...(more > 0 && { Q: more }) }
    const wanted = { P: sets * SET.P, Q: sets * SET.Q + more }
    const { status, body } = await client.post('/v1/orders', orderOf(lines))
    const fits = Object.entries(wanted).every(([sku, units]) => model.sellable(sku) >= units)
    assert.equal(status, fits ? 201 : 409, JSON.stringify(body))
    if (!fits) return
    const parts = await partsOf(client, body.id)
    for (const [sku, units] of Object.entries(wanted)) assert.equal(sumOf(parts, sku), units)
    for (const { sku, at, units } of parts) assert.ok(units <= model.sellableAt(sku, at))
    model.orders.push({ id: body.id, parts })
  },

  /** Numbers of this moment: of what lies there, or of what the source can still sell. */
  async feed(run) {
    const { model, random } = run
    const { sku, location } = placeIn(run)
    const quantity = Math.floor(random() * 20)
    const number = random() < 0.5 ? 'on_hand' : 'available'
    const kept = model.unavailable(sku, location) + model.allocated(sku, location)
    const asOf = model.began.at(-1)!.at
    assert.equal(await feed(run, { asOf, number }, { sku, location, quantity }), 'taken')
    model.fact(sku, location, { to: number === 'on_hand' ? quantity : quantity + kept })
    model.tell(sku, location, { kind: 'feed', asOf: model.n })
  },

  /** Numbers that were true some commands ago: what happened since is added, a count stands. */
  async late(run) {
    const { model, random } = run
    const { sku, location } = placeIn(run)
    const moment = model.began[Math.floor(random() * model.began.length)]!
    const quantity = Math.floor(random() * 20)
    const since = model.since(sku, location, moment.n)
    const head = { asOf: moment.at, number: 'on_hand' }
    const came = await feed(run, head, { sku, location, quantity })
    assert.equal(came, since.isOvertaken ? 'overtaken' : 'taken')
    if (since.isOvertaken) return
    if (!since.isCounted) model.fact(sku, location, { to: quantity + since.change })
    model.tell(sku, location, { kind: 'feed', asOf: moment.n })
  },
}

async function feed(run: Run, head: object, row: object): Promise<'taken' | 'overtaken'> {
  const body = { source: 'WMS', kind: 'delta', ...head, rows: [row] }
  const reply = await run.client.post('/v1/stock-feeds', body)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body.feed.overtaken > 0 ? 'overtaken' : 'taken'
}
