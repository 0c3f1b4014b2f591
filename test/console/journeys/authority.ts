import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Json } from '../../app.ts'
import type { Journeys } from './journey.ts'

const TITLE = 'Who keeps its stock'

export function testAuthority(journeys: () => Journeys): void {
  describe('who keeps the stock of a place', () => {
    it('is said with what follows from it, on top of what others say', async () => {
      const { travel, client } = journeys()
      const rest = { kind: 'warehouse', legalEntity: 'LE', country: 'FR', timeZone: 'Europe/Paris' }
      await client.post('/v1/locations', { locations: [{ code: 'KEPT', name: 'Kept', ...rest }] })
      const said = async () => {
        const { items } = (await client.get('/v1/authorities')).body
        const { owner, tuttiDecrements, version } = items.find(
          ({ location }: Json) => location === 'KEPT',
        )
        return [owner, tuttiDecrements, version]
      }
      await travel(async ({ open, meet, expect }) => {
        const page = await open('/console/locations/KEPT')
        const part = partOf(page)
        await part.getByText('Whoever may change stock').waitFor()
        const form = await edit(page)
        await form.getByLabel('Who writes').selectOption('One other system alone')
        await save(form)
        await form.getByRole('alert').filter({ hasText: 'Name the system' }).waitFor()
        await form.getByLabel('System').fill('WMS')
        await form.getByText('speaks for WMS: nobody can write here').waitFor()
        await form.getByLabel('Who takes off').selectOption('WMS')
        await form.getByText('until a feed of WMS has heard of it').waitFor()
        await save(form)
        await form.waitFor({ state: 'detached' })
        assert.deepEqual(await said(), ['WMS', false, 1])
        await part.getByText('Only keys that speak for WMS.').waitFor()
        await part.getByText('speaks for WMS: nobody can write here').waitFor()

        const key = { name: 'Warehouse', permissions: ['stock:write'], system: 'WMS' }
        assert.equal((await client.post('/v1/api-keys', key)).status, 201)
        await page.reload()
        await part.getByText('until a feed of WMS has heard of it').waitFor()
        await part.getByText('nobody can write here').waitFor({ state: 'detached' })

        // Somebody puts another system in charge while the form stands open.
        expect(/409/)
        await edit(page)
        await form.getByLabel('Who takes off').selectOption('Tutti')
        await form.getByText('is taken off within seconds').waitFor()
        const other = { concern: 'stock_on_hand', location: 'KEPT', owner: 'ERP' }
        await client.post('/v1/authorities', { ...other, tuttiDecrements: false })
        await save(form)
        await form.getByText('Who writes what is on hand: WMS').waitFor()
        assert.equal(await form.getByLabel('System').inputValue(), 'ERP')
        assert.deepEqual(await said(), ['ERP', false, 2])
        await save(form)
        await form.waitFor({ state: 'detached' })
        assert.deepEqual(await said(), ['ERP', true, 3])

        const reader = await meet('Reader', '/console/locations/KEPT', ['network:read'])
        await partOf(reader).getByText('Only keys that speak for ERP.').waitFor()
        assert.equal(await partOf(reader).getByRole('button').count(), 0)
      })
    })
  })
}

function partOf(page: Page) {
  const heading = page.getByRole('heading', { name: TITLE })
  return page.locator('section').filter({ has: heading }).last()
}

async function edit(page: Page) {
  await page.getByRole('button', { name: `Edit: ${TITLE}` }).click()
  return page.getByRole('dialog', { name: `Edit: ${TITLE}` })
}

async function save(form: Awaited<ReturnType<typeof edit>>): Promise<void> {
  await form.getByRole('button', { name: 'Save' }).click()
}
