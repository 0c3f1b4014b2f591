import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Locator } from 'playwright-core'
import { ADMINISTRATOR, DESK, faultsOf, PASSWORD, type Console } from './console.ts'

/** What can be done without a mouse. */
export function testKeyboard(console: () => Console): void {
  describe('the keyboard alone', () => {
    it('leads from the sign-in through the search to a row and its keys', async () => {
      const watched = await console().openFresh(DESK)
      const { page } = watched
      const { keyboard } = page
      await page.goto('/console')
      await page.locator('input:focus').waitFor()
      await keyboard.type(ADMINISTRATOR)
      await keyboard.press('Tab')
      await keyboard.type(PASSWORD)
      await keyboard.press('Enter')
      // The sign-in has a main part too.
      await page.locator('#main').waitFor()

      await keyboard.press('Control+k')
      await page.getByRole('combobox').waitFor()
      await keyboard.type('Orders')
      const place = page.getByRole('option', { name: 'Orders', exact: true })
      await pressTo(place, '[aria-selected=true]', 'ArrowDown')
      await keyboard.press('Enter')
      await page.waitForURL(/\/orders$/)
      const first = page.locator('[role=row][aria-rowindex="2"]')
      await first.waitFor()

      await pressTo(first, ':focus', 'Tab')
      await keyboard.press('j')
      await keyboard.press('Enter')
      const peek = page.getByRole('complementary')
      await peek.waitFor()
      const opened = await peek.getByRole('heading', { level: 2 }).first().innerText()
      await keyboard.press(']')
      await peek.filter({ hasNotText: opened }).waitFor()
      await keyboard.press('[')
      await peek.filter({ hasText: opened }).waitFor()
      await keyboard.press('Escape')
      await peek.waitFor({ state: 'detached' })

      await keyboard.press('?')
      await page.getByRole('dialog').getByText('Next and previous row').waitFor()
      // What lies over the page keeps its letters from it.
      const { pathname } = new URL(page.url())
      await keyboard.type('gl')
      await keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      assert.equal(new URL(page.url()).pathname, pathname)
      assert.deepEqual(faultsOf(watched), [])
      await watched.close()
    })

    it('opens a row beside the list, steps on, and closes it', async () => {
      const watched = await console().open(DESK)
      const { page } = watched
      const { keyboard } = page
      await page.goto('/console/parts')
      await page.getByRole('row', { name: 'W-1042' }).focus()
      await keyboard.press('Enter')
      await page.getByRole('complementary', { name: 'W-1042' }).waitFor()
      await keyboard.press(']')
      await page.getByRole('complementary', { name: 'W-1041' }).waitFor()
      // The list goes along with the peek.
      await page.locator('[role=row]:focus', { hasText: 'W-1041' }).waitFor()
      await keyboard.press('ArrowDown')
      await page.getByRole('complementary', { name: 'W-1040' }).waitFor()
      await keyboard.press('Escape')
      await page.getByRole('complementary').waitFor({ state: 'detached' })
      assert.deepEqual(faultsOf(watched), [])
      await watched.close()
    })
  })
}

/** So many controls stand before the list at most. */
const FAR = 60

/** Presses a key until the control is where the keyboard is. */
async function pressTo(control: Locator, state: string, key: string): Promise<void> {
  await control.waitFor()
  for (let presses = 0; presses < FAR; presses += 1) {
    if ((await control.and(control.page().locator(state)).count()) > 0) return
    await control.page().keyboard.press(key)
  }
  assert.fail(`${key} does not lead to ${String(control)}`)
}
