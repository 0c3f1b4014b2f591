import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Journeys } from './journey.ts'

export function testCutOff(journeys: () => Journeys): void {
  describe('a page that the server has left alone', () => {
    it('says so, and catches up when the server is back', async () => {
      const { travel, place, order, withoutServer } = journeys()
      const id = await place({ LAMP: 1 })
      const { number } = await order(id)
      await travel(async ({ open, expect }) => {
        expect(/^failed: .* net::ERR_CONNECTION_REFUSED$/)
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
