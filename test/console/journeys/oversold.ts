import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AT_ONCE, type Journeys } from './journey.ts'

export function testOversold(journeys: () => Journeys): void {
  const count = (sku: string, onHand: number) =>
    journeys().post('/v1/stock/levels', { levels: [{ sku, location: 'A', onHand }] })

  describe('an order whose goods are not where they should be', () => {
    it('is moved by itself, and its timeline says why', async () => {
      const { travel, place, order, workOf } = journeys()
      const id = await place({ CUP: 2 }, AT_ONCE)
      const { number } = await order(id)
      await workOf(id)
      await travel(async ({ open }) => {
        const page = await open(`/console/orders/${number}`)
        await page.getByRole('heading', { name: 'Why Store A?' }).waitFor()
        await count('CUP', 0)
        const timeline = page.getByRole('list', { name: 'Timeline' })
        const moved = 'moved to Store B: less stock than recorded at Store A'
        await timeline.getByText(moved).waitFor()
        await page.getByRole('heading', { name: 'Why Store B?' }).waitFor()
      })
    })

    it('is named where somebody has to see to it, and can be moved from there', async () => {
      const { travel, place, order } = journeys()
      const { number } = await order(await place({ RUG: 3 }))
      await travel(async ({ open }) => {
        const page = await open('/console/exceptions')
        await count('RUG', 1)
        // New, unless it was there before the list was asked for.
        const row = page.getByRole('row').filter({ hasText: 'RUG' })
        const bar = page.getByRole('button', { name: /^\d+ new$/ })
        await row.or(bar).first().waitFor()
        if (!(await row.isVisible())) await bar.click()
        await row.click()
        const peek = page.getByRole('complementary', { name: 'Less stock than was promised' })
        await peek.getByText('2 missing').waitFor()
        await peek.getByRole('link', { name: number }).waitFor()
        await peek.getByText('No other place has it').waitFor()
        await peek.getByRole('button', { name: `Move order ${number}` }).click()
        const dialog = page.getByRole('dialog', { name: 'Re-route by hand' })
        await dialog.getByRole('button', { name: 'Cancel' }).click()
        await dialog.waitFor({ state: 'detached' })
        await count('RUG', 9)
        await row.waitFor({ state: 'detached' })
      })
    })
  })

  describe('stock that runs low', () => {
    it('is told of where a rule says so, as long as it is so', async () => {
      const { travel, post, client } = journeys()
      const wish = { name: 'Few rugs', kind: 'low', threshold: 4, sku: 'RUG', location: 'A' }
      const { id, version } = await post('/v1/stock-alert-rules', wish)
      await travel(async ({ open }) => {
        const page = await open('/console/alerts')
        await page.getByText('Nothing to tell').waitFor()
        await count('RUG', 7)
        const row = page.getByRole('row').filter({ hasText: 'RUG' })
        await row.getByText('4 available').waitFor()
        await row.getByText('Store A').waitFor()
        await page.getByRole('button', { name: 'Low 1', exact: true }).click()
        await page.waitForURL('**/alerts?kind=low')
        await row.click()
        await page.waitForURL('**/inventory/RUG')
      })
      const changes = [{ action: 'archive' }]
      const { status } = await client.post(`/v1/stock-alert-rules/${id}/changes`, {
        version,
        changes,
      })
      assert.equal(status, 200)
    })
  })
}
