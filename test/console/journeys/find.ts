import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Json } from '../../app.ts'
import { costText, type Journeys } from './journey.ts'

export function testFind(journeys: () => Journeys): void {
  describe('who wants to know why an order comes from where it comes', () => {
    it('finds it by its number, and reads what was decided', async () => {
      const { travel, place, order } = journeys()
      const id = await place({ LAMP: 2 }, customer('Grace Hopper'))
      const { number } = await order(id)
      await travel(async ({ open }) => {
        const page = await open('/console')
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: 'Search' }).fill(number)
        await page.getByRole('option', { name: number }).waitFor()
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: number, level: 1 }).waitFor()
        await reads(page, (await decisionsOf(journeys(), id))[0])
      })
    })

    it('finds it by the name of the customer', async () => {
      const { travel, place, order } = journeys()
      const id = await place({ LAMP: 1 }, customer('Katherine Johnson'))
      const { number } = await order(id)
      await untilFound(journeys(), 'Katherine Johnson')
      await travel(async ({ open }) => {
        const page = await open('/console/locations')
        await page.getByRole('button', { name: 'Search' }).click()
        await page.keyboard.type('katherine joh')
        await page.getByRole('option', { name: `${number} Katherine Johnson` }).click()
        await page.getByRole('heading', { name: number, level: 1 }).waitFor()
        await page.getByText('Katherine Johnson').first().waitFor()
      })
    })

    it('finds it in the list, looks at it there, and opens it', async () => {
      const { travel, place, order } = journeys()
      const id = await place({ LAMP: 3 }, customer('Mary Jackson'))
      const { number } = await order(id)
      await untilFound(journeys(), 'Mary Jackson')
      await travel(async ({ open }) => {
        const page = await open('/console/orders')
        await page.keyboard.press('/')
        await page.keyboard.type('jackson')
        const rows = page.getByRole('row').filter({ hasNotText: 'Placed' })
        await page.waitForURL(/q=jackson/)
        await rows.filter({ hasText: 'Grace' }).waitFor({ state: 'detached' })
        await rows.filter({ hasText: number }).click()
        const glance = page.getByRole('complementary', { name: 'The order at a glance' })
        await glance.getByText('Mary Jackson').waitFor()
        await glance.getByRole('heading', { name: 'Why Store A?' }).waitFor()
        await glance.getByRole('button', { name: 'Open the order' }).last().click()
        await page.getByRole('heading', { name: number, level: 1 }).waitFor()
        await reads(page, (await decisionsOf(journeys(), id))[0])
      })
    })
  })
}

const customer = (name: string) => ({ contact: { name, email: 'customer@example.com' } })

async function decisionsOf({ client }: Journeys, id: string): Promise<Json[]> {
  const { body } = await client.get(`/v1/orders/${id}/decisions`)
  const codes = new Map(body.places.map((one: Json) => [one.id, one.code]))
  return body.items.map(({ record }: Json) => {
    const { chosen, cost, alternative } = record
    const [from, next] = [chosen[0], alternative].map((one) => codes.get(one.locationId))
    return { from, cost, next, dearerBy: alternative.dearerBy }
  })
}

/** The page tells what the API tells: the place, what it costs, and what the next would have. */
async function reads(page: Page, told: Json): Promise<void> {
  assert.ok(told.cost > 0 && told.dearerBy > 0, JSON.stringify(told))
  const delivery = page.getByRole('region', { name: 'Delivery' })
  await delivery.getByRole('heading', { name: `Why Store ${told.from}?` }).waitFor()
  await delivery.getByText(`Store ${told.from} was cheapest: ${costText(told.cost)}`).waitFor()
  const next = `Next was Store ${told.next}: ${costText(told.dearerBy)} more.`
  await delivery.getByText(next).waitFor()
}

/** Customers are found by name when the log has been read; asked again until it has. */
async function untilFound({ client }: Journeys, name: string): Promise<void> {
  for (;;) {
    const { body } = await client.get(`/v1/orders?q=${encodeURIComponent(name)}`)
    if (body.items.length > 0) return
  }
}
