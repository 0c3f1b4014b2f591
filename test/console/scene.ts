import type { Page } from 'playwright-core'
import type { Answers } from './answered.ts'

/** One thing of each kind that there is in the retailer that is looked at; orders by number. */
export type Known = Record<'order' | 'held' | 'waiting' | 'late' | 'inWork' | 'sent', string> &
  Record<'expected' | 'broken' | 'promise', string> &
  Record<
    | 'sku'
    | 'category'
    | 'awaited'
    | 'location'
    | 'channel'
    | 'bundle'
    | 'unkept'
    | 'bundled'
    | 'fed'
    | 'feed'
    | 'uploaded'
    | 'simulation'
    | 'shadow',
    string
  >

/** A screen of the console in one state. */
export type Scene = {
  name: string
  says: string
  /** Its address, which may name something that is there. */
  path: string | ((known: Known) => string)
  /** What of it comes last (a selector); its heading, where nothing is said. */
  ready?: string
  /** What is pressed before it is looked at. */
  act?: (page: Page) => Promise<unknown>
  /** Shown in the documents: docs/pictures/console-<name>.png, and -dark.png where it is both. */
  document?: 'light' | 'both'
  /** Its picture shows so much of it (px), where a window shows too little. */
  tall?: number
  /** States that this retailer is not in. */
  answers?: Answers
  /** It shows loading, faults and all else on purpose. */
  hasAll?: true
}

export const ROW = '[role=row][aria-rowindex="2"]'
/** Below what tells of new rows. */
export const FAR_ROW = '[role=row][aria-rowindex="6"]'

export const press = (selector: string) => async (page: Page) => {
  for (const button of await page.locator(selector).all()) await button.click()
}
export const keys = (combination: string) => (page: Page) => page.keyboard.press(combination)
export const adjust = async (page: Page) => {
  await page.keyboard.press('a')
  await page.locator('[role=dialog] select').first().selectOption('damaged')
  await page.locator('[role=dialog] input[type=number]').fill('1')
}
export const part = (name: string) => press(`[data-part=${name}]`)

/** What else there is to a screen. */
export const MORE = 'main header [aria-haspopup=menu]'

/** The form that makes a new one. */
export const makeNew = press('main header [data-look=primary]')

/** The same where another button is the first. */
export const makeOther = press('main header [data-look=plain]')

/** The button whose words end so in every language: more is asked. */
export const decline = press('main li button:has-text("…")')

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
