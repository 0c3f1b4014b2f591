import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Journeys } from './journey.ts'

export function testAlertRules(journeys: () => Journeys): void {
  describe('a rule that somebody makes', () => {
    it('tells of the stock it is about, follows its changes, and ends', async () => {
      const { travel, items, post, client } = journeys()
      const set = async (path: string, fields: object) => {
        const { version } = (await client.get(path)).body
        await post(`${path}/changes`, { version, changes: [{ action: 'set', fields }] })
      }
      await post('/v1/location-groups', { code: 'LAMPS', name: 'Lamp shops' })
      await set('/v1/locations/C', { groups: ['LAMPS'], tags: ['bright'] })
      await set('/v1/skus/LAMP', { tags: ['shiny'] })
      const ruleNow = async () => {
        return (await items('/v1/stock-alert-rules')).find(({ sku }) => sku === 'LAMP')
      }
      await travel(async ({ open, expect }) => {
        expect(/^409: .*stock-alert-rules/)
        const page = await open('/console/alerts')
        await page.getByRole('button', { name: 'Rules' }).click()
        await page.getByRole('heading', { name: 'Alert rules', level: 1 }).waitFor()
        await page.getByRole('button', { name: 'New rule' }).first().click()
        const making = page.getByRole('dialog', { name: 'A new rule' })
        await making.getByLabel('Tell of').selectOption({ label: 'Too much' })
        await making.getByLabel('SKU').fill('LAMP')
        await making.getByLabel('Location: Any').click()
        await page.getByRole('option', { name: 'Store C' }).click()
        await making.getByLabel('Group of locations').selectOption({ label: 'Lamp shops' })
        await making.getByLabel('Tag of the location').fill('bright')
        await making.getByLabel('Tag of the item').fill('shiny')
        await making.getByRole('button', { name: 'Create' }).click()
        await making.getByRole('alert').getByText('Write a name.').waitFor()
        await making.getByRole('alert').getByText('A number, 0 or more.').waitFor()
        await making.getByLabel('Name').fill('Lamps in the way')
        await making.getByLabel('Limit').fill('100')
        await making.getByRole('button', { name: 'Create' }).click()
        await making.waitFor({ state: 'detached' })
        const { threshold, location, validUntil, raisesTask } = await ruleNow()
        assert.deepEqual([threshold, location, validUntil, raisesTask], [100, 'C', null, false])
        const { group, locationTag, skuTag } = await ruleNow()
        assert.deepEqual([group, locationTag, skuTag], ['LAMPS', 'bright', 'shiny'])

        const rule = page.getByRole('row').filter({ hasText: 'Lamps in the way' })
        await rule.getByText('more than 100 on hand').waitFor()
        const about =
          'LAMP · Tag of the item: shiny · Store C · Lamp shops · Tag of the location: bright'
        await rule.getByText(about).waitFor()
        await rule.click()
        await page.getByRole('link', { name: 'Its alerts' }).click()
        const alert = page.getByRole('row').filter({ hasText: 'LAMP' })
        await alert.getByText('Too much').waitFor()

        await page.goBack()
        await page.keyboard.press('e')
        const changing = page.getByRole('dialog', { name: 'Change Lamps in the way' })
        await changing.getByLabel('Limit').fill('9000')
        const { id, version } = await ruleNow()
        const fields = { raisesTask: true }
        const changes = [{ action: 'set', fields }]
        await post(`/v1/stock-alert-rules/${id}/changes`, { version, changes })
        await changing.getByRole('button', { name: 'Save' }).click()
        await changing.getByText('Exception: No → Yes').waitFor()
        await changing.getByRole('button', { name: 'Save' }).click()
        await changing.waitFor({ state: 'detached' })
        await rule.getByText('more than 9,000 on hand').waitFor()
        const changed = await ruleNow()
        assert.deepEqual([changed.threshold, changed.raisesTask], [9000, true])

        await page.getByRole('button', { name: 'End it' }).click()
        const ending = page.getByRole('dialog', { name: 'End the rule Lamps in the way?' })
        await ending.getByRole('button', { name: 'End it' }).click()
        // What lies behind the question is hidden meanwhile.
        await ending.waitFor({ state: 'detached' })
        await rule.waitFor({ state: 'detached' })
        assert.equal(await ruleNow(), undefined)
      })
      await set('/v1/locations/C', { groups: [], tags: [] })
      await set('/v1/skus/LAMP', { tags: [] })
    })
  })
}
