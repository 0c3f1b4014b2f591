import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Route } from 'playwright-core'
import type { Journeys } from './journey.ts'

export function testCutOff(journeys: () => Journeys): void {
  describe('a page that follows what happens', () => {
    it('shows what happened before it was told of anything', async () => {
      const { travel, place, order, post } = journeys()
      const id = await place({ LAMP: 1 })
      const { number } = await order(id)
      await travel(async ({ browser, open }) => {
        // As browsers without them do: what a shared worker asks cannot be kept waiting here.
        await browser.addInitScript('delete globalThis.SharedWorker')
        const shown = Promise.withResolvers<void>()
        const late = async (route: Route) => {
          await shown.promise
          await post(`/v1/orders/${id}/holds`, { cause: 'payment' })
          await route.continue()
        }
        await browser.route('**/v1/stream?*', late, { times: 1 })
        const page = await open(`/console/orders/${number}`)
        await page.getByRole('list', { name: 'Timeline' }).getByText('Placed').waitFor()
        assert.equal(await page.getByText('Payment is not clear').count(), 0)
        shown.resolve()
        await page.getByText('Put on hold: Payment is not clear').waitFor()
        await page.getByRole('button', { name: 'Release hold' }).waitFor()
      })
    })
  })

  describe('a page that the server has left alone', () => {
    it('says so, and catches up when the server is back', async () => {
      const { travel, place, order, withoutServer } = journeys()
      const id = await place({ LAMP: 1 })
      const { number } = await order(id)
      await travel(async ({ open, expect }) => {
        expect(/^failed: .* net::ERR_CONNECTION_(REFUSED|RESET)$/)
        // It answers so until it has read what it keeps in memory.
        expect(/^503: /)
        const page = await open(`/console/orders/${number}`)
        const list = await open('/console/orders')
        await list.getByRole('row').filter({ hasText: number }).waitFor()
        const notice = page.getByText(/^Live updates have stopped since/)
        assert.equal(await notice.count(), 0)
        await withoutServer(async (others) => {
          await notice.waitFor()
          await others.post(`/v1/orders/${id}/holds`, { cause: 'address_check' })
        })
        await notice.waitFor({ state: 'detached' })
        await page.getByText('Put on hold: Check the address').waitFor()
        await page.getByRole('button', { name: 'Release hold' }).waitFor()
        const row = list.getByRole('row').filter({ hasText: number })
        await row.getByText('On hold').waitFor()
        await list.getByText(/^Live updates have stopped since/).waitFor({ state: 'detached' })
      })
    })
  })
}
