import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Json } from '../../app.ts'
import type { Journeys } from './journey.ts'

type Post = (path: string, body: unknown) => Promise<Json>

/** A service that collects everywhere and goes anywhere. */
async function carryInEuros(post: Post): Promise<void> {
  await post('/v1/carriers', { code: 'VAN', name: 'Vans' })
  const service = { code: 'VAN-DAY', carrier: 'VAN', name: 'By day', methods: ['standard'] }
  await post('/v1/carrier-services', { ...service, maxG: 30_000 })
  const times = [1, 2, 3, 4, 5].map((day) => ({ day, at: '17:00' }))
  const collect = { action: 'collect', location: null, times }
  await post('/v1/carrier-services/VAN-DAY/changes', { version: 1, changes: [collect] })
  const zones = [{ code: '1', transitDays: 2, prices: [60_000], perKgBeyond: null }]
  const terms = { currency: 'EUR', cm3PerKg: null, fuelPercent: 0, surcharges: [] }
  const card = { ...terms, lanes: [{ zone: '1' }], bands: [30_000], zones }
  await post('/v1/rate-cards', { service: 'VAN-DAY', validFrom: '2026-01-01T00:00:00Z', ...card })
}

export function testCosts(journeys: () => Journeys): void {
  describe('what counts for a channel', () => {
    it('is changed by who may publish, not by who may only change a draft', async () => {
      const { travel, client } = journeys()
      const [{ name }] = (await client.get('/v1/channels')).body.items
      await travel(async ({ browser, open }) => {
        const path = '/console/routing?view=plans'
        const change = { name: `Change what counts for ${name}` }
        const page = await open(path)
        await page.getByRole('button', change).waitFor()
        await browser.route('**/v1/me', async (route) => {
          const answer = await route.fetch()
          const me: Json = await answer.json()
          const permissions = me.permissions.filter((one: string) => one !== 'routing:publish')
          await route.fulfill({ response: answer, json: { ...me, permissions } })
        })
        const drafting = await open(path)
        await drafting.getByRole('region', { name }).waitFor()
        assert.equal(await drafting.getByRole('button', change).count(), 0)
      })
    })

    it('is changed on top of what somebody else has changed, and prices need a proof', async () => {
      const { travel, client, post } = journeys()
      const [{ code, name }] = (await client.get('/v1/channels')).body.items
      const planOf = async (): Promise<Json> => {
        const { items } = (await client.get('/v1/routing-plans')).body
        return items.find(({ channel }: Json) => channel === code)
      }
      const had = (await planOf())?.version ?? 0
      await carryInEuros(post)
      await travel(async ({ open, expect }) => {
        expect(/^409: .*routing-plans/)
        const page = await open('/console/routing?view=plans')
        const card = page.getByRole('region', { name })
        await card.getByRole('button', { name: `Change what counts for ${name}` }).click()
        const dialog = page.getByRole('dialog')
        const publish = dialog.getByRole('button', { name: 'Publish' })
        await dialog.getByLabel('A tonne of CO₂e').fill('-3')
        await dialog.getByLabel('A late parcel').fill('8')
        await dialog.getByLabel('A day until a parcel arrives').fill('0.5')
        await dialog.getByLabel('Hours until a place is asked again').fill('0')
        await publish.click()
        await dialog.getByText('A number, 0 or more.').waitFor()
        await dialog.getByText('Only rate cards say when a parcel arrives').nth(1).waitFor()
        await dialog.getByText('A whole number, 1 or more.').waitFor()
        await dialog.getByLabel('Hours until a place is asked again').fill('4')
        await dialog.getByLabel('A tonne of CO₂e').fill('90,5')
        await dialog.getByLabel('Carriage').selectOption('By rate cards of carriers')
        await dialog.getByLabel('Packaging of a parcel').fill('0.5')
        await dialog.getByLabel('Air in a box').fill('40')
        await publish.click()
        await dialog.getByText('Whole grams, 0 to 100,000.').waitFor()
        await dialog.getByLabel('Packaging of a parcel').fill('250')

        const other = { channel: code, strategy: 'nearest', tariff: { cards: {} } }
        await post('/v1/routing-plans', { ...other, objective: { unfilledPerUnit: 70_000 } })
        await publish.click()
        await dialog.getByText('A unit that is not served: not counted → €7.00').waitFor()
        await dialog.getByLabel('The last units count').check()
        await dialog.getByLabel('All SKUs and the room of places together').check()
        await publish.click()
        await dialog.getByRole('status').getByText('simulation').waitFor()
        await dialog.getByLabel('Days until the next delivery').fill('7')
        const toSimulator = dialog.getByRole('link', { name: 'Open the simulator' })
        const proving = await open((await toSimulator.getAttribute('href'))!)
        const start = proving.getByRole('dialog', { name: 'New simulation' })
        const together = start.getByLabel('All SKUs and the room of places together')
        assert.ok(await together.isChecked())
        const days = start.getByLabel('Days until the next delivery')
        assert.equal(await days.inputValue(), '7')
        await start.getByRole('button', { name: 'Cancel' }).click()
        await start.waitFor({ state: 'detached' })
        assert.equal(new URL(proving.url()).search, '')
        await dialog.getByLabel('The last units count').uncheck()
        await publish.click()
        await card.getByText('€90.50').waitFor()
        await card.getByText('not asked again for 4 hours').waitFor()
        await card.getByText('250 g a parcel · 40% air in the volume').waitFor()
      })
      const { version, strategy, tariff, objective, prices, coolOffHours } = await planOf()
      assert.equal(coolOffHours, 4)
      const packed = { cards: {}, packaging: { gramsPerParcel: 250, airPercent: 40 } }
      assert.equal(version, had + 2)
      assert.deepEqual([strategy, tariff, prices], ['least_cost', packed, 'off'])
      const counted = { latePerParcel: 80_000, dayPerParcel: 5000, carbonPerTonne: 905_000 }
      assert.deepEqual(objective, counted)

      await travel(async ({ open }) => {
        const page = await open('/console/routing?view=plans')
        const card = page.getByRole('region', { name })
        await card.getByRole('button', { name: `Versions of the plan: ${name}` }).click()
        const earlier = page.getByRole('dialog').getByRole('listitem').nth(1)
        await page.getByText('A unit that is not served: €7.00 → not counted').waitFor()
        const boxes = 'Packaging: not counted → 250 g a parcel · 40% air in the volume'
        await page.getByText(boxes).waitFor()
        await earlier.getByRole('button', { name: 'Take these again' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByText(`Filled in with what version ${had + 1} said.`).waitFor()
        await dialog.getByRole('button', { name: 'Publish' }).click()
        await card.getByText('€7.00').waitFor()
      })
      const again = await planOf()
      assert.deepEqual([again.version, again.strategy], [had + 3, 'nearest'])
      assert.deepEqual(again.objective, { unfilledPerUnit: 70_000 })
    })
  })
}
