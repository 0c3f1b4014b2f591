import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Refusal } from '../../src/lib/refusal.ts'
import { runRates } from '../../src/rates.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'

const RATES = 'service,zone,weight_kg,rate_eur\nPARCEL,1,1,4.90\nPARCEL,1,5,7\nPARCEL,2,5,9\n'
const ZONES = 'zone,max_km\n1,500\n2,\n'
const SENT = {
  carrier: 'POST',
  currency: 'EUR',
  validFrom: '2026-01-01T00:00:00Z',
  rates: RATES,
  zones: ZONES,
}

describe('price lists of carriers', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    const made = async (to: string, body: object) => {
      assert.equal((await client.post(to, body)).status, 201)
    }
    for (const code of ['POST', 'OTHER']) await made('/v1/carriers', { code, name: code })
    const terms = { methods: ['standard'], maxG: 30_000 }
    for (const [code, carrier] of [
      ['PARCEL', 'POST'],
      ['LETTER', 'POST'],
      ['FREIGHT', 'OTHER'],
    ]) {
      await made('/v1/carrier-services', { ...terms, code, carrier, name: code })
    }
  })
  after(() => app.stop())

  const sent = async (body: object): Promise<Json> => {
    const reply = await client.post('/v1/rate-cards/import', { ...SENT, ...body })
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    return reply.body
  }
  const versions = async (service: string): Promise<number[]> => {
    const { body } = await client.get(`/v1/carrier-services/${service}/rate-cards`)
    return body.items.map((one: Json) => one.version)
  }

  it('are looked at in a dry run, then stored; missing prices are told', async () => {
    const gaps = [{ zone: '2', fromG: 0, upToG: 1000, bands: 1 }]
    const card = { service: 'PARCEL', zones: 2, bands: 2, gaps }
    const dry = await sent({ dryRun: true })
    assert.deepEqual(dry, { cards: [{ ...card, version: null }], faults: [], refused: [] })
    assert.deepEqual(await versions('PARCEL'), [])
    assert.deepEqual((await sent({})).cards, [{ ...card, version: 1 }])
    const { body } = await client.get('/v1/carrier-services/PARCEL/rate-cards/1')
    assert.deepEqual(body.zones[1].prices, [null, 90_000])
  })

  it('give no card to whom a bad line belongs, and cards to all others', async () => {
    const stored = await versions('PARCEL')
    const more = 'PARCEL,1,9,dear\nLETTER,1,1,2.5\nFREIGHT,1,1,99\nNOBODY,1,1,1\n'
    const { cards, faults, refused } = await sent({ rates: RATES + more })
    assert.deepEqual(
      cards.map((one: Json) => [one.service, one.version]),
      [['LETTER', 1]],
    )
    assert.deepEqual(refused.toSorted(), ['FREIGHT', 'NOBODY', 'PARCEL'])
    assert.deepEqual([faults[0].file, faults[0].line], ['rates', 5])
    assert.match(faults.map((one: Json) => one.detail).join(' '), /FREIGHT is no service of POST/)
    assert.deepEqual(await versions('PARCEL'), stored)
  })

  it('are refused with the field where they could be nobody’s', async () => {
    const refused = async (body: object, code: string, field: string) => {
      const reply = await client.post('/v1/rate-cards/import', { ...SENT, ...body })
      assert.deepEqual([reply.body.code, reply.body.field], [code, field])
    }
    await refused({ carrier: 'NOBODY' }, 'carrier_unknown', '/carrier')
    await refused({ currency: 'XXX' }, 'currency_unknown', '/currency')
    await refused({ validUntil: SENT.validFrom }, 'field_invalid', '/validUntil')
    const { body: card } = await client.get('/v1/carrier-services/PARCEL/rate-cards/1')
    const { version: _v, gaps: _g, createdAt: _c, ...content } = card
    const wrong = await client.post('/v1/rate-cards', { ...content, bands: [5000, 1000] })
    assert.deepEqual([wrong.status, wrong.body.field], [400, '/bands/1'])
    const unknown = await client.post('/v1/rate-cards', { ...content, service: 'NOBODY' })
    assert.equal(unknown.body.code, 'carrier_service_unknown')
    const nowhere = { action: 'collect', location: 'NOWHERE', times: [] }
    const change = { version: 1, changes: [nowhere] }
    const reply = await client.post('/v1/carrier-services/LETTER/changes', change)
    assert.deepEqual(
      [reply.body.code, reply.body.field],
      ['location_unknown', '/changes/0/location'],
    )
  })

  it('are taken from files by the command line', async () => {
    const folder = await mkdtemp('/tmp/tutti-rates-')
    try {
      const [rates, zones] = [path.join(folder, 'rates.csv'), path.join(folder, 'zones.csv')]
      await writeFile(rates, RATES)
      await writeFile(zones, ZONES)
      const said: string[] = []
      const named = ['--carrier', 'POST', '--currency', 'EUR', '--from', '2026-02-01']
      const status = await runRates(app.platform, [rates, zones, ...named], (text) => {
        said.push(text)
      })
      assert.equal(status, 0)
      const [newest] = await versions('PARCEL')
      assert.deepEqual(said, [
        `PARCEL: version ${newest}; 2 zones, 2 bands`,
        '  no price in zone 2 above 0 g and up to 1000 g',
      ])
      await assert.rejects(
        runRates(app.platform, [rates, ...named], () => undefined),
        /files of rates and zones/,
      )
      for (const odd of ['--help', '--currancy']) {
        await assert.rejects(
          runRates(app.platform, [rates, zones, ...named, odd], () => undefined),
          (error) =>
            error instanceof Refusal && /Unknown option .*Usage: .*--carrier/.test(error.message),
        )
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('give nothing to a service whose carrier is archived', async () => {
    const changes = [{ action: 'archive' }]
    await client.post('/v1/carriers/OTHER/changes', { version: 1, changes })
    const { items } = (await client.get('/v1/carrier-services')).body
    const freight = items.find((one: Json) => one.code === 'FREIGHT')
    assert.deepEqual([freight.archived, freight.can], [true, []])
    const rates = RATES.replaceAll('PARCEL', 'FREIGHT')
    const reply = await client.post('/v1/rate-cards/import', { ...SENT, carrier: 'OTHER', rates })
    assert.equal(reply.body.code, 'carrier_unknown')
  })
})
