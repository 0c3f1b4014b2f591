import { describe, it } from 'node:test'
import type { Journeys } from './journey.ts'

export function testPresence(journeys: () => Journeys): void {
  describe('an order that two people have open', () => {
    it('shows each of them the other, by initials and name, until one goes', async () => {
      const { travel, place, order } = journeys()
      const [{ number }, next] = [await order(await place({ LAMP: 1 })), await place({ LAMP: 1 })]
      await travel(async ({ open, meet }) => {
        const page = await open(`/console/orders/${number}`)
        const others = page.getByRole('list', { name: 'Also open with' })
        const bob = await meet('Bob van der Berg', `/console/orders/${number}`)
        await others.getByRole('img', { name: 'Bob van der Berg' }).waitFor()
        await page.getByRole('status').getByText('Bob van der Berg has this open too.').waitFor()
        await bob.getByRole('status').getByText('Administrator has this open too.').waitFor()

        // Who comes there by keys reads the name.
        await others.getByRole('img', { name: 'Bob van der Berg' }).focus()
        await others.locator('bdi').getByText('Bob van der Berg').waitFor()

        // A second tab of the same browser hears of it, too, and Bob of one person only.
        const tab = await open(`/console/orders/${number}`)
        await tab
          .getByRole('list', { name: 'Also open with' })
          .getByRole('img', { name: 'Bob van der Berg' })
          .waitFor()
        await page.goto('/console/orders')
        await bob
          .getByRole('list', { name: 'Also open with' })
          .getByRole('img', { name: 'Administrator' })
          .waitFor()
        await tab.close()
        await bob.getByRole('list', { name: 'Also open with' }).waitFor({ state: 'detached' })

        await page.goto(`/console/orders/${number}`)
        await others.getByRole('img', { name: 'Bob van der Berg' }).waitFor()
        await bob.goto(`/console/orders/${(await order(next)).number}`)
        await others.waitFor({ state: 'detached' })
      })
    })
  })
}
