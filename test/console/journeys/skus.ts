import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Journeys } from './journey.ts'

export function testSkus(journeys: () => Journeys): void {
  describe('the margin of a SKU', () => {
    it('is given in its form, stands beside the list, and is taken away again', async () => {
      const { travel, client } = journeys()
      const kept = async () => (await client.get('/v1/skus/CHAIR')).body.marginPercent
      await travel(async ({ open }) => {
        const page = await open('/console/skus?open=CHAIR')
        const dialog = page.getByRole('dialog', { name: 'Change Item CHAIR' })
        const margin = dialog.getByLabel('Margin in %')
        const give = async (text: string) => {
          await page.getByRole('button', { name: 'Change' }).click()
          await margin.fill(text)
          await dialog.getByRole('button', { name: 'Save' }).click()
        }
        await give('101')
        await dialog.getByText('A whole number from 0 to 100.').waitFor()
        await margin.fill('35')
        await dialog.getByRole('button', { name: 'Save' }).click()
        await dialog.waitFor({ state: 'detached' })
        const shown = page.getByText('35%', { exact: true })
        await shown.waitFor()
        assert.equal(await kept(), 35)
        await give('')
        await dialog.waitFor({ state: 'detached' })
        await shown.waitFor({ state: 'detached' })
        assert.equal(await kept(), null)
      })
    })
  })
}
