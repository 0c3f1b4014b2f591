import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createCsvReader } from '../../src/history/domain/csv.ts'
import { holidaysAhead } from '../../src/network/domain/holidays.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'

const data = path.join(import.meta.dirname, '../../../shared/data/holidays')
const file = path.join(data, 'public_holidays_2010_2030.csv')
const skip = existsSync(file) ? false : 'the real file is not here'

type Day = { on: string; name: string }

/** The holidays of each country, as the file has them. */
function readHolidays(): Map<string, Day[]> {
  const byCountry = new Map<string, Day[]>()
  const reader = createCsvReader((record) => {
    assert.ok(!('fault' in record))
    const [country, on, name] = record.fields as [string, string, string]
    if (country === 'country') return
    byCountry.set(country, [...(byCountry.get(country) ?? []), { on, name }])
  })
  reader.push(readFileSync(file, 'utf8'))
  reader.end()
  return byCountry
}

describe('the public holidays of 23 countries', { skip }, () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, { locations: { HERE: {} }, skus: { X: {} }, stock: {} })
  })
  after(() => app.stop())

  it('are loaded as calendars through the API, and close the places that name one', async () => {
    const all = readHolidays()
    assert.equal(all.size, 23)
    for (const [code, days] of all) {
      const given = { code, name: `Public holidays ${code}`, days }
      const { status, body } = await client.post('/v1/holiday-calendars', given)
      assert.equal(status, 201, JSON.stringify(body))
      // A day may have two names; the same name twice is once.
      const once = new Set(days.map(({ on, name }) => `${on} ${name}`))
      assert.equal(body.days.length, once.size)
      assert.equal(new Set(body.days.map(({ on }: Day) => on)).size, new Set(datesOf(days)).size)
    }
    const { items } = (await client.get('/v1/holiday-calendars')).body
    assert.deepEqual(
      items.map(({ code }: Json) => code),
      [...all.keys()].toSorted(),
    )

    const days = all.get('FR')!
    const [on, name] = ['2027-05-01', 'Labor Day']
    assert.ok(days.some((day) => day.on === on && day.name === name))
    const { version } = (await client.get('/v1/locations/HERE')).body
    const changes = [{ action: 'set', fields: { holidayCalendar: 'FR' } }]
    const { body } = await client.post('/v1/locations/HERE/changes', { version, changes })
    assert.equal(body.holidayCalendar, 'FR')
    const network = await app.orders.network.current()
    const here = network.locationByCode.get('HERE')!
    const held = network.holidaysOf(here)
    assert.deepEqual(datesOf(held), datesOf(days).toSorted())
    // What a location tells: those of the sixty days ahead.
    const autumn = Temporal.Instant.from('2027-11-05T12:00:00Z')
    assert.deepEqual(datesOf(holidaysAhead(held, here.timeZone, autumn)), [
      '2027-11-11',
      '2027-12-25',
      '2028-01-01',
    ])
  })
})

function datesOf(days: readonly Day[]): string[] {
  return days.map(({ on }) => on)
}
