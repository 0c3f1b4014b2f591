import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '../../src/platform/config.ts'
import { sql, statementOf, type Sql } from '../../src/platform/db/sql.ts'
import { createLog } from '../../src/platform/log.ts'
import type { Platform } from '../../src/platform/module.ts'
import { openWorld, type World } from '../../src/platform/process.ts'
import { cancelSimulation } from '../../src/routing/actions/simulations/ask.ts'
import { startSimulations } from '../../src/routing/actions/simulations/queue.ts'
import { startLearning } from '../../src/routing/jobs.ts'
import { insertSimulation } from '../../src/routing/store/simulations.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

const over = { ended: Promise.resolve(undefined), stop: async () => undefined }

/** Without any module that is started, so that nobody else takes the work. */
describe('work in threads', () => {
  let database: TestDatabase
  let world: World
  before(async () => {
    database = await createTestDatabase()
    world = await openWorld(readConfig({}), database.connection, createLog('error'))
  })
  after(async () => {
    await world.close()
    await database.drop()
  })

  function learning(platform: Platform, learn: () => typeof over, asked = () => {}) {
    const demand = {
      async firstPlaced() {
        asked()
        return platform.clock.now()
      },
      sums: async () => assert.fail('nothing is summed up here'),
      sizes: async () => assert.fail('nothing is counted here'),
    }
    return startLearning({ platform, demand }, learn)
  }

  it('is not begun any more once it is stopped', async () => {
    const { platform } = world
    let made = 0
    const make = () => {
      made += 1
      return over
    }
    await new Promise<void>((resolve, reject) => {
      const loop = learning(platform, make, () => loop.stop().then(resolve, reject))
    })
    assert.equal(made, 0)

    const { db } = platform
    const one = { id: randomUUID(), asked: {} as never, createdBy: 'test' }
    await db.transaction((tx) => insertSimulation(tx, one, platform.clock.now()))
    await new Promise<void>((resolve, reject) => {
      const now = () => {
        // While it is taken.
        queueMicrotask(() => queue.stop().then(resolve, reject))
        return platform.clock.now()
      }
      const queue = startSimulations({ ...platform, clock: { ...platform.clock, now } }, make)
    })
    assert.equal(made, 0)
    const states = await db.query(sql`select state from routing.simulation`)
    assert.deepEqual(states, [{ state: 'waiting' }])
  })

  it('is ended as soon as it is cancelled, also where it reads for long', async () => {
    const { platform } = world
    const { db, clock } = platform
    const { promise: ended, resolve: end } = Promise.withResolvers<undefined>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<string>()
    const queue = startSimulations(platform, ({ id }) => {
      begin(id)
      return { ended, stop: async () => end(undefined) }
    })
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    const id = await begun
    await db.transaction((tx) => cancelSimulation(tx, id, by))
    queue.look()
    await ended
    await queue.stop()
    const states = await db.query(sql`select state from routing.simulation`)
    assert.deepEqual(states, [{ state: 'cancelled' }])
  })

  it('leaves no lease behind, also where it ends while that is renewed', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    const { promise: ended, resolve: renewed } = Promise.withResolvers<undefined>()
    let renewals = 0
    const { platform } = world
    /** What it renews is heard of late. */
    async function query<Row>(asked: Sql): Promise<Row[]> {
      const rows = await platform.db.query<Row>(asked)
      if (!statementOf(asked).text.includes('update routing.lease')) return rows
      renewals += 1
      if (renewals > 1) return rows
      renewed(undefined)
      await sleep(100)
      return rows
    }
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const learn = () => {
      begin()
      t.mock.timers.tick(60_000)
      return { ...over, ended }
    }
    const loop = learning({ ...platform, db: { ...platform.db, query } }, learn)
    await begun
    await loop.stop()
    assert.equal(renewals, 2)
    const now = platform.clock.now()
    const leases = await platform.db.query(
      sql`select work from routing.lease where until > ${now}::timestamptz`,
    )
    assert.deepEqual(leases, [])
  })
})
