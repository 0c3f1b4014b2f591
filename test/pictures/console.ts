import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { fullScale } from '../../src/demo/index.ts'
import { PHONE } from '../browser.ts'
import {
  DESK,
  excessOf,
  faultsOf,
  openConsole,
  show,
  wrongWith,
  type Look,
} from '../console/console.ts'
import { scenes, type Scene } from '../console/scenes.ts'
import type { Taken, To } from './gallery.ts'
import { withPalette } from './png.ts'

const TABLET = { width: 1024, height: 768 }
const HAND = { width: PHONE, height: 844 }

const looks: (Look & { name: string })[] = [
  { name: 'desk-light', ...DESK },
  { name: 'desk-dark', ...DESK, dark: true },
  { name: 'tablet-light', ...TABLET },
  { name: 'tablet-dark', ...TABLET, dark: true },
  { name: 'phone-light', ...HAND },
  { name: 'phone-dark', ...HAND, dark: true },
  { name: 'arabic', ...DESK, language: 'ar' },
  { name: 'arabic-phone', ...HAND, language: 'ar' },
]

/** Every screen of the console in every look, of the demo as a first start makes it. */
export async function takeConsole(to: To): Promise<Taken[]> {
  const wanted = scenes
    .filter(({ name }) => to.isWanted(`console-${name}`))
    .filter(({ document }) => document !== undefined || !to.isDocumentsOnly)
  if (wanted.length === 0) return []
  const console = await openConsole(fullScale)
  const taken: Taken[] = []
  try {
    for (const look of to.isDocumentsOnly ? looks.slice(0, 2) : looks) {
      const watched = await console.open(look)
      const { page } = watched
      let before: Scene | undefined
      for (const scene of wanted) {
        const faults: string[] = []
        const way = { known: console.known, before }
        await show(page, scene, way).catch((error) => faults.push(String(error)))
        before = scene
        const file = `console-${scene.name}-${look.name}.png`
        await takePicture(page, scene, { file, look: look.name }, to)
        faults.push(...(await excessOf(page)), ...(await wrongWith(page, scene)))
        taken.push({ scene, look, file, faults: [...faults, ...faultsOf(watched)] })
      }
      await watched.close()
    }
  } finally {
    await console.close()
  }
  // All looks of a screen stand together.
  return wanted.flatMap((scene) => taken.filter((one) => one.scene === scene))
}

async function takePicture(
  page: Page,
  scene: Scene,
  { file, look }: { file: string; look: string },
  { folder, documents }: To,
): Promise<void> {
  // What has just changed flashes, and lists fade in; a picture is of what stays.
  const window = page.viewportSize()!
  await page.setViewportSize({ ...window, height: scene.tall ?? window.height })
  const picture = await page.screenshot({ animations: 'disabled' })
  await page.setViewportSize(window)
  await writeFile(path.join(folder, file), picture)
  const document = documentOf(scene, look)
  if (document) await writeFile(path.join(documents, document), withPalette(picture))
}

function documentOf({ name, document }: Scene, look: string): string | undefined {
  if (document !== undefined && look === 'desk-light') return `console-${name}.png`
  if (document === 'both' && look === 'desk-dark') return `console-${name}-dark.png`
  return undefined
}
