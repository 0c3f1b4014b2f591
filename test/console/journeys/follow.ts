import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { Journeys } from './journey.ts'

/** So many are more than a window shows. */
const MANY = 40
const FLASH_WITHIN_MS = 30_000

export function testFollow(journeys: () => Journeys): void {
  describe('the list of orders, while others work', () => {
    it('tells what is new, moves nothing, and shows it when asked', async () => {
      const { travel, place, order } = journeys()
      for (let n = 0; n < MANY; n += 1) await place({ LAMP: 1 })
      await travel(async ({ open }) => {
        const page = await open('/console/orders')
        const rows = page.getByRole('row')
        const first = page.locator('[aria-rowindex="2"]')
        await first.focus()
        await page.keyboard.press('PageDown')
        const looked = page.locator('[role=row]:focus:not([aria-rowindex="2"])')
        await looked.waitFor()
        const before = [await looked.innerText(), await topOf(looked)]

        const { number } = await order(await place({ LAMP: 1 }))
        const bar = page.getByRole('button', { name: '1 new', exact: true })
        await bar.waitFor()
        assert.deepEqual([await looked.innerText(), await topOf(looked)], before)
        assert.equal(await rows.filter({ hasText: number }).count(), 0)

        await bar.click()
        await rows.filter({ hasText: number }).waitFor()
        await first.filter({ hasText: number }).waitFor()
        await bar.waitFor({ state: 'detached' })
      })
    })

    it('changes a row where it stands, which flashes', async () => {
      const { travel, place, order, post } = journeys()
      const id = await place({ LAMP: 1 })
      const { number } = await order(id)
      await travel(async ({ open }) => {
        const page = await open('/console/orders')
        const row = page.getByRole('row').filter({ hasText: number })
        await row.getByText('Stock reserved').waitFor()
        await post(`/v1/orders/${id}/holds`, { cause: 'fraud' })
        await row.getByText('On hold').waitFor()
        // It may have read the whole list when it began to hear; from here on it has heard.
        await page.locator('[role=row][data-flash]').first().waitFor({ state: 'detached' })
        const flash = untilFlash(page, number)
        await post(`/v1/orders/${id}/holds`, { cause: 'address' })
        assert.ok(await flash, 'the row has not flashed')
      })
    })
  })
}

async function topOf(part: Locator): Promise<number> {
  return (await part.boundingBox())!.y
}

/** Looks at every frame: a flash is short. False where there was none for some seconds. */
async function untilFlash(page: Page, number: string): Promise<boolean> {
  return page.evaluate(`new Promise((resolve) => {
    const until = performance.now() + ${FLASH_WITHIN_MS}
    const look = () => {
      const rows = [...document.querySelectorAll('[role=row][data-flash]')]
      if (rows.some((row) => row.textContent.includes('${number}'))) resolve(true)
      else if (performance.now() > until) resolve(false)
      else requestAnimationFrame(look)
    }
    look()
  })`)
}
