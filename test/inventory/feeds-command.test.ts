import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runFeed } from '../../src/feed.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { startApp, type App, type Client } from '../app.ts'
import { openShop } from '../shop.ts'

describe('tutti feed', () => {
  let app: App
  let client: Client
  let folder: string
  before(async () => {
    app = await startApp()
    client = await app.client()
    folder = await mkdtemp(path.join(tmpdir(), 'tutti-feed-'))
    await openShop(client, { locations: { A: {} }, skus: { X: {} }, stock: { X: { A: 1 } } })
  })
  after(async () => {
    await rm(folder, { recursive: true })
    await app.stop()
  })

  const run = async (...args: string[]) => {
    const said: string[] = []
    const code = await runFeed(app.platform, args, (text) => said.push(text))
    return { code, said: said.join('\n') }
  }

  it('takes a file, says what came of it, and can only look', async () => {
    const file = path.join(folder, 'stock.csv')
    await writeFile(file, 'sku;quantity\r\nX;5\r\nNOPE;1\r\n')
    const given = [file, '--source', 'WMS', '--location', 'A']
    const looked = await run(...given, '--dry-run')
    assert.match(looked.said, /row 3 NOPE: .*\n2 rows: 1 numbers would change/)
    assert.match(looked.said, /4 units more, 0 less/)
    const onHand = async () => (await client.get('/v1/stock/X')).body.items[0].onHand
    assert.equal(await onHand(), 1)
    const { code, said } = await run(...given)
    assert.equal(code, 1)
    assert.match(said, /2 rows: 1 numbers changed, 0 set to zero, 1 refused/)
    assert.equal(await onHand(), 5)
  })

  it('says what it lacks', async () => {
    const wrong: [RegExp, string[]][] = [
      [/which file/, []],
      [/which system/, ['x.csv']],
      [/--kind is one of full, delta/, ['x.csv', '--source', 'WMS', '--kind', 'some']],
      [/Unknown option '--help'.*Usage: .*--source/, ['--help']],
      [/--as-of is a time/, ['x.csv', '--source', 'WMS', '--as-of', 'noon']],
    ]
    for (const [says, args] of wrong) {
      await assert.rejects(run(...args), (error) => {
        return error instanceof Refusal && says.test(error.message)
      })
    }
  })
})
