import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { importRetail } from '../../src/history/index.ts'
import { demandSource } from '../../src/modules.ts'
import { learnDemandRates } from '../../src/routing/index.ts'
import { listRates } from '../../src/routing/store/demand.ts'
import { startApp, type App, type Client } from '../app.ts'
import { orderOf } from '../shop.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { openHistory, play } from './world.ts'

/** Of six weeks the first is not whole: five are learnt from. */
const WEEKS = [0, 1, 2, 3, 4, 5]
const now = Temporal.Now.instant()
const ago = (days: number) => now.subtract({ hours: 24 * days })

/** X to France three times a week, one of them with Y. */
async function writeHistory(): Promise<string> {
  const folder = await mkdtemp('/tmp/tutti-demand-')
  const header =
    'invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id,country'
  const rows = WEEKS.flatMap((week) =>
    [0, 2, 4].flatMap((day) => {
      const at = ago(7 * week + 6 - day).toZonedDateTimeISO('Europe/London')
      const time = at.toPlainDateTime().toString({ smallestUnit: 'minute' })
      const line = (sku: string, units: number) =>
        `${week}${day},${sku},Item ${sku},${units},${time},2.50,1,France`
      return day === 0 ? [line('X', 2), line('Y', 1)] : [line('X', 2)]
    }),
  )
  await writeFile(path.join(folder, 'online_retail.csv'), `${[header, ...rows].join('\n')}\n`)
  return folder
}

describe('demand of an imported history', () => {
  let folder: string
  let database: TestDatabase
  before(async () => {
    folder = await writeHistory()
    database = await createTestDatabase()
    const { world, close } = await openHistory(database)
    await importRetail(world, folder)
    await close()
  })
  after(async () => {
    await database.drop()
    await rm(folder, { recursive: true })
  })

  it('is learnt from before there is an order, with its source and its error', async () => {
    await withApp(async (app, client) => {
      await learn(app)
      const { learning } = (await client.get('/v1/demand-rates/error')).body
      assert.deepEqual([learning.lines, learning.importedLines], [20, 20])
      assert.equal(learning.weeks, 5)
      assert.deepEqual([learning.heldBack.weeks, learning.heldBack.levels[0].level], [2, 'sku'])
      assert.ok(learning.heldBack.levels[0].came > 0)
      assert.deepEqual(
        learning.sizes.map(({ lines }: { lines: number }) => lines),
        [1, 2],
      )
      assert.ok(Math.abs(learning.sizes[0].share - 2 / 3) < 1e-9)
      const [x] = (await client.get('/v1/demand-rates?sku=X')).body.items
      assert.ok(Math.abs(x.linesPerDay - 3 / 7) < 0.1, `${x.linesPerDay}`)
      assert.ok(Math.abs(x.unitsPerLine - 2) < 0.1)
      assert.deepEqual([x.channels[0].channel, x.regions[0].region], ['RETAIL', 'FR'])
    })
  })

  it('counts beside orders that are placed here on the same days', async () => {
    const { world, close } = await openHistory(database)
    const gift = orderOf({ X: 1 })
    const total = { amount: 1000, currency: 'GBP' }
    try {
      const lines = gift.lines.map((line) => ({ ...line, total }))
      const placedAt = ago(9).toString()
      const over = { channel: 'RETAIL', currency: 'GBP', total, lines, placedAt }
      await withApp(async (_, client) => {
        const placed = await client.post('/v1/orders', { ...gift, ...over })
        assert.equal(placed.status, 201, JSON.stringify(placed.body))
      })
      const at = now.add({ milliseconds: 9 })
      const learning = await learnDemandRates({ ...world, demand: demandSource }, at)
      assert.deepEqual([learning!.lines, learning!.importedLines], [21, 20])
    } finally {
      await close()
    }
  })

  it('counts what is no order of our own, and is the same once it is played', async () => {
    const { world, close } = await openHistory(database)
    let times = 0
    const ofAll = async () => {
      times += 1
      const at = now.add({ milliseconds: times })
      const learning = await learnDemandRates({ ...world, demand: demandSource }, at)
      const { lines, importedLines, weeks, spread, error } = learning!
      const stored = await listRates(world.platform.db, { after: 0, limit: 9 })
      const rates = stored.map((one) => ({ ...one, learntAt: undefined }))
      return { imported: importedLines, same: { lines, weeks, spread, error, rates } }
    }
    const imported = await ofAll()
    await play(world, ago(20).toString().slice(0, 10))
    const half = await ofAll()
    await play(world)
    const played = await ofAll()
    await close()
    assert.equal(imported.imported, 20)
    assert.ok(half.imported > 0 && half.imported < 20, `${half.imported}`)
    assert.equal(played.imported, 0)
    assert.deepEqual(half.same, imported.same)
    assert.deepEqual(played.same, imported.same)
  })

  async function withApp(work: (app: App, client: Client) => Promise<void>): Promise<void> {
    const app = await startApp(database.connection)
    try {
      await work(app, await app.client())
    } finally {
      await app.stop()
    }
  }
})

function learn(app: App) {
  const { platform, skus, network } = app.orders
  return learnDemandRates({ platform, skus, network, demand: demandSource }, now)
}
