import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Client, Json } from '../../app.ts'
import type { Journeys } from './journey.ts'

/** More than the server lists at once. */
const MANY = 205
const LAST = `N${MANY}`

export function testWidePool(journeys: () => Journeys): void {
  describe('the pool of a channel in a chain of many places', () => {
    it('shows all of them, and all means all', async () => {
      const { travel, client } = journeys()
      const codes = await openChain(client)
      const pool = async () => {
        const { locations } = (await client.get('/v1/channels/WIDE/pool')).body
        return locations.map(({ location }: Json) => location).toSorted()
      }
      await travel(async ({ open }) => {
        // What another screen has learnt of all places is what the form shows.
        const page = await open('/console/orders')
        await page.getByRole('link', { name: 'Channels', exact: true }).click()
        await page.getByRole('row', { name: 'Wide' }).click()
        const dialog = await change(page)
        const [all, last] = ['All', `Store ${LAST}`].map((name) => {
          return dialog.getByLabel(name, { exact: true })
        })
        await last!.waitFor()
        assert.deepEqual([await all!.isChecked(), await last!.isChecked()], [false, false])
        await all!.check()
        assert.ok(await last!.isChecked())
        await save(page)
        assert.deepEqual(await pool(), codes)

        await change(page)
        await last!.uncheck()
        assert.equal(await all!.isChecked(), false)
        await save(page)
        assert.deepEqual(
          await pool(),
          codes.filter((code) => code !== LAST),
        )
      })
    })
  })
}

/** A channel that sells from all places but the last five; answers the codes of all. */
async function openChain(client: Client): Promise<string[]> {
  const locations = Array.from({ length: MANY }, (_, i) => {
    const code = `N${String(i + 1).padStart(3, '0')}`
    const at = { legalEntity: 'LE', country: 'FR', timeZone: 'Europe/Paris' }
    return { code, name: `Store ${code}`, kind: 'store', ...at }
  })
  assert.equal((await client.post('/v1/locations', { locations })).status, 200)
  const codes: string[] = []
  let cursor = ''
  while (true) {
    const { items, next } = (await client.get(`/v1/locations?limit=200${cursor}`)).body
    codes.push(...items.map(({ code }: Json) => code))
    if (next === null) break
    cursor = `&cursor=${next}`
  }
  const pool = codes.slice(0, -5).map((location, priority) => ({ location, priority }))
  const wide = { code: 'WIDE', name: 'Wide', brand: 'BRAND', kind: 'site', currency: 'EUR', pool }
  const rest = { timeZone: 'Europe/Paris', onShortage: 'accept', orderPrefix: 'WI' }
  assert.equal((await client.post('/v1/channels', { ...wide, ...rest })).status, 201)
  return codes.toSorted()
}

async function change(page: Page) {
  await page.getByRole('button', { name: 'Change' }).click()
  return page.getByRole('dialog').last()
}

async function save(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog').last()
  const button = dialog.getByRole('button', { name: 'Save' })
  await button.click()
  await button.waitFor({ state: 'detached' })
}
