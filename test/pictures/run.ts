import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser, openPage, PHONE, tooWideBy, WIDE, type View } from '../browser.ts'
import { startApp } from '../app.ts'
import { openRetailer, placeOrders } from './orders.ts'
import { createPersons, scenesOf, type Scene } from './scenes.ts'

/**
 * Takes a picture of every page in every state, light and dark, wide and on a phone: all of them
 * into ./pictures with an index.html to look through, those that the documents show into
 * docs/pictures. Words choose scenes by parts of their names.
 */
const ROOT = path.join(import.meta.dirname, '../..')
const GALLERY = path.join(ROOT, 'pictures')
const DOCUMENTS = path.join(ROOT, 'docs/pictures')

const words = process.argv.slice(2)

type Look = View & { name: string }

const looks: Look[] = [
  { name: 'wide-light', width: WIDE },
  { name: 'wide-dark', width: WIDE, dark: true },
  { name: 'phone-light', width: PHONE },
  { name: 'phone-dark', width: PHONE, dark: true },
]

type Taken = { scene: Scene; look: Look; file: string; faults: string[] }

const app = await startApp()
const browser = await launchBrowser()
try {
  await createPersons(app)
  const client = await app.client()
  await rm(GALLERY, { recursive: true, force: true })
  await mkdir(GALLERY, { recursive: true })
  await mkdir(DOCUMENTS, { recursive: true })
  const taken: Taken[] = []
  const { before, after } = await scenesOf(browser, app)
  taken.push(...(await takeAll(before())))
  await openRetailer(client)
  taken.push(...(await takeAll(after(await placeOrders(app, client)))))
  await writeFile(path.join(GALLERY, 'index.html'), galleryOf(taken))
  const faulty = taken.filter(({ faults }) => faults.length > 0)
  for (const { file, faults } of faulty) process.stdout.write(`${file}: ${faults.join('; ')}\n`)
  process.stdout.write(`${taken.length} pictures: ${path.join(GALLERY, 'index.html')}\n`)
  process.exitCode = faulty.length > 0 ? 1 : 0
} finally {
  await browser.close()
  await app.stop()
}

async function takeAll(scenes: readonly Scene[]): Promise<Taken[]> {
  const taken: Taken[] = []
  const wanted = scenes.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  )
  for (const scene of wanted) {
    for (const look of looks) taken.push(await take(browser, scene, look))
  }
  return taken
}

async function take(from: Browser, scene: Scene, look: Look): Promise<Taken> {
  const { page, faults, close } = await openPage(from, app.address, look)
  await scene.show(page)
  const file = `${scene.name}-${look.name}.png`
  await page.screenshot({ path: path.join(GALLERY, file), fullPage: true })
  if (scene.document && look.width === WIDE) {
    const to = path.join(DOCUMENTS, `${scene.document}-${look.dark ? 'dark' : 'light'}.png`)
    await page.screenshot({ path: to, fullPage: scene.whole ?? false })
  }
  const excess = await tooWideBy(page)
  if (excess > 0) faults.push(`${excess} px too wide`)
  await close()
  return { scene, look, file, faults }
}

function galleryOf(taken: readonly Taken[]): string {
  const byScene = Map.groupBy(taken, ({ scene }) => scene)
  const sections = [...byScene].map(([{ name, says }, all]) => {
    const pictures = all.map(
      ({ file, look, faults }) =>
        `<figure><a href="${file}"><img src="${file}" alt="${name}, ${look.name}"></a>` +
        `<figcaption>${look.name} ${faults.join('; ')}</figcaption></figure>`,
    )
    return `<h2>${name}</h2><p>${says}</p><div>${pictures.join('')}</div>`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><style>
body { font: 15px system-ui; margin: 2rem; background: #999 } div { display: flex; gap: 1rem }
figure { margin: 0; flex: 3 } figure:nth-child(n + 3) { flex: 1 }
img { width: 100%; border: 1px solid #666 }
</style><h1>Pictures</h1>${sections.join('')}</html>\n`
}
