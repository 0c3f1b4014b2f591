import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Journeys } from './journey.ts'

export function testPlaces(journeys: () => Journeys): void {
  describe('a place of its own kind', () => {
    it('is made, put where it belongs, and paused until a moment', async () => {
      const { travel, client } = journeys()
      const read = async () => (await client.get('/v1/locations/LOCKER')).body
      await client.post('/v1/location-groups', { code: 'NIGHT', name: 'Open at night' })
      await client.post('/v1/partners', { code: 'ACME', name: 'Acme', kind: 'third_party' })
      await travel(async ({ open }) => {
        const page = await open('/console/locations')
        await make(page)
        const first = await read()
        assert.deepEqual([first.ships, first.pickup, first.holdsParcels], [false, true, true])
        assert.deepEqual(
          [first.groups, first.channels, first.city],
          [['NIGHT'], ['PROMPT'], 'Metz'],
        )
        await page.getByText('Its coordinates are missing').waitFor()

        await page.getByRole('button', { name: 'Edit: Belongs to' }).click()
        const belongs = page.getByRole('dialog', { name: 'Edit: Belongs to' })
        await belongs.getByLabel('Open at night').uncheck()
        await belongs.getByLabel('Prompt').uncheck()
        await belongs.getByLabel('Run by').selectOption('Acme')
        await belongs.getByLabel('Tags').fill('Big')
        await belongs.getByRole('button', { name: 'Save' }).click()
        await belongs.getByRole('alert').waitFor()
        await belongs.getByLabel('Tags').fill('late, big')
        await save(page, 'Belongs to')
        const { groups, channels, partner, tags } = await read()
        assert.deepEqual([groups, channels, partner, tags], [[], [], 'ACME', ['big', 'late']])

        await page.getByRole('button', { name: 'Edit: Name and address' }).click()
        await page.getByLabel('City', { exact: true }).fill('')
        await save(page, 'Name and address')
        assert.deepEqual((await read()).city, null)
        await page.getByText('Its city is missing').waitFor()

        await page.keyboard.press('p')
        await page.getByLabel('Why').fill('The door is stuck')
        await page.getByLabel('Until').fill('2037-03-01T18:00')
        await page
          .getByRole('dialog', { name: 'Pause' })
          .getByRole('button', { name: 'Pause' })
          .click()
        await page.getByText('Locker Nord is paused').waitFor()
        const { pausedUntil, timeZone } = await read()
        const local = Temporal.Instant.from(pausedUntil).toZonedDateTimeISO(timeZone)
        assert.equal(local.toPlainDateTime().toString(), '2037-03-01T18:00:00')
        await page.getByText('1 Mar 2037').waitFor()
      })
    })
  })
}

async function make(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New location' }).click()
  const dialog = page.getByRole('dialog', { name: 'New location' })
  await dialog.getByLabel('Name').fill('Locker Nord')
  await dialog.getByLabel('Code', { exact: true }).fill('LOCKER')
  await dialog.getByLabel('Kind').selectOption('Locker')
  await dialog.getByLabel('Company').selectOption('Example Ltd')
  await dialog.getByLabel('Country').selectOption('France')
  await dialog.getByLabel('City', { exact: true }).fill('Metz')
  await dialog.getByLabel('Open at night').check()
  await dialog.getByLabel('Prompt').check()
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'Locker Nord', level: 1 }).waitFor()
}

async function save(page: Page, part: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `Edit: ${part}` })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
}
