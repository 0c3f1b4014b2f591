import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { routingDesk } from '../routed.ts'
import type { Journeys } from './journey.ts'

export function testApproval(journeys: () => Journeys): void {
  describe('a draft that needs a second person', () => {
    it('is asked about, declined, asked about again, approved and published', async () => {
      const { travel, client, items } = journeys()
      const desk = routingDesk(client)
      const id = await desk.add({ name: 'Large ones', when: [{ of: 'units', from: 900 }] })
      await travel(async ({ open, meet }) => {
        const page = await open('/console/routing?view=versions')
        await page.getByText('One person may publish a draft.').waitFor()
        await page.getByRole('button', { name: 'Ask for a second person' }).click()
        const sure = page.getByRole('dialog', { name: 'Ask for a second person' })
        await sure.getByRole('button', { name: 'Ask for a second person' }).click()
        await page.getByText('only once a second person has approved it').waitFor()

        await page.getByRole('button', { name: /^Draft/ }).click()
        await page.getByText('Somebody else has to approve this draft').waitFor()
        await askFor(page, 'Before the season')
        await page.getByText(/^Approval is asked for by .*can give it/).waitFor()
        assert.equal(await page.getByRole('button', { name: 'Review' }).count(), 0)

        // Who asked sees at once what the other says.
        const bob = await meet('Bob', '/console/exceptions')
        await bob.getByText('Approval of routing rules is asked for').click()
        await bob.getByRole('button', { name: 'See the draft' }).click()
        await bob.getByText('“Before the season”, Administrator').waitFor()
        await bob.getByRole('button', { name: 'Review', exact: true }).click()
        const review = bob.getByRole('dialog', { name: 'Approve this draft?' })
        await review.getByText('Large ones', { exact: true }).waitFor()
        await review.getByRole('button', { name: 'Decline' }).click()
        await review.getByRole('alert').getByText('Say why, in a few words.').waitFor()
        await review.getByLabel('A word to go with it').fill('Say 800')
        await review.getByRole('button', { name: 'Decline' }).click()
        await page.getByText(/^“Say 800”, /).waitFor()

        await askFor(page, '')
        await bob.getByRole('button', { name: 'Review', exact: true }).click()
        await review.getByRole('button', { name: 'Approve' }).click()
        await page.getByText(/^Approved by /).waitFor()
        await page.getByRole('button', { name: 'Review and publish' }).click()
        const dialog = page.getByRole('dialog', { name: /^Publish version/ })
        await dialog.getByLabel('Why').fill('Two have seen it')
        await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
        await page
          .getByText(/Version \d+ is in force/)
          .first()
          .waitFor()

        // Bob is new, and known by name where people are looked up again.
        await page.reload()
        await page.getByRole('button', { name: 'Versions' }).click()
        await page.getByText(/asked for by .*, approved by Bob/).waitFor()
        await page.getByRole('button', { name: 'Let one person publish' }).click()
        const back = page.getByRole('dialog', { name: 'Let one person publish' })
        await back.getByRole('button', { name: 'Let one person publish' }).click()
        await page.getByText('One person may publish a draft.').waitFor()
      })
      const [version] = await items('/v1/routing-rules/versions')
      assert.equal(version!.note, 'Two have seen it')
      assert.notEqual(version!.approved.requestedBy, version!.approved.approvedBy)
      await desk.change({ action: 'remove', id })
      await desk.publish('The story is over')
    })
  })
}

async function askFor(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ask for approval' })
  await dialog.getByText('Large ones', { exact: true }).waitFor()
  await dialog.getByLabel('What they should know').fill(note)
  await dialog.getByRole('button', { name: 'Ask for approval' }).click()
  await dialog.waitFor({ state: 'detached' })
}
