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
      await page.goto('/console/locations')
      await keyboard.type(ADMINISTRATOR)
      await keyboard.press('Tab')
      await keyboard.type(PASSWORD)
      await keyboard.press('Enter')
      await page.getByRole('grid').waitFor()

      await keyboard.press('Control+k')
      await page.getByRole('combobox').waitFor()
      await keyboard.type('Locations')
      await page.getByRole('option', { name: 'Locations' }).waitFor()
      await keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })

      await tabTo(page.locator('[role=row][aria-rowindex="2"]'))
      await keyboard.press('j')
      await keyboard.press('Enter')
      await page.waitForURL(/open=/)

      await keyboard.press('?')
      await page.getByRole('dialog').getByText('Next and previous row').waitFor()
      await keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
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
const FAR = 30

async function tabTo(control: Locator): Promise<void> {
  await control.waitFor()
  for (let tabs = 0; tabs < FAR; tabs += 1) {
    if ((await control.and(control.page().locator(':focus')).count()) > 0) return
    await control.page().keyboard.press('Tab')
  }
  assert.fail(`Tab does not lead to ${String(control)}`)
}
