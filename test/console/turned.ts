import type { Page } from 'playwright-core'
import { excessOf, type Look } from './console.ts'

export type Scheme = 'light' | 'dark'
export type Language = NonNullable<Look['language']>

const FRAMES_MOST = 30
/** Words are loaded first. */
const DRAWS_MOST = 300
/** Where web/lib/preferences.ts keeps what somebody likes. */
const PREFERENCES = 'tutti.preferences'

/** What follows the width of the window is drawn in the frame after it has heard of it. */
const DRAWN = `new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(resolve)))
})`

/** The page hears of it a moment later. */
export async function turnTo(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(`(async () => {
    while (!matchMedia('(prefers-color-scheme: ${colorScheme})').matches) await ${DRAWN}
    await ${DRAWN}
  })()`)
}

/**
 * The page speaks another language, as when it is chosen in another tab: all that was opened and
 * pressed stays. The app names the language as it begins to draw its words. The shared parts have
 * no German, and stay English.
 */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(`(async () => {
    const root = document.documentElement
    const isParts = location.pathname === '/console/parts'
    const wanted = isParts && '${language}' === 'de' ? 'en' : '${language}'
    const liked = JSON.parse(localStorage.getItem('${PREFERENCES}') ?? '{}')
    const newValue = JSON.stringify({ ...liked, language: '${language}' })
    localStorage.setItem('${PREFERENCES}', newValue)
    dispatchEvent(new StorageEvent('storage', { key: '${PREFERENCES}', newValue }))
    for (let draws = 0; root.lang !== wanted; draws += 1) {
      if (draws === ${DRAWS_MOST}) throw new Error('it does not speak ${language}')
      await ${DRAWN}
    }
    await ${DRAWN}
  })()`)
}

/** What does not fit at a width, in the words of the page. */
export async function excessAt(page: Page, width: number): Promise<string[]> {
  const window = page.viewportSize()!
  if (window.width !== width) await page.setViewportSize({ width, height: window.height })
  return settledExcessOf(page)
}

/** What floats over the page takes its new place some frames after the window its new size. */
async function settledExcessOf(page: Page): Promise<string[]> {
  await page.evaluate(DRAWN)
  let excess = await excessOf(page)
  for (let frames = 0; frames < FRAMES_MOST && excess.length > 0; frames += 1) {
    await page.evaluate(DRAWN)
    excess = await excessOf(page)
  }
  return excess
}
