import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Journeys } from './journey.ts'

export function testShared(journeys: () => Journeys): void {
  describe('what locations share', () => {
    it('is made beside their list: days that are pasted, and a group of two', async () => {
      const { travel, client, items } = journeys()
      await travel(async ({ open }) => {
        const page = await open('/console/locations')
        await follow(page, 'Holiday calendars')
        await page.getByRole('button', { name: 'New calendar' }).first().click()
        const calendar = page.getByRole('dialog', { name: 'A new calendar' })
        await calendar.getByLabel('Name').fill('France')
        await calendar.getByLabel('Code').fill('FR')
        await calendar.getByLabel('Days').fill('2099-12-25\tChristmas Day\n2099-12-33 Nothing')
        await calendar.getByRole('button', { name: 'Create' }).click()
        await calendar.getByRole('alert').getByText('Line 2 is not a date with a name').waitFor()
        await calendar.getByLabel('Days').fill('2099-12-25\tChristmas Day\n2100-01-01 New Year')
        await calendar.getByRole('button', { name: 'Create' }).click()
        await page.getByRole('row').filter({ hasText: 'France' }).click()
        const peek = page.getByRole('complementary', { name: 'France' })
        await peek.getByText('Fri, 25 Dec 2099').waitFor()

        await page.getByRole('link', { name: 'Locations' }).last().click()
        await follow(page, 'Groups')
        await page.getByRole('button', { name: 'New group' }).first().click()
        const group = page.getByRole('dialog', { name: 'A new group' })
        await group.getByLabel('Name').fill('By the sea')
        await group.getByLabel('Code').fill('SEA')
        await group.getByLabel('Store B').check()
        await group.getByLabel('Store C').check()
        await group.getByRole('button', { name: 'Create' }).click()
        await page.getByRole('row').filter({ hasText: 'By the sea' }).click()
        await page.getByRole('link', { name: 'In the list of locations' }).click()
        await page.getByText('2 locations', { exact: true }).waitFor()
      })
      const days = (await client.get('/v1/holiday-calendars/FR')).body.days
      assert.deepEqual(days, [
        { on: '2099-12-25', name: 'Christmas Day' },
        { on: '2100-01-01', name: 'New Year' },
      ])
      const found = await items('/v1/locations?group=SEA')
      assert.deepEqual(found.map(({ code }) => code).toSorted(), ['B', 'C'])
    })

    it('is made by who sees all of it: others are not offered what would be refused', async () => {
      await journeys().travel(async ({ browser, open }) => {
        await browser.route('**/v1/me', async (route) => {
          const response = await route.fetch()
          await route.fulfill({ response, json: { ...(await response.json()), seesAll: false } })
        })
        const page = await open('/console/locations')
        await page.getByRole('row').filter({ hasText: 'Store A' }).waitFor()
        const make = page.getByRole('button', { name: /^New / })
        assert.equal(await make.count(), 0)
        await follow(page, 'Holiday calendars')
        await page.getByRole('row').filter({ hasText: 'France' }).waitFor()
        assert.equal(await make.count(), 0)
        const channels = await open('/console/channels')
        await channels.getByRole('row').filter({ hasText: 'Prompt' }).waitFor()
        assert.equal(await channels.getByRole('button', { name: /^New / }).count(), 0)
        // Of what they see they may make a group.
        await page.getByRole('link', { name: 'Locations' }).last().click()
        await follow(page, 'Groups')
        await make.first().waitFor()
      })
    })
  })
}

async function follow(page: Page, place: string): Promise<void> {
  await page.getByRole('button', { name: 'Groups, partners, holidays' }).click()
  await page.getByRole('menuitem', { name: place }).click()
  await page.getByRole('heading', { name: place, level: 1 }).waitFor()
}
