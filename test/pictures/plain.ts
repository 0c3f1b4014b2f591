import path from 'node:path'
import type { Browser } from 'playwright-core'
import { startApp, type App } from '../app.ts'
import { launchBrowser, openPage, PHONE, tooWideBy, WIDE, type View } from '../browser.ts'
import type { Taken, To } from './gallery.ts'
import { createPersons, scenesOf, type Scene } from './scenes.ts'

type Look = View & { name: string }

const looks: Look[] = [
  { name: 'wide-light', width: WIDE },
  { name: 'wide-dark', width: WIDE, dark: true },
  { name: 'phone-light', width: PHONE },
  { name: 'phone-dark', width: PHONE, dark: true },
]

/** The pages that need no script: the sign-in, and what stands where something is not. */
export async function takePlain(to: To): Promise<Taken[]> {
  await using opened = new AsyncDisposableStack()
  const app = await startApp()
  opened.defer(() => app.stop())
  const browser = await launchBrowser()
  opened.defer(() => browser.close())
  await createPersons(app)
  return takeAll(browser, app, await scenesOf(browser, app), to)
}

async function takeAll(
  browser: Browser,
  app: App,
  scenes: readonly Scene[],
  to: To,
): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const scene of scenes.filter(({ name }) => to.isWanted(name))) {
    for (const look of looks) taken.push(await take({ browser, app }, scene, look, to))
  }
  return taken
}

async function take(
  { browser, app }: { browser: Browser; app: App },
  scene: Scene,
  look: Look,
  { folder }: To,
): Promise<Taken> {
  const { page, faults, close } = await openPage(browser, app.address, look)
  await scene.show(page)
  const file = `${scene.name}-${look.name}.png`
  await page.screenshot({ path: path.join(folder, file), fullPage: true })
  const excess = await tooWideBy(page)
  if (excess > 0) faults.push(`${excess} px too wide`)
  await close()
  return { scene, look, file, faults }
}
