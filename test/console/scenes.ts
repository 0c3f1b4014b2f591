import type { Page } from 'playwright-core'

/** One thing of each kind that there is in the retailer that is looked at. */
export type Known = { order: string; sku: string; location: string; channel: string }

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
  /** It shows loading, faults and all else on purpose. */
  hasAll?: true
}

const ROW = '[role=row][aria-rowindex="2"]'
/** Below what tells of new rows. */
const FAR_ROW = '[role=row][aria-rowindex="6"]'

const press = (selector: string) => async (page: Page) => {
  for (const button of await page.locator(selector).all()) await button.click()
}
const keys = (combination: string) => (page: Page) => page.keyboard.press(combination)
const part = (name: string) => press(`[data-part=${name}]`)

/** Pages that are there for the tests of what the others share. */
const list = { path: '/console/locations', ready: ROW }
const parts = { path: '/console/parts', hasAll: true } as const

/** Each screen of the console has a line: tests visit it, `npm run pictures` takes its picture. */
export const scenes: readonly Scene[] = [
  { name: 'locations', says: 'All locations', ...list },
  { name: 'search', says: 'The search of everything', ...list, act: keys('Control+k') },
  { name: 'keyboard', says: 'What keys do', ...list, act: keys('?') },
  { name: 'nothing', says: 'An address that leads nowhere', path: '/console/no', hasAll: true },
  { name: 'parts', says: 'The shared parts', ...parts, tall: 4200 },
  { name: 'parts-peek', says: 'A look at one row', ...parts, act: press(FAR_ROW) },
  { name: 'parts-menu', says: 'A menu', ...parts, act: part('menu') },
  { name: 'parts-dialog', says: 'A question', ...parts, act: part('dialog') },
  { name: 'parts-long', says: 'A question with long texts', ...parts, act: part('long-dialog') },
  { name: 'parts-toasts', says: 'What has happened', ...parts, act: part('toast') },
]
