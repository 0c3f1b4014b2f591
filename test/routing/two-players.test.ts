import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { playingWorldOf } from '../../src/modules.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { readAsked, runSimulation, takeSimulation, type Turn } from '../../src/routing/index.ts'
import { insertSimulation } from '../../src/routing/store/simulations.ts'
import { startApp, type App, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const SILENT = { minutes: 5 }

/** A door that a player waits at before it reads, or before it goes on. */
function door() {
  let open!: () => void
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

describe('two servers that play one simulation', () => {
  it('are one after the other: who was silent for long is heard no more', async () => {
    const app = await startApp()
    const other = await startApp(app.connection)
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { NEAR: { lat: 48.8, lon: 2.3 }, FAR: { lat: 43.3, lon: 5.4 } },
        skus: { A: { weightG: 500 } },
        stock: { A: { NEAR: 10, FAR: 10 } },
      })
      const from = app.platform.clock.now().toString()
      for (let n = 0; n < 3; n += 1) {
        assert.equal((await client.post('/v1/orders', orderOf({ A: 1 }))).status, 201)
      }
      const first = await taken(app, from)
      const [early, late] = [door(), door()]
      const silent = play(app, first, early.opened)
      const second = (await takenOver(other))!
      assert.deepEqual(second, { id: first.id, turn: first.turn + 1 })
      const playing = play(other, second, late.opened)

      early.open()
      await silent
      const shown = async (): Promise<Json> =>
        (await client.get(`/v1/simulations/${first.id}`)).body
      const before = await shown()
      assert.deepEqual([before.state, before.progress.ofOrders, before.why], ['running', 0, null])

      late.open()
      await playing
      const done = await shown()
      assert.deepEqual([done.state, done.progress.orders, done.why], ['done', 3, null])
      // Whatever a player of the first turn says now is too late.
      await play(app, first, Promise.resolve())
      assert.deepEqual(await shown(), done)
      const told = await app.platform.db.query<{ state: string }>(sql`
        select data ->> 'state' as state from platform.event
        where type = 'routing_simulation.changed' and data ->> 'state' <> 'running'`)
      assert.deepEqual(told, [{ state: 'done' }])
    } finally {
      await other.stop()
      await app.stop()
    }
  })

  it('know of a channel as soon as orders have come by it', async () => {
    const app = await startApp()
    const old = await app.orders.network.current()
    try {
      const client = await app.client()
      const stock = { A: { STORE: 10 } }
      await openShop(client, { locations: { STORE: {} }, skus: { A: {} }, stock })
      const from = app.platform.clock.now().toString()
      assert.equal((await client.post('/v1/orders', orderOf({ A: 1 }))).status, 201)
      const turn = await taken(app, from)
      const network = { ...app.orders.network, current: () => Promise.resolve(old) }
      await play({ ...app, orders: { ...app.orders, network } }, turn, Promise.resolve())
      const { state, progress, why } = (await client.get(`/v1/simulations/${turn.id}`)).body
      assert.deepEqual([state, progress.orders, why], ['done', 1, null])
    } finally {
      await app.stop()
    }
  })
})

describe('a simulation that fails', () => {
  it('says that it was a fault of the server, and nothing of what the error said', async () => {
    const app = await startApp()
    const { log } = app.platform
    try {
      const client = await app.client()
      const turn = await taken(app, app.platform.clock.now().subtract({ hours: 1 }).toString())
      const logged: object[] = []
      const error = (of: object) => void logged.push(of)
      const platform = { ...app.platform, log: Object.assign(Object.create(log), { error }) }
      const err = new TypeError("Cannot destructure property 'cost' of undefined.")
      const readPeriod = () => Promise.reject(err)
      await runSimulation(platform, { ...playingWorldOf(app.orders), readPeriod }, turn)
      assert.deepEqual(logged, [{ err, simulation: turn.id }])
      const { body } = await client.get(`/v1/simulations/${turn.id}`)
      const says = 'It could not be played. That is a fault of the server: '
      const where = `the log of the server has it under ${turn.id}.`
      assert.deepEqual([body.state, body.why], ['failed', says + where])
    } finally {
      await app.stop()
    }
  })
})

/** Asked for and taken in one moment, so that no loop of a server comes before. */
async function taken({ platform, orders }: App, from: string): Promise<Turn> {
  const { clock, db } = platform
  const now = clock.now()
  const body = { from, until: now.toString(), policies: [{ of: 'live' as const }] }
  const turn = await db.transaction(async (tx) => {
    const asked = await readAsked(tx, orders, body, now)
    await insertSimulation(tx, { id: randomUUID(), asked, createdBy: 'test' }, now)
    return takeSimulation(tx, { now, silentSince: now.subtract(SILENT) })
  })
  return turn!
}

/** Nothing was heard of it for so long. */
async function takenOver({ platform }: App): Promise<Turn | undefined> {
  const now = platform.clock.now()
  const silentSince = now.subtract(SILENT)
  return platform.db.transaction(async (tx) => {
    await tx.query(sql`
      update routing.simulation set alive_at = ${silentSince}::timestamptz - interval '1 second'`)
    return takeSimulation(tx, { now, silentSince })
  })
}

/** As a thread of a server plays it, once it may read. */
function play({ platform, orders }: App, turn: Turn, mayRead: Promise<void>): Promise<void> {
  const world = playingWorldOf(orders)
  return runSimulation(
    platform,
    {
      ...world,
      async readPeriod(tx, ...of) {
        let isOpen = false
        const opened = mayRead.then(() => (isOpen = true))
        // A transaction in which nothing happens for some seconds is ended by the database.
        while (!isOpen) {
          await tx.query(sql`select`)
          await Promise.race([opened, setTimeout(500)])
        }
        return world.readPeriod(tx, ...of)
      },
    },
    turn,
  )
}
