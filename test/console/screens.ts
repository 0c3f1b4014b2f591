import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { PHONE, type Watched } from '../browser.ts'
import {
  barriersIn,
  DESK,
  excessOf,
  faultsOf,
  show,
  wrongWith,
  type Console,
  type Look,
  type Way,
} from './console.ts'
import { scenes, type Scene } from './scenes.ts'

const TABLET = 1024
/** What WCAG 1.4.10 asks for. */
const NARROWEST = 320
const FRAMES_MOST = 30

/**
 * Visits every screen of the table as each kind of person sees it, with nothing wrong: in two
 * halves, as a file has minutes only.
 */
export function testScreens(console: () => Console): void {
  describe('every screen', { concurrency: true }, () => {
    it('is right on a desk, light and dark, and fits a smaller one', async () => {
      // Every other screen is turned the other way, so that each is turned once.
      let schemes: [Scheme, Scheme] = ['light', 'dark']
      await visitAll(console(), { ...DESK }, async (page, note) => {
        const [now, next] = schemes
        note(now, await barriersIn(page))
        await turn(page, next)
        // In the other light all is the same but the colours.
        note(next, await barriersIn(page, 'color-contrast'))
        schemes = [next, now]
        await noteExcess(page, [DESK.width, TABLET], note)
      })
    })

    it('is there when its address is loaded, and has room for German', async () => {
      const look = { ...DESK, language: 'de' as const, isLoaded: true }
      await visitAll(console(), look, async (page, note) => {
        await noteExcess(page, [TABLET, PHONE], note)
      })
    })
  })
}

/** The other half: on a phone, and from right to left. */
export function testOtherScreens(console: () => Console): void {
  describe('every screen', { concurrency: true }, () => {
    it('is right on a phone', async () => {
      await visitAll(console(), { width: PHONE, height: 844 }, async (page, note) => {
        note('', await barriersIn(page))
        await noteExcess(page, [PHONE, NARROWEST], note)
      })
    })

    it('is right in Arabic, from right to left', async () => {
      await visitAll(console(), { ...DESK, language: 'ar' }, async (page, note) => {
        const direction = await page.locator('html').getAttribute('dir')
        if (direction !== 'rtl') note('', [`its direction is ${direction}`])
        // What bars people is built of the same parts in every language.
        await noteExcess(page, [DESK.width, PHONE], note)
      })
    })
  })
}

/** What follows the width of the window is drawn in the frame after it has heard of it. */
const DRAWN = `new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(resolve)))
})`

/** What opens on the shared parts is seen in one language; German is about the room of texts. */
function isLookedAt({ language = 'en' }: Look): (scene: Scene) => boolean {
  return ({ hasAll, act }) => {
    if (language === 'en') return true
    return language === 'ar' ? !hasAll || !act : !hasAll && !act
  }
}

type Scheme = 'light' | 'dark'

/** The page hears of it a moment later. */
async function turn(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(`(async () => {
    while (!matchMedia('(prefers-color-scheme: ${colorScheme})').matches) await ${DRAWN}
    await ${DRAWN}
  })()`)
}

type Note = (where: string, wrong: readonly string[]) => void

/** In one look all screens are loaded; in the others the app goes to them, which costs half. */
async function visitAll(
  console: Console,
  look: Look & { isLoaded?: boolean },
  examine: (page: Page, note: Note) => Promise<void>,
): Promise<void> {
  const wrong: string[] = []
  const watched = await console.open(look)
  let before: Scene | undefined
  for (const scene of scenes.filter(isLookedAt(look))) {
    const way = { known: console.known, before, isInside: !look.isLoaded }
    for (const words of await visit(watched, { scene, ...way }, examine))
      wrong.push(`${scene.name}: ${words}`)
    before = scene
    await watched.page.setViewportSize({ width: look.width, height: look.height ?? DESK.height })
  }
  await watched.close()
  assert.ok(wrong.length === 0, `\n${wrong.join('\n')}\n`)
}

async function visit(
  watched: Watched,
  { scene, ...way }: Way & { scene: Scene },
  examine: (page: Page, note: Note) => Promise<void>,
): Promise<string[]> {
  const { page } = watched
  const wrong: string[] = []
  try {
    await show(page, scene, way)
    await examine(page, (where, found) => {
      wrong.push(...found.map((words) => (where === '' ? words : `${where}: ${words}`)))
    })
    wrong.push(...(await wrongWith(page, scene)))
  } catch (error) {
    wrong.push(String(error).split('\n').slice(0, 4).join(' '))
  }
  return [...wrong, ...faultsOf(watched)]
}

/** What floats over the page takes its new place some frames after the window its new size. */
async function settledExcessOf(page: Page): Promise<string[]> {
  let excess = await excessOf(page)
  for (let frames = 0; frames < FRAMES_MOST && excess.length > 0; frames += 1) {
    await page.evaluate(DRAWN)
    excess = await excessOf(page)
  }
  return excess
}

async function noteExcess(page: Page, widths: readonly number[], note: Note): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: DESK.height })
    await page.evaluate(DRAWN)
    note(`at ${width} px`, await settledExcessOf(page))
  }
}
