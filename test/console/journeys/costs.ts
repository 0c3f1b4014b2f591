import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Json } from '../../app.ts'
import type { Journeys } from './journey.ts'

export function testCosts(journeys: () => Journeys): void {
  describe('what counts for a channel', () => {
    it('is changed on top of what somebody else has changed, and prices need a proof', async () => {
      const { travel, client, post } = journeys()
      const [{ code, name }] = (await client.get('/v1/channels')).body.items
      const planOf = async (): Promise<Json> => {
        const { items } = (await client.get('/v1/routing-plans')).body
        return items.find(({ channel }: Json) => channel === code)
      }
      const had = (await planOf())?.version ?? 0
      await travel(async ({ open, expect }) => {
        expect(/^409: .*routing-plans/)
        const page = await open('/console/routing?view=plans')
        const card = page.getByRole('region', { name })
        await card.getByRole('button', { name: `Change what counts for ${name}` }).click()
        const dialog = page.getByRole('dialog')
        const publish = dialog.getByRole('button', { name: 'Publish' })
        await dialog.getByLabel('A tonne of CO₂e').fill('-3')
        await dialog.getByLabel('A late parcel').fill('8')
        await publish.click()
        await dialog.getByText('A number, 0 or more.').waitFor()
        await dialog.getByText('Only rate cards say when a parcel arrives').waitFor()
        await dialog.getByLabel('A tonne of CO₂e').fill('90,5')
        await dialog.getByLabel('Carriage').selectOption('By rate cards of carriers')

        const other = { channel: code, strategy: 'nearest', tariff: { cards: {} } }
        await post('/v1/routing-plans', { ...other, objective: { unfilledPerUnit: 70_000 } })
        await publish.click()
        await dialog.getByText('A unit that is not served: not counted → €7.00').waitFor()
        await dialog.getByLabel('The last units count').check()
        await publish.click()
        await dialog.getByRole('status').getByText('simulation').waitFor()
        await dialog.getByLabel('The last units count').uncheck()
        await publish.click()
        await card.getByText('€90.50').waitFor()
      })
      const { version, strategy, tariff, objective, prices } = await planOf()
      assert.equal(version, had + 2)
      assert.deepEqual([strategy, tariff, prices], ['least_cost', { cards: {} }, 'off'])
      assert.deepEqual(objective, { latePerParcel: 80_000, carbonPerTonne: 905_000 })
    })
  })
}
