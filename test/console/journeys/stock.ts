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
}

function atPlace(page: Page, place: string) {
  return page
    .getByRole('group', { name: 'At each place' })
    .getByRole('row')
    .filter({
      has: page.getByRole('rowheader', { name: place }),
    })
}
