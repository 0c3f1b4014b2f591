import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { createKey } from '../../src/identity/index.ts'
import { permissions } from '../../src/lib/permissions.ts'
import { clientOf, startApp } from '../app.ts'
import { createTestDatabase } from '../database.ts'
import { randomOf } from '../random.ts'
import { openShop } from '../shop.ts'
import { compareBooks, comparePublished } from './compare.ts'
import { endCommands } from './crash.ts'
import { openChecking } from './checking.ts'
import { holdCommands } from './holds.ts'
import { Model } from './model.ts'
import { orderCommands } from './orders.ts'
import { LOCATIONS, SET, SKUS, type Command, type Run } from './run.ts'
import { sellingCommands } from './selling.ts'
import { settle } from './settle.ts'
import { stockCommands } from './stock.ts'
import { remember, toldCommands } from './told.ts'

/**
 * Commands that fast-check draws run through the API on a real database and on a plain model. After
 * each of them stock, holds, what is published and where the units of orders are must be what the
 * model says, and every invariant must hold.
 *
 * Each run begins with a shop of its own, and the seed is another each time, but not where `CI` is
 * set: what is taken must not depend on what is drawn. What fails is told
 * with its seed, its path and the fewest commands that fast-check found to fail (not always few:
 * each try is a run of its own). TUTTI_MODEL_SEED and TUTTI_MODEL_PATH run it again; a path with a
 * colon wants TUTTI_MODEL_REPLAY besides, the `replayPath` that stands behind the commands. Seeds
 * draw commands and what they ask for. Ids and times are others each time, and the server works by
 * itself beside them (what lacks cover goes elsewhere), so what fails by a race may pass again.
 *
 * Commands come one after the other, but for the three that are on their way in a crash: of the
 * server alone (crash.ts), PostgreSQL goes on; for that see crash.test.ts. No clock is changed:
 * holds expire by a sweep that is told a later moment. A SKU is paused at a location, never the
 * location, which would send its orders elsewhere. Transfers, returns and money are not there yet.
 */
const { CI, TUTTI_MODEL_PATH, TUTTI_MODEL_REPLAY } = process.env
const SEED = process.env['TUTTI_MODEL_SEED'] ?? (CI && '20261124')
const RUNS = Number(process.env['TUTTI_MODEL_RUNS'] ?? 16)
const COMMANDS_MOST = 250
/** Then no fewer commands that fail are looked for: test/watchdog.ts would end all of it. */
const SHRINK_MS = 600_000

/** Some commands stand here more than once, so that they come more often. */
const often = `order order order against cancel cancel hold hold hold extension release sale
  receipt receipt receipt count count unavailable conditions damage expiry send send bundle bundle
  feed late late safety threshold pause`.split(/\s+/)

const commands: Record<string, Command> = {
  ...orderCommands,
  ...holdCommands,
  ...stockCommands,
  ...toldCommands,
  ...sellingCommands,
  ...endCommands,
}

/** How many of each ran. */
const counts: Record<string, number> = {}

/** A command, and the seed of what it chooses. */
class Step implements fc.AsyncCommand<Model, Run> {
  readonly name: string
  readonly seed: number

  constructor(name: string, seed: number) {
    this.name = name
    this.seed = seed
  }

  check(): boolean {
    return true
  }

  async run(model: Model, run: Run): Promise<void> {
    model.n += 1
    counts[this.name] = (counts[this.name] ?? 0) + 1
    run.random = randomOf(this.seed)
    remember(run)
    await commands[this.name]!(run)
    await settle(run.app, model)
    await compareBooks(run)
    await comparePublished(run, this.name === 'expiry')
    assert.deepEqual(await run.checking.broken(), [])
  }

  toString(): string {
    return `${this.name}(${this.seed})`
  }
}

function stepOf(names: readonly string[]) {
  return fc.tuple(fc.constantFrom(...names), fc.noShrink(fc.nat())).map(([name, seed]) => {
    return new Step(name, seed)
  })
}

const steps = fc.oneof(
  { weight: 300, arbitrary: stepOf(often) },
  { weight: 3, arbitrary: stepOf(['restart', 'crash']) },
)

it('random commands leave what a plain model says, and every invariant', async (t) => {
  const property = fc.asyncProperty(
    // Without a bias to short ones: what goes wrong late would hardly be met.
    fc.noBias(
      fc.commands([steps], {
        maxCommands: COMMANDS_MOST,
        size: 'max',
        ...(TUTTI_MODEL_REPLAY && { replayPath: TUTTI_MODEL_REPLAY }),
      }),
    ),
    async (all) => {
      const run = await open()
      try {
        await fc.asyncModelRun(() => ({ model: run.model, real: run }), all)
      } finally {
        await close(run)
      }
    },
  )
  await fc.assert(property, {
    numRuns: RUNS,
    interruptAfterTimeLimit: SHRINK_MS,
    markInterruptAsFailure: true,
    ...(SEED && { seed: Number(SEED) }),
    ...(TUTTI_MODEL_PATH && { path: TUTTI_MODEL_PATH }),
  })
  t.diagnostic(JSON.stringify(counts))
})

async function open(): Promise<Run> {
  const database = await createTestDatabase()
  const { connection } = database
  const app = await startApp(connection)
  const checking = await openChecking(connection)
  const at = { now: app.platform.clock.now(), nowMs: app.platform.clock.nowMs() }
  const wanted = { name: 'test', permissions, expiresAt: null, createdBy: 'test' }
  const { secret } = await createKey(app.platform.db, wanted, at)
  const client = clientOf(app.address, secret)
  const model = new Model(SKUS, LOCATIONS)
  await openShop(client, {
    locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 45.76, lon: 4.84 } },
    skus: { P: {}, Q: {}, R: {} },
    stock: { P: { A: 12, B: 5 }, Q: { B: 8 } },
  })
  model.fact('P', 'A', { to: 12 })
  model.fact('P', 'B', { to: 5 })
  model.fact('Q', 'B', { to: 8 })
  const components = Object.entries(SET).map(([sku, quantity]) => ({ sku, quantity }))
  const skus = [{ code: 'SET', name: 'Set', kind: 'bundle', components }]
  const { body } = await client.post('/v1/skus', { skus })
  assert.equal(body.outcomes[0].outcome, 'created')
  return { database, checking, app, client, secret, model, random: randomOf(0) }
}

async function close({ app, checking, database }: Run): Promise<void> {
  try {
    await app.stop()
  } finally {
    await checking.end()
    await database.drop()
  }
}
