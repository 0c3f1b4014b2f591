import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { routingDesk } from '../routed.ts'
import type { Journeys } from './journey.ts'

const today = () => new Date().toLocaleDateString('en-CA')

export function testSimulator(journeys: () => Journeys): void {
  describe('a past period', () => {
    it('is played by a draft, which says what it would have cost and why', async () => {
      const { travel, client, place, post, items } = journeys()
      const levels = ['A', 'B'].map((location) => ({ sku: 'CUP', location, onHand: 500 }))
      await post('/v1/stock/levels', { levels })
      // The day may end meanwhile.
      const begun = today()
      for (const cups of [1, 2, 3]) await place({ CUP: cups })
      const rule = { name: 'All from B', when: [], use: [{ places: { locations: ['B'] } }] }
      const desk = routingDesk(client)
      const whole = { ...rule, choose: { by: 'least_cost' } }
      await desk.change({ action: 'add', rule: whole, position: 1 })
      const lines = [{ sku: 'CUP', quantity: 1 }]
      const invented = { channel: 'WEB', method: 'standard', shipTo: { country: 'FR' }, lines }
      const stock = ['A', 'B'].map((location) => ({ sku: 'CUP', location, quantity: 5 }))
      const test = { code: 'FROM-A', name: 'One cup', expected: { exactly: ['A'] } }
      await post('/v1/routing-tests', { ...test, invented, stock })
      await travel(async ({ open }) => {
        const page = await open('/console/simulator')
        await page.getByText('No past period was played yet').waitFor()
        await page.keyboard.press('n')
        const dialog = page.getByRole('dialog', { name: 'New simulation' })
        await dialog.getByLabel('From').fill('')
        await dialog.getByRole('button', { name: 'Start' }).click()
        await dialog.getByRole('alert').getByText('at most 92 before the last').waitFor()
        await dialog.getByLabel('From', { exact: true }).fill(begun)
        await dialog.getByLabel('To', { exact: true }).fill(today())
        await dialog.getByLabel('How much is left to gain').check()
        await dialog.getByLabel('Also by another plan').check()
        await dialog.getByRole('button', { name: 'Start' }).click()
        await dialog.getByText('Say what of the plan is otherwise.').waitFor()
        await dialog.getByLabel('A unit that is not served').fill('5')
        await dialog.getByRole('button', { name: 'Start' }).click()

        await page.locator('main header').getByText('Done').waitFor()
        await page.getByRole('heading', { name: 'Draft: too few days for a verdict' }).waitFor()
        await page.getByRole('heading', { name: /^Draft, other plan/ }).waitFor()
        await page.getByText('All channels – A unit that is not served: €5.00').waitFor()
        await page.getByRole('row', { name: /Above the best in hindsight/ }).waitFor()
        await page.getByRole('button', { name: 'Dearer' }).click()
        // Nothing is sent from there under either, whatever others have ordered.
        const narrowed = new URL(page.url())
        narrowed.searchParams.set('location', 'C')
        await page.goto(narrowed.href)
        await page.getByText('No changed order is like that').waitFor()
        await page.getByLabel('What of the cost changes').selectOption('Carriage')
        await page.getByLabel('Served from, before or after').selectOption('Store B')
        await page
          .getByRole('button', { name: /^Both reasons of/ })
          .first()
          .click()
        const reasons = page.getByRole('dialog', { name: /^Both reasons of/ })
        await reasons.getByRole('heading', { name: /^Why/ }).nth(1).waitFor()
        await reasons.getByText('The rule “All from B” decided').waitFor()
        await reasons.getByRole('button', { name: 'Close' }).click()
        await page.getByText('Expected: from Store A. Decided: from Store B.').waitFor()
        await page.getByText('0 of 1 passes').waitFor()
        await page.getByText('1 of 1 passes').waitFor()

        // From here to publishing what was played; not any more once the draft is another.
        await page.getByRole('button', { name: 'Review and publish' }).click()
        const review = page.getByRole('dialog', { name: /^Publish version/ })
        await review.getByText('All from B', { exact: true }).waitFor()
        await review.getByRole('button', { name: 'Cancel' }).click()
        await page.getByRole('heading', { name: 'All from B' }).waitFor()
        await desk.add({ name: 'Large ones', when: [{ of: 'units', from: 900 }] })
        await page.goBack()
        await page.getByText('The draft is no longer the one that was played').waitFor()
        await page.getByRole('link', { name: 'Open the draft' }).click()
        await page.getByRole('heading', { name: 'Large ones' }).waitFor()
      })
      const [simulation] = await items('/v1/simulations')
      assert.deepEqual(
        simulation!.policies.map((policy: { of: string }) => policy.of),
        ['live', 'draft', 'live', 'draft'],
      )
      const [channel] = simulation!.policies[3]!.plans
      assert.deepEqual(channel, { channel: null, objective: { unfilledPerUnit: 50_000 } })
      await post('/v1/routing-tests/FROM-A/removals', { version: 1 })
      const { version } = await desk.draft()
      await client.post('/v1/routing-rules/draft/discards', { version })
    })
  })
}
