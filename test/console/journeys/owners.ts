import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Json } from '../../app.ts'
import type { Journeys } from './journey.ts'

export function testOwners(journeys: () => Journeys): void {
  describe('companies, brands and channels', () => {
    it('are made one for the other; what is archived stays, and is not chosen again', async () => {
      const { travel, client } = journeys()
      const read = async (path: string) => (await client.get(`/v1/${path}`)).body
      const locations = [
        { code: 'GENT', name: 'Gent', kind: 'store', country: 'BE', timeZone: 'Europe/Brussels' },
      ]
      await travel(async ({ open }) => {
        const page = await open('/console/companies')
        await create(
          page,
          'New company',
          { Name: 'Belgian Shops', Code: 'BE' },
          'Country',
          'France',
        )
        const company = await look(page, 'Belgian Shops')
        await company.getByRole('button', { name: 'Change' }).click()
        const change = page.getByRole('dialog', { name: 'Change Belgian Shops' })
        await change.getByLabel('Country').selectOption('Belgium')
        await change.getByLabel('Name').fill('')
        await change.getByRole('button', { name: 'Save' }).click()
        await change.getByRole('alert').filter({ hasText: 'Write a name.' }).waitFor()
        await change.getByLabel('Name').fill('Belgian Stores')
        await saveIn(page, 'Change Belgian Shops')
        const { name, country } = await read('legal-entities/BE')
        assert.deepEqual([name, country], ['Belgian Stores', 'BE'])

        await client.post('/v1/locations', {
          locations: locations.map((one) => ({ ...one, legalEntity: 'BE' })),
        })
        await page.goto('/console/brands')
        await create(
          page,
          'New brand',
          { Name: 'Outlet', Code: 'OUT' },
          'Company',
          'Belgian Stores',
        )
        assert.equal((await read('brands/OUT')).legalEntity, 'BE')

        await page.goto('/console/companies?open=BE')
        const belgian = page.getByRole('complementary', { name: 'Belgian Stores' })
        await belgian.getByRole('link', { name: 'Outlet' }).waitFor()
        await belgian.getByRole('link', { name: 'Gent' }).waitFor()
        await archive(page, 'Belgian Stores')

        // Where it is named it is still there, and says so; nowhere else is it offered.
        await page.goto('/console/locations/GENT')
        const belongs = page.locator('section', { hasText: 'Belongs to' }).last()
        await belongs.getByText('Archived').waitFor()
        await belongs.getByRole('link', { name: 'Belgian Stores' }).waitFor()
        await page.goto('/console/brands')
        await page.getByRole('button', { name: 'New brand' }).click()
        const dialog = page.getByRole('dialog', { name: 'A new brand' })
        const companies = dialog.getByLabel('Company').locator('option')
        await companies.filter({ hasText: 'Example Ltd' }).waitFor({ state: 'attached' })
        const offered = await companies.allInnerTexts()
        assert.ok(!offered.includes('Belgian Stores'))
      })
    })

    it('a channel waits longer, and asks its places in another order', async () => {
      const { travel, client } = journeys()
      const pool = [
        { location: 'A', priority: 0 },
        { location: 'B', priority: 1 },
        { location: 'C', priority: 2 },
      ]
      const rest = { kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris', pool }
      const given = { code: 'RANKED', name: 'Ranked', brand: 'BRAND', orderPrefix: 'RA', ...rest }
      const made = await client.post('/v1/channels', { ...given, onShortage: 'accept' })
      assert.equal(made.status, 201)
      await travel(async ({ open }) => {
        const page = await open('/console/channels?open=RANKED')
        const peek = page.getByRole('complementary', { name: 'Ranked' })
        await peek.getByRole('link', { name: 'Example', exact: true }).waitFor()
        await peek.getByText('Store A').waitFor()
        await page.keyboard.press('e')
        const dialog = page.getByRole('dialog', { name: 'Change the channel' })
        await dialog.getByLabel('Orders wait before work begins').fill('90')
        await dialog.getByLabel('Priority of Store A').fill('x')
        await dialog.getByRole('button', { name: 'Save' }).click()
        await dialog.getByRole('alert').filter({ hasText: 'Whole numbers' }).waitFor()
        await dialog.getByLabel('Priority of Store A').fill('20')
        await dialog.getByLabel('Priority of Store B').fill('10')
        await saveIn(page, 'Change the channel')
        await peek.getByText('90 minutes').waitFor()
        const order = peek.locator('ol li')
        await order.filter({ hasText: 'Store A' }).filter({ hasText: '20' }).waitFor()
        assert.deepEqual(
          (await order.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ')),
          ['Store C 2', 'Store B 10', 'Store A 20'],
        )
      })
      const { body } = await client.get('/v1/channels/RANKED/pool')
      const asked = body.locations.map(({ location, priority }: Json) => [location, priority])
      assert.deepEqual(asked, [
        ['C', 2],
        ['B', 10],
        ['A', 20],
      ])
      const { items } = (await client.get('/v1/channels?q=ranked')).body
      assert.deepEqual(
        items.map(({ releaseMinutes }: Json) => releaseMinutes),
        [90],
      )
    })
  })
}

async function create(
  page: Page,
  button: string,
  texts: Record<string, string>,
  choice: string,
  chosen: string,
): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog', { name: button.replace('New', 'A new') })
  for (const [label, text] of Object.entries(texts)) {
    await dialog.getByLabel(label, { exact: true }).fill(text)
  }
  await dialog.getByRole('button', { name: 'Create' }).click()
  await dialog.getByRole('alert').filter({ hasText: 'Choose a' }).waitFor()
  await dialog.getByLabel(choice).selectOption(chosen)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await dialog.waitFor({ state: 'detached' })
}

async function look(page: Page, name: string) {
  await page.getByRole('row', { name }).click()
  return page.getByRole('complementary', { name })
}

async function saveIn(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
}

async function archive(page: Page, name: string): Promise<void> {
  const peek = page.getByRole('complementary', { name })
  await peek.getByRole('button', { name: 'Archive' }).click()
  const question = page.getByRole('dialog', { name: `Archive ${name}?` })
  await question.getByRole('button', { name: 'Archive' }).click()
  await question.waitFor({ state: 'detached' })
  await peek.getByText('Archived').waitFor()
}
