import type { Page } from 'playwright-core'

/** The first row of a list, below its heads. */
export const ROW = '[role=row][aria-rowindex="2"]'

/** Opens the first row, and the form that changes it. */
export async function changeFirst(page: Page): Promise<void> {
  await page.locator(ROW).click()
  await page.getByRole('complementary').waitFor()
  await page.keyboard.press('e')
}

/** Chooses some rows by keys, and asks what cancelling them would do. */
export async function chooseAndCancel({ keyboard }: Page): Promise<void> {
  await keyboard.press('j')
  for (let rows = 0; rows < 5; rows += 1) {
    await keyboard.press('x')
    await keyboard.press('j')
  }
  await keyboard.press('c')
}
