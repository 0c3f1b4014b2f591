import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Journeys } from './journey.ts'

export function testStock(journeys: () => Journeys): void {
  describe('a count that was wrong', () => {
    it('is put right, and another tab sells so many more', async () => {
      const { travel, items } = journeys()
      await travel(async ({ open }) => {
        const list = await open('/console/inventory')
        const row = list.getByRole('row').filter({ hasText: 'Item CHAIR' })
        const sold = row.getByRole('gridcell', { name: '10', exact: true })
        await sold.first().waitFor()

        const page = await open('/console/inventory/CHAIR')
        await page.getByRole('heading', { name: 'Why is 10 available?' }).waitFor()
        await atPlace(page, 'Store A')
          .getByRole('button', { name: /Store A$/ })
          .click()
        await page.getByRole('menuitem', { name: 'Adjust' }).click()
        const dialog = page.getByRole('dialog', { name: 'Adjust stock' })
        await dialog.getByLabel('What happened').selectOption({ label: 'Found' })
        await dialog.getByLabel('How many').fill('3')
        await dialog.getByRole('status').getByText('3 more to sell').waitFor()
        await dialog.getByRole('status').getByText('On hand 6 → 9').waitFor()
        await dialog.getByRole('status').getByText('Available 6 → 9').waitFor()
        await dialog.getByRole('button', { name: 'Record it' }).click()
        await dialog.waitFor({ state: 'detached' })
        await page.getByText('Recorded: Store A').waitFor()
        await page.getByRole('heading', { name: 'Why is 13 available?' }).waitFor()

        await row.getByRole('gridcell', { name: '13', exact: true }).last().waitFor()
        await sold.waitFor({ state: 'detached' })

        await page.getByRole('button', { name: 'Undo' }).click()
        await page.getByRole('heading', { name: 'Why is 10 available?' }).waitFor()
        await sold.first().waitFor()
      })
      const shelves = await items('/v1/stock/CHAIR')
      const shelf = shelves.find(({ location }) => location === 'A')
      assert.deepEqual([shelf.onHand, shelf.available], [6, 6])
    })
  })

  describe('units that are damaged', () => {
    it('are told in words of the shop, stand in the why, and can be sold again', async () => {
      const { travel, items } = journeys()
      await travel(async ({ open }) => {
        const page = await open('/console/inventory/CHAIR')
        await page.getByRole('heading', { name: 'Why is 10 available?' }).waitFor()
        const dialog = page.getByRole('dialog', { name: 'Adjust stock' })
        const record = async (what: string) => {
          await page.getByRole('button', { name: 'Adjust', exact: true }).click()
          await dialog.getByLabel('What happened').selectOption({ label: what })
          await dialog.getByLabel('How many').fill('2')
        }
        await record('Damaged')
        await dialog.getByRole('status').getByText('2 fewer to sell, 2 damaged').waitFor()
        await dialog.getByRole('button', { name: 'Record it' }).click()
        await page.getByRole('heading', { name: 'Why is 8 available?' }).waitFor()
        await page.getByText('less 2 damaged').first().waitFor()

        await record('Back for sale')
        await dialog.getByRole('status').getByText('2 more to sell, 2 no longer damaged').waitFor()
        await dialog.getByRole('button', { name: 'Record it' }).click()
        await page.getByRole('heading', { name: 'Why is 10 available?' }).waitFor()
      })
      const shelves = await items('/v1/stock/CHAIR')
      const kept = shelves.map(({ conditions }) => conditions)
      assert.deepEqual(
        kept,
        shelves.map(() => ({})),
      )
    })
  })

  describe('what a channel could sell', () => {
    it('is told of a past moment, as it was known then and as it is known today', async () => {
      const { travel, client } = journeys()
      const adjust = async (change: number, reason: string, more: object = {}) => {
        const one = { sku: 'CUP', location: 'A', change, reason, ...more }
        const { status } = await client.post('/v1/stock/adjustments', { adjustments: [one] })
        assert.equal(status, 200)
      }
      const asked = await client.get('/v1/availability?channel=WEB&sku=CUP')
      const before: number = asked.body.available
      const at = new Date().toISOString()
      // A till tells in the evening what it sold before.
      await adjust(-1, 'sale', { occurredAt: new Date(Date.parse(at) - 1000).toISOString() })
      await travel(async ({ open }) => {
        const page = await open(`/console/inventory/CUP?at=${at}&channel=WEB`)
        const could = (units: number) =>
          page.getByRole('heading', { name: `Why could Web shop sell ${units}?` }).waitFor()
        await could(before)
        await page.getByText(/availability rules( were in force)?\.$/).waitFor()
        await page.goto(`/console/inventory/CUP?at=${at}&channel=WEB&as=happened`)
        await could(before - 1)
        await page.getByLabel('Channel', { exact: true }).selectOption({ label: 'Prompt' })
        await page.getByRole('heading', { name: `Why could Prompt sell ${before - 1}?` }).waitFor()
        await page.keyboard.press('Escape')
        await page.getByRole('heading', { name: `Why can Prompt sell ${before - 1}?` }).waitFor()
      })
      await adjust(1, 'correction')
    })
  })

  describe('the variants of a product', () => {
    it('are all there, however many they are', async () => {
      const { travel, client } = journeys()
      const codes = Array.from({ length: 203 }, (_, i) => `WIDE-${String(i + 1).padStart(3, '0')}`)
      const skus = codes.map((code) => ({ code, name: `Item ${code}`, product: 'WIDE' }))
      const { body } = await client.post('/v1/skus', { skus })
      assert.ok(body.outcomes.every(({ outcome }: { outcome: string }) => outcome === 'created'))
      await client.post('/v1/stock/levels', {
        levels: codes.map((sku, i) => ({ sku, location: 'A', onHand: i + 1 })),
      })
      await travel(async ({ open }) => {
        const page = await open('/console/inventory/WIDE-001')
        await page.getByRole('heading', { name: 'Other variants' }).waitFor()
        await page.getByRole('link', { name: '203', exact: true }).waitFor()
        assert.equal(await page.locator('a[title^="WIDE-"]').count(), 203)
      })
    })
  })
}

function atPlace(page: Page, place: string) {
  return page
    .getByRole('group', { name: 'At each place' })
    .getByRole('row')
    .filter({
      has: page.getByRole('rowheader', { name: place }),
    })
}
