import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runSimulate } from '../../src/simulate.ts'
import { startApp, type App, type Client } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const RULES = '/v1/routing-rules'

describe('a simulation on the command line', () => {
  let app: App
  let client: Client

  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { NEAR: { lat: 48.8, lon: 2.3 }, FAR: { lat: 43.3, lon: 5.4 } },
      skus: { A: { weightG: 500 } },
      stock: { A: { NEAR: 10, FAR: 10 } },
    })
    const rule = { name: 'All', use: [{ places: {} }], choose: { by: 'least_cost' } }
    const { version } = (await client.get(`${RULES}/draft`)).body
    const changes = { version, changes: [{ action: 'add', rule }] }
    const { body } = await client.post(`${RULES}/draft/changes`, changes)
    const publication = { version: body.version, note: 'Opened' }
    const published = await client.post(`${RULES}/publications`, publication)
    assert.equal(published.status, 201)
    assert.equal((await client.post('/v1/orders', orderOf({ A: 1 }))).status, 201)
  })
  after(() => app.stop())

  async function toldOf(args: readonly string[]): Promise<string[]> {
    const lines: string[] = []
    await runSimulate(app.platform, args, (text) => lines.push(text))
    return lines
  }

  it('refuses a channel of which nothing is said', async () => {
    const args = ['--from', '2026-05-01', '--to', '2026-05-02', '--channel', 'WEB']
    await assert.rejects(runSimulate(app.platform, args, assert.fail), /--channel WEB says nothing/)
  })

  it('finds prices of all together, which needs prices', async () => {
    const args = ['--together']
    await assert.rejects(runSimulate(app.platform, args, assert.fail), /--together .*--prices too/)
    const told = await toldOf(['--prices', ...args])
    assert.ok(told.some((line) => line.startsWith('  live with prices found together: ')))
    // All of it was a moment ago: that proves nothing.
    assert.ok(told.includes('  prices of scarce stock: not proven: too few days to say'))
    const forecasts = told.filter((line) => line.includes(': too few days to say, by '))
    assert.equal(forecasts.length, 3)
    assert.match(
      told.find((line) => line.startsWith('    a parcel: '))!,
      / km/,
    )
  })

  it('plays rules of a file, as the API answers them or not', async (t) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tutti-rules-'))
    t.after(() => rm(folder, { recursive: true }))
    const { body } = await client.get(`${RULES}/versions/1`)
    const near = [{ name: 'Near', use: [{ places: { locations: ['NEAR'] } }] }]
    const [file, own] = [`${folder}/version.json`, `${folder}/own.json`]
    await writeFile(file, JSON.stringify(body))
    const rules = near.map((rule) => ({ ...rule, choose: { by: 'least_cost' } }))
    const odd = [{ ...rules[0]!, use: [{ places: { locations: ['GONE'] } }] }]
    const told = (given: string) => toldOf(['--rules', given])
    const whole = (await told(file)).find((line) => line.startsWith(`  rules of ${file}: `))
    assert.match(whole!, / 0 orders differ/)
    await writeFile(own, JSON.stringify(odd))
    assert.ok((await told(own)).some((line) => line.startsWith(`${own}: `) && /"Near"/.test(line)))
    const later = [{ ...rules[0]!, name: 'Later', from: '2999-01-01T00:00:00Z' }]
    await writeFile(own, JSON.stringify(later))
    const [silent, asIfNow] = [await told(own), await toldOf(['--rules', own, '--as-if-now'])]
    const idle = '    has no day in the period: Later'
    assert.deepEqual([silent.includes(idle), asIfNow.includes(idle)], [true, false])
    await writeFile(own, JSON.stringify([{ name: 'Near', choose: { by: 'luck' } }]))
    await assert.rejects(told(own), { code: 'field_invalid' })
    await writeFile(own, 'not JSON')
    await assert.rejects(told(own), /--rules .* cannot be read/)
  })
})
