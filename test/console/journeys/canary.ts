import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { routingDesk } from '../routed.ts'
import type { Journeys } from './journey.ts'

export function testCanary(journeys: () => Journeys): void {
  describe('a canary of routing rules', () => {
    it('is started for a share of orders, watched, and promoted; its figures stay', async () => {
      const { travel, client } = journeys()
      const desk = routingDesk(client)
      const id = await desk.add({ name: 'Whatever is near' })
      const { version } = await desk.publish('To have some in force')
      await desk.change({ action: 'change', id, fields: { name: 'Whatever is nearer' } })
      const next = version + 1
      await travel(async ({ open }) => {
        const page = await open('/console/routing?view=draft')
        await page.getByRole('button', { name: 'Review and publish' }).click()
        const dialog = page.getByRole('dialog', { name: `Publish version ${next}` })
        await dialog.getByLabel('Why').fill('For some first')
        await dialog.getByLabel('Counts').selectOption('share')
        await dialog.getByLabel('Share of orders').fill('0')
        await dialog.getByRole('button', { name: 'Start' }).click()
        await dialog.getByRole('alert').getByText('A number from 0.1 to 99.9.').waitFor()
        await dialog.getByLabel('Share of orders').fill('12.5')
        await dialog.getByLabel('Cost of an order').fill('1')
        await dialog.getByLabel('Time to decide').fill('')
        await dialog.getByRole('button', { name: 'Start' }).click()
        await page.getByText(`Version ${next} decides on 12.5% of orders`).waitFor()

        const panel = page.getByRole('region', { name: 'Canary' })
        const says = `Version ${next} decides on 12.5% of new orders, version ${version} on`
        await panel.getByText(says).waitFor()
        await panel.getByRole('row', { name: /Cost of an order.*at most 1% more/ }).waitFor()
        await panel.getByRole('row', { name: /Time to decide.*Does not count/ }).waitFor()
        await desk.add({ name: 'Meanwhile' })
        await page.reload()
        await page.getByRole('button', { name: /^Draft/ }).click()
        await page.getByText('The draft can be published once that is over.').waitFor()
        assert.equal(await page.getByRole('button', { name: 'Review and publish' }).count(), 0)
        await page.getByRole('button', { name: 'See how it does' }).click()

        await panel.getByRole('button', { name: 'Promote' }).click()
        const ask = page.getByRole('dialog', { name: `Promote version ${next}` })
        await ask.getByRole('button', { name: 'Promote' }).click()
        await page.getByText(`Version ${next} is in force`).first().waitFor()
        await panel.waitFor({ state: 'detached' })
        await page.getByRole('heading', { name: 'Whatever is nearer' }).waitFor()

        await page.getByRole('button', { name: 'Versions', exact: true }).click()
        const row = page.getByRole('listitem').filter({ hasText: 'For some first' })
        await row.getByText('promoted from a canary with 12.5% of orders').waitFor()
        await row.getByRole('button', { name: 'Figures' }).click()
        await page.getByRole('dialog').getByText('Parcels of an order').waitFor()
      })
      const { rules, changes } = await desk.draft()
      assert.deepEqual(
        rules.map(({ name }: { name: string }) => name),
        ['Whatever is nearer', 'Meanwhile'],
      )
      assert.equal(changes.length, 1)
      // Other stories have no rules.
      await desk.change(...rules.map((one: { id: string }) => ({ action: 'remove', id: one.id })))
      await desk.publish('The story is over')
    })
  })
}
