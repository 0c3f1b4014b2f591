import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Journeys } from './journey.ts'

export function testMarks(journeys: () => Journeys): void {
  describe('priority and tags of an order', () => {
    it('are changed by a key, told on its page, and what the list is filtered by', async () => {
      const { travel, client, place, order } = journeys()
      const id = await place({ LAMP: 1 }, { tags: ['gift'] })
      const { number } = await order(id)
      await travel(async ({ open }) => {
        const page = await open(`/console/orders/${number}`)
        await page.getByRole('list', { name: 'Timeline' }).getByText('Placed').waitFor()
        await page.keyboard.press('p')
        const dialog = page.getByRole('dialog')
        const save = dialog.getByRole('button', { name: 'Save' })
        assert.ok(await save.isDisabled())
        await dialog.getByLabel('Priority').selectOption('High')
        const tags = dialog.getByLabel('Tags')
        await tags.fill('Big One')
        await tags.press('Enter')
        await dialog.getByText('Big One is no tag').waitFor()
        assert.ok(await save.isDisabled())
        await dialog.getByRole('button', { name: 'Remove Big One' }).click()
        await tags.fill('wedding')
        await tags.press('Enter')
        // What a colleague tags meanwhile stays.
        await client.post(`/v1/orders/${id}/marks`, { tags: { add: ['fragile'] } })
        await page.getByText('fragile').first().waitFor()
        await save.click()
        await dialog.waitFor({ state: 'detached' })
        await page.getByText('High priority', { exact: true }).waitFor()
        await page.getByText('Priority is high now. Tagged wedding').waitFor()
        const now = await order(id)
        assert.deepEqual([now.priority, now.tags], ['high', ['fragile', 'gift', 'wedding']])

        const list = await open('/console/orders?columns=priority,tags')
        await list.keyboard.press('f')
        await list.getByLabel('Filter by').selectOption('Tag')
        await list.getByRole('textbox', { name: 'Tag', exact: true }).fill('wedding')
        await list.keyboard.press('Enter')
        await list.keyboard.press('Escape')
        const row = list.getByRole('row').filter({ hasText: number })
        await row.getByText('fragile · gift · wedding').waitFor()
        await row.getByText('High', { exact: true }).waitFor()
      })
    })
  })
}
