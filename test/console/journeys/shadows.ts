import { describe, it } from 'node:test'
import { shadowDesk } from '../../routing/shadowed.ts'
import { routingDesk } from '../routed.ts'
import type { Journeys } from './journey.ts'

export function testShadows(journeys: () => Journeys): void {
  describe('a draft in shadow', () => {
    it('decides beside the rules in force, and says what would change and why', async () => {
      const { travel, client, place, post, items } = journeys()
      const levels = ['A', 'B'].map((location) => ({ sku: 'CUP', location, onHand: 500 }))
      await post('/v1/stock/levels', { levels })
      const rules = [{ name: 'All from B', when: [], use: [{ places: { locations: ['B'] } }] }]
      const whole = rules.map((rule) => ({ ...rule, choose: { by: 'least_cost' } }))
      const desk = shadowDesk(client)
      await desk.write(whole)
      await travel(async ({ open }) => {
        const page = await open('/console/routing?view=shadows')
        await page.getByText('No rules run in shadow yet').waitFor()
        await page.getByRole('button', { name: 'Draft' }).click()
        await page.getByRole('button', { name: 'Run in shadow' }).click()
        const dialog = page.getByRole('dialog', { name: 'Run in shadow' })
        await dialog.getByLabel('Name').fill('')
        await dialog.getByLabel('Of 100 orders so many').fill('0')
        await dialog.getByRole('button', { name: 'Start' }).click()
        await dialog.getByText('A whole number from 1 to 100.').waitFor()
        await dialog.getByLabel('Of 100 orders so many').fill('100')
        await dialog.getByLabel('Name').fill('All from B')
        await dialog.getByRole('button', { name: 'Start' }).click()

        await page.getByText('No order was placed yet').waitFor()
        const [shadow] = await items('/v1/routing-shadows')
        for (const cups of [1, 2, 3]) await place({ CUP: cups })
        await desk.seen(shadow!.id, 3)
        await page.getByText('3 of 3 orders compared').waitFor()
        await page
          .getByRole('heading', { name: /^Draft: (too few orders|decides the same)/ })
          .waitFor()
        await page
          .getByRole('button', { name: /^Both reasons of/ })
          .first()
          .click()
        const reasons = page.getByRole('dialog', { name: /^Both reasons of/ })
        await reasons.getByText('The rule “All from B” decided').waitFor()
        await reasons.getByRole('button', { name: 'Close' }).click()
        await page.getByRole('button', { name: 'Stop' }).click()
        await page.getByText(/^Stopped /).waitFor()
        await page.getByRole('button', { name: 'Remove' }).click()
        const asked = page.getByRole('dialog', { name: 'Remove “All from B”?' })
        await asked.getByRole('button', { name: 'Remove' }).click()
        await page.getByText('No rules run in shadow yet').waitFor()
      })
      const { version } = await routingDesk(client).draft()
      await client.post('/v1/routing-rules/draft/discards', { version })
    })
  })
}
