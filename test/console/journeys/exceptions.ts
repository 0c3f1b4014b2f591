import { describe, it } from 'node:test'
import type { Journeys } from './journey.ts'

export function testExceptions(journeys: () => Journeys): void {
  describe('an order that there is no stock for', () => {
    it('needs somebody, who takes it, notes what was said, and ends it', async () => {
      const { travel, place, order, items } = journeys()
      const open = (await items('/v1/tasks')).length
      await travel(async (person) => {
        const page = await person.open('/console/exceptions')
        const entry = page.getByRole('navigation').getByRole('link', { name: /^Exceptions/ })
        const { number } = await order(await place({ VASE: 3 }))
        await entry.and(page.getByRole('link', { name: `Exceptions ${open + 1}` })).waitFor()
        // New, unless it was there before the list was asked for.
        const row = page.getByRole('row').filter({ hasText: `Order ${number}` })
        const bar = page.getByRole('button', { name: '1 new', exact: true })
        await row.or(bar).first().waitFor()
        if (!(await row.isVisible())) await bar.click()
        await row.getByText('No stock left').waitFor()
        await row.click()

        const peek = page.getByRole('complementary', { name: 'No stock left' })
        await peek.getByText('Ask the customer to wait, or cancel what is short.').waitFor()
        await peek.getByText('Wait for 2 ×').waitFor()
        await peek.getByText('Nothing is announced yet').waitFor()
        await peek.getByText('Nobody’s yet').waitFor()
        await peek.getByRole('button', { name: 'Take it' }).click()
        await page.getByText('It is yours now').waitFor()
        await peek.getByText('Yours').waitFor()

        await peek.getByRole('button', { name: 'Note' }).click()
        const note = page.getByRole('dialog', { name: 'Write a note' })
        await note.getByLabel('Note').fill('Rang at ten, will wait until Friday')
        await note.getByRole('button', { name: 'Save' }).click()
        await note.waitFor({ state: 'detached' })
        await peek.getByText('Rang at ten, will wait until Friday').waitFor()

        await peek.getByRole('button', { name: 'Done' }).click()
        const done = page.getByRole('dialog', { name: 'Done with this?' })
        await done.getByLabel('What came of it').fill('Waits until Friday')
        await done.getByRole('button', { name: 'Done' }).click()
        await done.waitFor({ state: 'detached' })
        await row.waitFor({ state: 'detached' })
        await peek.getByRole('button', { name: 'Done' }).waitFor({ state: 'detached' })
        const left = open === 0 ? 'Exceptions' : `Exceptions ${open}`
        await page.getByRole('link', { name: left, exact: true }).waitFor()

        await page.getByRole('button', { name: 'Done', exact: true }).click()
        await row.click()
        await peek.getByText('Waits until Friday').waitFor()
      })
    })
  })
}
