import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Journeys } from './journey.ts'

const RATES = [
  'service,zone,weight_kg,rate_eur',
  'PARCEL,NEAR,2,4.50',
  'PARCEL,NEAR,10,7',
  'PARCEL,FAR,10,9.90',
  'LETTER,NEAR,1,cheap',
].join('\n')
const ZONES = 'zone,max_km,transit_days\nNEAR,300,1\nFAR,,3\n'

export function testCarriers(journeys: () => Journeys): void {
  describe('a carrier', () => {
    it('is made with a service, its prices from files and its times, and is asked', async () => {
      const { travel, client, items } = journeys()
      await travel(async ({ open }) => {
        const page = await open('/console/carriers')
        await page.getByText('No carriers yet').waitFor()
        await make(page)
        await importList(page)
        const [head] = await items('/v1/carrier-services/PARCEL/rate-cards')
        assert.deepEqual([head!.version, head!.inForce, head!.gaps.length], [1, true, 1])

        await page.getByRole('button', { name: 'Edit: Collections' }).click()
        const times = page.getByRole('dialog', { name: 'When Parcel collects' })
        await times.getByRole('button', { name: 'Add a time on Monday' }).click()
        await times.getByLabel('Monday: collected at').fill('16:30')
        await times.getByRole('button', { name: 'Monday’s times on all weekdays' }).click()
        await times.getByRole('button', { name: 'Save' }).click()
        await page.getByText('Mon–Fri 16:30').waitFor()
        await page.getByText('Prices missing').first().waitFor()

        await askPrice(page)
        await page.getByRole('link', { name: 'Version 1' }).click()
        await page.getByRole('row', { name: /2 kg/ }).getByText('No price').waitFor()
      })
      const changes = [{ action: 'archive' }]
      const { version } = await serviceOf(journeys(), 'PARCEL')
      await client.post('/v1/carrier-services/PARCEL/changes', { version, changes })
    })

    it('collects at a location at other times; what others change is there at once', async () => {
      const { travel, client } = journeys()
      const terms = { methods: ['express'], maxG: 5000, carrier: 'POST' }
      await client.post('/v1/carrier-services', { ...terms, code: 'FAST', name: 'Fast' })
      await travel(async ({ open, expect }) => {
        expect(/409: .*\/FAST\/changes/)
        const page = await open('/console/locations/A')
        await page.getByRole('button', { name: 'Change when Fast collects' }).click()
        const dialog = page.getByRole('dialog', { name: 'When Fast collects: Store A' })
        await dialog.getByLabel('It collects').selectOption('At these times')
        await dialog.getByRole('button', { name: 'Add a time on Saturday' }).click()
        await dialog.getByLabel('Saturday: collected at').fill('11:00')
        // Somebody else is first.
        const fields = { name: 'Fast and sure' }
        const body = { version: 1, changes: [{ action: 'set', fields }] }
        await client.post('/v1/carrier-services/FAST/changes', body)
        await dialog.getByRole('button', { name: 'Save' }).click()
        await dialog.getByText('Somebody saved this meanwhile').waitFor()
        await dialog.getByRole('button', { name: 'Save' }).click()
        await dialog.waitFor({ state: 'detached' })
        await page.getByText('Sat 11:00').waitFor()
        await page.getByRole('link', { name: 'Fast and sure' }).click()
        await page.getByRole('link', { name: 'Store A' }).waitFor()
        await page.getByText('No rate card is in force').waitFor()
      })
      const { name, collections } = await serviceOf(journeys(), 'FAST')
      assert.equal(name, 'Fast and sure')
      assert.deepEqual(collections, [{ location: 'A', times: [{ day: 6, at: '11:00' }] }])
    })
  })
}

async function serviceOf({ items }: Journeys, code: string) {
  return (await items('/v1/carrier-services')).find((one) => one.code === code)!
}

async function make(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New carrier' }).click()
  const carrier = page.getByRole('dialog', { name: 'A new carrier' })
  await carrier.getByLabel('Name').fill('The post')
  await carrier.getByLabel('Code').fill('POST')
  await carrier.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'The post', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'New service' }).first().click()
  const service = page.getByRole('dialog', { name: 'A new service of The post' })
  await service.getByLabel('Name', { exact: true }).fill('Parcel')
  await service.getByLabel('Code').fill('PARCEL')
  await service.getByLabel('Heaviest parcel').fill('31,5 kg')
  await service.getByRole('button', { name: 'Create' }).click()
  await service.getByRole('alert').waitFor()
  await service.getByLabel('Heaviest parcel').fill('31,5')
  await service.getByRole('button', { name: 'Create' }).click()
  await page.getByText('No rate card is in force').waitFor()
}

/** With a bad line, which costs the service that it belongs to; the other gets its card. */
async function importList(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import a price list' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a price list of The post' })
  await dialog.getByRole('button', { name: 'Look' }).click()
  await dialog.getByText('Choose a file.').first().waitFor()
  const file = (text: string) => ({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  })
  await dialog.getByLabel('Rates').setInputFiles(file(RATES))
  await dialog.getByLabel('Zones').setInputFiles(file(ZONES))
  assert.equal(await dialog.getByLabel('Currency').inputValue(), 'EUR')
  await dialog.getByRole('button', { name: 'Look' }).click()
  await dialog.getByText('The rate is no plain number').waitFor()
  await dialog.getByText('No card for LETTER').waitFor()
  await dialog.getByRole('button', { name: 'Store 1 card' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('row').filter({ hasText: 'Version 1' }).getByText('In force').waitFor()
}

async function askPrice(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Carriers' }).last().click()
  await page.getByRole('link', { name: 'Look up a price' }).click()
  await page.getByRole('combobox', { name: 'From' }).click()
  await page.getByRole('option', { name: 'Store A' }).click()
  await page.getByLabel('To country').selectOption('France')
  await page.getByLabel('Coordinates').fill('48.9, 2.4')
  await page.getByLabel('Weight').fill('2')
  await page.getByRole('button', { name: 'Look up' }).click()
  await page.getByText('1 service carries it').waitFor()
  await page.getByRole('row').filter({ hasText: 'Zone NEAR' }).getByText('€4.50').first().waitFor()
}
