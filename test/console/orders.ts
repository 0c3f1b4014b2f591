import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DESK, faultsOf, type Console } from './console.ts'

/** The list of orders, by its keys alone. */
export function testOrders(console: () => Console): void {
  describe('the list of orders', () => {
    it('is searched, looked into and left for the page of an order without a mouse', async () => {
      const watched = await console().open(DESK)
      const { page } = watched
      const { keyboard } = page
      const row = page.locator('[role=row][aria-rowindex="2"]')
      await page.goto('/console/orders')
      await row.waitFor()
      const number = (await row.locator('strong').textContent())!

      await keyboard.press('/')
      await keyboard.type(number)
      await page.waitForURL(`**/orders?q=${number}`)
      await page.getByRole('row', { name: number }).waitFor()
      await keyboard.press('Tab')
      await page.locator('h1:focus, button:focus').waitFor()
      await keyboard.press('j')
      await page.locator('[role=row]:focus').waitFor()
      await keyboard.press('Enter')
      await page.getByRole('complementary').getByText(number).waitFor()
      await keyboard.press('Escape')
      await page.getByRole('complementary').waitFor({ state: 'detached' })
      await keyboard.press('Enter')
      await page.getByRole('complementary').waitFor()
      await keyboard.press('o')
      await page.waitForURL(`**/orders/${number}`)
      assert.deepEqual(faultsOf(watched), [])
      await watched.close()
    })

    it('holds what was chosen and lets it go, and tells how it went', async () => {
      const watched = await console().open(DESK)
      const { page } = watched
      const { keyboard } = page
      await page.goto('/console/orders?state=waiting_for_stock')
      await page.locator('[role=row][aria-rowindex="2"]').waitFor()
      await keyboard.press('j')
      await page.locator('[role=row]:focus').waitFor()
      await keyboard.press('x')
      await page.locator('[role=row][aria-selected="true"]:focus').waitFor()
      for (const [letter, act] of [
        ['h', 'Hold 1 order'],
        ['l', 'Release 1 order'],
      ] as const) {
        await page.getByRole('button', { name: act }).waitFor()
        await keyboard.press(letter)
        await page.getByRole('dialog').getByRole('button', { name: act }).press('Enter')
        await page.getByRole('dialog').getByText('1 of 1 done.').waitFor()
        await keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await page.getByRole('button', { name: 'Hold 1 order' }).waitFor()
      assert.deepEqual(faultsOf(watched), [])
      await watched.close()
    })
  })
}
