import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Journeys } from './journey.ts'

const HOUR_MS = 3_600_000

/** A system that tells what a store has, as it is known already: nobody loses a unit by it. */
function feedFrom(source: string, hoursAgo: number, rows: readonly object[]) {
  const asOf = new Date(Date.now() - hoursAgo * HOUR_MS).toISOString()
  return { source, kind: 'delta', number: 'on_hand', asOf, location: 'C', rows }
}

export function testFeeds(journeys: () => Journeys): void {
  const lamps = async () => {
    const shelves = await journeys().items('/v1/stock/LAMP')
    return shelves.find(({ location }) => location === 'C').onHand as number
  }

  describe('numbers that do not come', () => {
    it('are told of once somebody says how often they should, until they have come', async () => {
      const { travel, client, items } = journeys()
      const send = async (hoursAgo: number) => {
        const rows = [{ sku: 'LAMP', quantity: await lamps() }]
        const { status } = await client.post('/v1/stock-feeds', feedFrom('TILL', hoursAgo, rows))
        assert.equal(status, 200)
      }
      await send(3)
      await travel(async ({ open }) => {
        const page = await open('/console/locations/C')
        await page.getByRole('link', { name: 'Its feeds' }).click()
        await page.waitForURL(/feeds\?location=C$/)
        await page.getByRole('gridcell', { name: 'Not watched' }).waitFor()
        await page.keyboard.press('j')
        await page.keyboard.press('Enter')
        const peek = page.getByRole('complementary', { name: 'TILL, Store C' })
        await peek.waitFor()
        await page.keyboard.press('e')
        await fillForm(page, 'TILL, Store C', { every: '0', share: '20' })
        await page.getByRole('alert').getByText('A time from one minute to a year.').waitFor()
        await fillForm(page, 'TILL, Store C', { every: '2', share: '20' })
        await peek.getByText('20% of what is available is held back now').waitFor()

        await page.goto('/console/exceptions')
        const row = page.getByRole('row').filter({ hasText: 'Stock numbers are overdue' })
        const bar = page.getByRole('button', { name: /^\d+ new$/ })
        await row.or(bar).first().waitFor()
        if (!(await row.isVisible())) await bar.click()
        await row.click()
        await page.getByRole('button', { name: 'See the feeds' }).click()
        await page.getByRole('gridcell', { name: 'Late', exact: true }).waitFor()
        await page.goto('/console/alerts/rules')
        await page.getByRole('button', { name: 'New rule' }).first().click()
        const making = page.getByRole('dialog', { name: 'A new rule' })
        await making.getByLabel('Name').fill('Late numbers')
        await making.getByLabel('Category').waitFor()
        await making.getByLabel('Tell of').selectOption({ label: 'Feed overdue' })
        assert.equal(await making.getByLabel('Category').count(), 0)
        assert.ok(await making.getByLabel('Each alert is an exception').isChecked())
        await making.getByRole('button', { name: 'Create' }).click()
        await page.getByRole('gridcell', { name: 'All locations' }).waitFor()
        await page.goto('/console/alerts?kind=overdue_feed')
        const alert = page.getByRole('row').filter({ hasText: 'Numbers from TILL' })
        await alert.getByText('Store C').waitFor()
        await alert.getByText('1 hr late').waitFor()
        await alert.click()
        await page.getByRole('complementary', { name: 'TILL, Store C' }).waitFor()
        assert.equal((await items('/v1/tasks?cause=feed_overdue')).length, 1)
        await page.goto('/console/inventory/LAMP')
        const shelf = page.getByRole('row').filter({ hasText: 'Store C' })
        await shelf
          .getByText(/TILL, true .*ago/)
          .getByText('Late')
          .waitFor()
        await shelf.getByText(/^[1-9]\d* of them are not sold until numbers come$/).waitFor()
        await page.goto('/console/map?view=list')
        const place = page.getByRole('grid').getByRole('row').filter({ hasText: 'Store C' })
        await place.getByText('Late', { exact: true }).waitFor()
        await page.goto('/console/feeds?location=C')

        await send(0)
        await page.getByRole('gridcell', { name: 'On time', exact: true }).waitFor()
        await page.goto('/console/alerts?kind=overdue_feed&state=cleared')
        await alert.getByText('On time').waitFor()
      })
      const watches = await items('/v1/stock-feed-watches')
      const { everyMinutes, bufferPercent, overdue } = watches.find((one) => one.location === 'C')
      assert.deepEqual([everyMinutes, bufferPercent, overdue], [120, 20, false])
    })
  })

  describe('a file with rows that cannot be taken', () => {
    it('is shown with each row, why, and what to do', async () => {
      const { travel, client } = journeys()
      const rows = [
        { sku: 'LAMP', quantity: await lamps() },
        { sku: 'LAMPE', quantity: 4 },
        { sku: 'RUG', quantity: -2 },
      ]
      const { body } = await client.post('/v1/stock-feeds', feedFrom('WMS', 0, rows))
      assert.equal(body.feed.refused, 2)
      await travel(async ({ open }) => {
        const page = await open('/console/feeds')
        await page.getByRole('button', { name: 'Received' }).click()
        await page.getByRole('row').filter({ hasText: 'WMS' }).click()
        const peek = page.getByRole('complementary', { name: 'WMS, Store C' })
        await peek.getByText('No such SKU').waitFor()
        await peek.getByText('Create the SKU, or take the row out.').waitFor()
        await page.keyboard.press('o')
        await page.getByRole('heading', { name: 'WMS, Store C', level: 1 }).waitFor()
        const told = page.getByRole('row').filter({ hasText: 'LAMPE' })
        assert.equal(await told.getByRole('cell').first().innerText(), '2')
        await told.getByRole('cell', { name: 'No such SKU' }).waitFor()
        const negative = page.getByRole('row').filter({ hasText: 'RUG' })
        await negative.getByText('What is on hand is never below 0').waitFor()
      })
    })
  })

  describe('a file that a person uploads', () => {
    it('is looked at before it is taken, and what was not taken can be kept', async () => {
      const { travel } = journeys()
      const before = await lamps()
      const csv = `sku;quantity\nLAMP;${before - 2}\nLAMPE;4\n`
      await travel(async ({ open, expect }) => {
        // A head that cannot be read is refused, and stands at the file.
        expect(/422|400/)
        const page = await open('/console/inventory?location=C')
        await page.getByRole('button', { name: 'Upload a file' }).click()
        await page.waitForURL(/feeds\/upload\?location=C$/)
        const look = page.getByRole('button', { name: 'See what would change' })
        await look.click()
        await page.getByRole('alert').getByText('Choose a file.').waitFor()
        await choose(page, 'sku;amount\nLAMP;1\n')
        await page.getByLabel('System the numbers are from').fill('BY-HAND')
        await look.click()
        await page.getByRole('alert').getByText('The first line names no column quantity').waitFor()

        await choose(page, csv)
        await look.click()
        const row = page.getByRole('row').filter({ has: page.getByText('LAMP', { exact: true }) })
        await row.waitFor()
        const cells = await row.getByRole('cell').allInnerTexts()
        const told = String(before - 2)
        assert.deepEqual(cells.slice(0, 4), [String(before), told, told, '-2'])
        await page.getByText('Create the SKU, or take the row out.').waitFor()
        assert.equal(await lamps(), before)

        await page.getByRole('button', { name: 'Take these numbers' }).click()
        await page.getByRole('heading', { name: 'BY-HAND, Store C', level: 1 }).waitFor()
        const [saved] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Save them as a file' }).click(),
        ])
        assert.equal(saved.suggestedFilename(), 'BY-HAND-not-taken.csv')
        const kept = await readFile(await saved.path(), 'utf8')
        assert.match(kept, /^"3","LAMPE","","sku_unknown","No such SKU"/m)
      })
      assert.equal(await lamps(), before - 2)
    })
  })
}

async function choose(page: Page, text: string): Promise<void> {
  const file = { name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('File', { exact: true }).setInputFiles(file)
}

async function fillForm(page: Page, name: string, given: { every: string; share: string }) {
  const dialog = page.getByRole('dialog', { name })
  await dialog.getByLabel('Numbers are due every').fill(given.every)
  await dialog.getByLabel('Held back while they are late').fill(given.share)
  await dialog.getByRole('button', { name: 'Save' }).click()
}
