import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Journeys } from './journey.ts'

/** From stock to what is done about it: rules, alerts, the orders that wait. */
export function testWays(journeys: () => Journeys): void {
  describe('an item that runs out', () => {
    it('leads to the orders that wait, to a rule in the draft, and to an alert', async () => {
      const { travel, items, place, order, post } = journeys()
      await post('/v1/skus', {
        skus: [{ code: 'FOOTREST', name: 'Item FOOTREST', category: 'Seats' }],
      })
      await post('/v1/stock/levels', { levels: [{ sku: 'FOOTREST', location: 'A', onHand: 3 }] })
      const { number } = await order(await place({ FOOTREST: 5 }))
      await place({ FOOTREST: 7 })
      await travel(async ({ open }) => {
        const page = await open('/console/inventory/FOOTREST')
        const waiting = page.getByRole('group', { name: 'Orders that wait for it' })
        await waiting.getByRole('link', { name: number }).waitFor()
        await page.getByRole('link', { name: 'Show all 2 orders' }).click()
        await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor()
        await page.getByRole('row').filter({ hasText: number }).waitFor()
        await page.getByRole('button', { name: /Waits for.*FOOTREST/ }).waitFor()

        await page.goBack()
        await page.getByRole('button', { name: 'Set a quota' }).click()
        await reads(page, /FOOTREST/)
        await cancelRule(page)

        await page.goto('/console/inventory/FOOTREST')
        await page.getByRole('button', { name: /Store A$/ }).click()
        await page.getByRole('menuitem', { name: 'Set safety stock' }).click()
        await reads(page, 'Keep 1 of FOOTREST at Store A, for all channels.')
        await ruleDialog(page).getByRole('button', { name: 'Put into the draft' }).click()
        await ruleDialog(page).waitFor({ state: 'detached' })
        const drafted = page
          .getByRole('listitem')
          .filter({ hasText: 'Safety stock · FOOTREST · A' })
        await drafted.getByRole('button', { name: 'Take it out of the draft' }).click()
        await drafted.waitFor({ state: 'detached' })
        await beginsNone(page)

        await page.goto('/console/inventory/FOOTREST')
        await page.getByRole('button', { name: 'Watch' }).click()
        await ruleDialog(page).getByLabel('Limit').fill('2')
        await ruleDialog(page).getByRole('button', { name: 'Create' }).click()
        await page.getByRole('row').filter({ hasText: 'Low · FOOTREST' }).waitFor()
        await beginsNone(page)
      })
      const rules = await items('/v1/stock-alert-rules')
      const { kind, threshold } = rules.find(({ sku }) => sku === 'FOOTREST')
      assert.deepEqual([kind, threshold], ['low', 2])
    })

    it('leads nowhere but to its stock once it is archived', async () => {
      const { travel, post } = journeys()
      await post('/v1/skus', { skus: [{ code: 'POUFFE', name: 'Item POUFFE' }] })
      await post('/v1/stock/levels', { levels: [{ sku: 'POUFFE', location: 'A', onHand: 3 }] })
      await post('/v1/skus/POUFFE/changes', { version: 1, changes: [{ action: 'archive' }] })
      await travel(async ({ open }) => {
        const page = await open('/console/inventory/POUFFE')
        await page.getByText('Archived', { exact: true }).waitFor()
        await page
          .getByRole('button', { name: /^Adjust/ })
          .first()
          .waitFor()
        for (const name of ['Watch', 'Set a quota']) {
          assert.equal(await page.getByRole('button', { name }).count(), 0, name)
        }
        await page.getByRole('button', { name: /Store A$/ }).click()
        const acts = page.getByRole('menuitem')
        await acts.first().waitFor()
        const named = await acts.allTextContents()
        assert.ok(!named.some((name) => /pause|safety/i.test(name)), named.join())
      })
    })
  })

  describe('the map of one category', () => {
    it('adds up what countries have, and leads to a buffer of a place', async () => {
      const { travel, post } = journeys()
      const what = { kind: 'store', country: 'BE', timeZone: 'Europe/Brussels' }
      const where = { lat: 51.21, lon: 3.22, legalEntity: 'LE' }
      const bruges = { code: 'BRUGES', name: 'Store Bruges', ...what, ...where }
      await post('/v1/locations', { locations: [bruges] })
      await post('/v1/stock/levels', {
        levels: [{ sku: 'FOOTREST', location: 'BRUGES', onHand: 40 }],
      })
      await travel(async ({ open }) => {
        const page = await open('/console/map?category=Sofas')
        await page.getByText('There is no category Sofas, or no stock of it anywhere.').waitFor()
        await page.goto('/console/map')
        await page.getByLabel('Category').selectOption({ value: 'Seats' })
        await page.getByText('Size: units of Seats').waitFor()
        const countries = page.getByRole('group', { name: 'By country' })
        const belgium = countries.getByRole('button', { name: /^Belgium/ })
        await belgium.getByText(/^[1-9]/).waitFor()
        await belgium.click()
        await page.keyboard.press('l')
        const rows = page.getByRole('grid').getByRole('row')
        await rows.filter({ hasText: 'Store Bruges' }).waitFor()
        assert.equal(await rows.filter({ hasText: 'Store A' }).count(), 0)
        await belgium.click()
        await rows.filter({ hasText: 'Store A' }).waitFor()

        await rows.filter({ hasText: 'Store Bruges' }).click()
        const peek = page.getByRole('complementary', { name: 'Store Bruges' })
        await peek.getByRole('button', { name: 'Set safety stock' }).click()
        await reads(page, 'Keep 1 of each SKU at Store Bruges, for all channels.')
        await cancelRule(page)
      })
    })
  })
}

const ruleDialog = (page: Page) => page.getByRole('dialog', { name: 'A new rule' })

async function reads(page: Page, text: string | RegExp): Promise<void> {
  await ruleDialog(page).getByRole('status').getByText(text).waitFor()
}

/** The address begins no rule any more. */
const beginsNone = (page: Page) => page.waitForURL((url) => !url.searchParams.has('add'))

async function cancelRule(page: Page): Promise<void> {
  await ruleDialog(page).getByRole('button', { name: 'Cancel' }).click()
  await ruleDialog(page).waitFor({ state: 'detached' })
  await beginsNone(page)
}
