import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { PHONE } from '../browser.ts'
import { barriersIn } from './barriers.ts'
import { DESK, faultsOf, show, wrongWith, type Console, type Look } from './console.ts'
import { scenes, type Scene } from './scenes.ts'
import { excessAt, speak, turnTo, type Scheme } from './turned.ts'

const TABLET = 1024
/** What WCAG 1.4.10 asks for. */
const NARROWEST = 320

/**
 * Every screen of the table is visited twice, as each kind of person sees it, with nothing wrong;
 * in two files, as a file has minutes only. What else there is to see, another light, width or
 * language, is turned to in the open page, which costs less than another visit.
 */
export function testScreens(console: () => Console): void {
  describe('every screen', () => {
    it('is right on a desk, light and dark, and from right to left', async () => {
      // Every other screen is turned the other way, so that each is turned once.
      let schemes: [Scheme, Scheme] = ['light', 'dark']
      await visitAll(console(), { ...DESK }, async (page, scene, note) => {
        const [now, next] = schemes
        note(now, await barriersIn(page))
        await turnTo(page, next)
        schemes = [next, now]
        // In the other light all is the same but the colours.
        note(next, await barriersIn(page, { only: 'color-contrast' }))
        note('', await wrongWith(page, scene))
        await noteExcess(page, [DESK.width, TABLET], note)
        // What bars people is built of the same parts in every language.
        await speak(page, 'ar')
        note('in Arabic', await wrongWith(page, scene))
        await noteExcess(page, [PHONE, DESK.width], note)
        const direction = await page.locator('html').getAttribute('dir')
        note('in Arabic', direction === 'rtl' ? [] : [`its direction is ${direction}`])
      })
    })
  })
}

/** The other visit. */
export function testOtherScreens(console: () => Console): void {
  describe('every screen', () => {
    it('is right on a phone, where its address is loaded, and has room for German', async () => {
      const look = { width: PHONE, height: 844, language: 'de' as const, isLoaded: true }
      await visitAll(console(), look, async (page, scene, note) => {
        // Colours are those of the desk.
        note('', await barriersIn(page, { without: 'color-contrast' }))
        note('in German', await wrongWith(page, scene))
        await noteExcess(page, [NARROWEST, PHONE, TABLET], note)
        await speak(page, 'en')
        note('', await wrongWith(page, scene))
        await noteExcess(page, [NARROWEST, PHONE], note)
      })
    })
  })
}

type Note = (where: string, wrong: readonly string[]) => void
type Examine = (page: Page, scene: Scene, note: Note) => Promise<void>

/**
 * In one look addresses are loaded; in the other the app goes to them by itself, which costs half.
 * What is pressed there tells nothing of how a page is loaded.
 */
async function visitAll(
  console: Console,
  look: Look & { isLoaded?: boolean },
  examine: Examine,
): Promise<void> {
  const wrong: string[] = []
  const watched = await console.open(look)
  let before: Scene | undefined
  for (const scene of scenes) {
    const isInside = !look.isLoaded || scene.act !== undefined
    const note: Note = (where, found) => {
      const at = where === '' ? scene.name : `${scene.name}, ${where}`
      wrong.push(...found.map((words) => `${at}: ${words}`))
    }
    try {
      await show(watched.page, scene, { known: console.known, before, isInside })
      await examine(watched.page, scene, note)
      await turnBack(watched.page, look)
      before = scene
    } catch (error) {
      note('', [String(error).split('\n').slice(0, 4).join(' ')])
      // The next one is loaded.
      before = undefined
      await watched.page.setViewportSize({ width: look.width, height: look.height ?? DESK.height })
    }
    note('', faultsOf(watched))
  }
  await watched.close()
  assert.ok(wrong.length === 0, `\n${wrong.join('\n')}\n`)
}

async function turnBack(page: Page, { width, height, language = 'en' }: Look): Promise<void> {
  await page.setViewportSize({ width, height: height ?? DESK.height })
  await speak(page, language)
}

/** What does not fit, in the language that is spoken. */
async function noteExcess(page: Page, widths: readonly number[], note: Note): Promise<void> {
  const language = await page.locator('html').getAttribute('lang')
  for (const width of widths) note(`at ${width} px in ${language}`, await excessAt(page, width))
}
