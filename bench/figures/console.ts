import type { Browser, Page } from 'playwright-core'
import { setPassword } from '../../src/identity/index.ts'
import type { Database } from '../../src/platform/db/index.ts'
import { launchBrowser, openPage } from '../../test/browser.ts'
import { signIn } from '../../test/pictures/scenes.ts'
import { figure, median, print, ROUNDS, spread, type Figure } from '../figure.ts'
import {
  load,
  makeDataDir,
  makeKey,
  openBenchDatabase,
  seed,
  startServer,
  type BenchServer,
} from '../world.ts'
import { fillOrders, settle } from './list-fill.ts'

const ORDERS = 100_000
/** As many as a list keeps. */
const ROWS = 10_000
const DESK = { width: 1440, height: 900 }
const PERSON = 'admin@localhost'
const PASSWORD = 'correct horse battery staple'
const FIRST_ROW = '[role=row][aria-rowindex="2"]'

/** Of the first rows, from the address to a list that is read: one second. */
const FIRST_ROWS_MS = 1000
const FULL_FPS = 60
/** From a key to what it has written: more is felt. */
const KEY_MS = 100
const CHANGES_A_SECOND = 200
const SCROLL_MS = 5000
/** Pixels a second: a quick hand on a wheel. */
const SPEED = 6000
const LIVE_SECONDS = 20
/** A quick writer's pause between two letters. */
const LETTER_MS = 120

/** The list of orders in a browser: how soon, how smooth, and how quick while much happens. */
export async function consoleFigures(): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack()
  const { dataDir, remove } = await makeDataDir()
  opened.defer(remove)
  const server = await startServer(dataDir)
  opened.defer(() => server.stop())
  const db = openBenchDatabase(server.host)
  opened.defer(() => db.close())
  await seed(db)
  await fillOrders(db, ORDERS)
  await settle(db)
  await setPassword(db, PERSON, PASSWORD, Temporal.Now.instant())
  const browser = await launchBrowser()
  opened.defer(() => browser.close())
  const first = await firstRows(browser, server)
  const { page, close } = await openPage(browser, server.address, DESK)
  await signIn(page, PERSON, PASSWORD)
  const fps = await scrolling(page)
  const live = await typing(page, server, db)
  await close()
  return [first, fps, live]
}

/** Each time a browser that has never been here: nothing is in its cache. */
async function firstRows(browser: Browser, { address }: BenchServer): Promise<Figure> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { page, close } = await openPage(browser, address, DESK)
    await signIn(page, PERSON, PASSWORD)
    const began = performance.now()
    await page.goto('/console/orders', { waitUntil: 'commit' })
    await page.locator(FIRST_ROW).waitFor()
    times.push(performance.now() - began)
    await close()
  }
  // The first one also warms the server.
  const [, ...rounds] = times
  print(`console-first-rows: ${ORDERS} orders, spread ${spread(rounds)} ms`)
  return figure('console-first-rows', median(rounds), 'ms', FIRST_ROWS_MS)
}

/** Frames a second while the rows go by. */
async function scrolling(page: Page): Promise<Figure> {
  await page.goto('/console/orders')
  await page.locator(FIRST_ROW).waitFor()
  const loaded = await loadRows(page)
  const { fps, longest } = await page.evaluate<{ fps: number; longest: number }>(
    `(${SCROLL})(${SCROLL_MS}, ${SPEED})`,
  )
  print(`console-fps: ${loaded} rows loaded, longest frame ${longest.toFixed(0)} ms`)
  return figure('console-fps', fps, 'frames/s', FULL_FPS)
}

async function loadRows(page: Page): Promise<number> {
  let loaded = 0
  for (let pages = 0; loaded < ROWS && pages < ROWS; pages += 1) {
    loaded = await page.evaluate<number>(`(() => {
      const grid = document.querySelector('[role=grid]')
      grid.scrollTop = grid.scrollHeight
      return Math.floor(grid.scrollHeight / grid.querySelector('[role=row]').offsetHeight) - 1
    })()`)
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))')
  }
  return loaded
}

const SCROLL = `async (milliseconds, speed) => {
  const grid = document.querySelector('[role=grid]')
  const frame = () => new Promise(requestAnimationFrame)
  grid.scrollTop = 0
  await frame()
  const began = performance.now()
  let last = began
  let frames = 0
  let longest = 0
  while (last - began < milliseconds) {
    grid.scrollTop = ((last - began) * speed) / 1000
    const now = await frame()
    longest = Math.max(longest, now - last)
    last = now
    frames += 1
  }
  return { fps: (frames * 1000) / (last - began), longest }
}`

/** From a key to the frame that shows its letter, p95, while the list follows what happens. */
async function typing(page: Page, server: BenchServer, db: Database): Promise<Figure> {
  await page.goto('/console/orders')
  await page.locator(FIRST_ROW).waitFor()
  await page.evaluate(LISTEN)
  const secret = await makeKey(db)
  const options = { connections: 64, seconds: LIVE_SECONDS, perSecond: CHANGES_A_SECOND }
  const working = load(server, secret, options)
  const isNew = page.getByRole('button', { name: /\d+ new/ })
  await isNew.waitFor()
  const field = page.getByRole('searchbox')
  await field.focus()
  const until = performance.now() + LIVE_SECONDS * 500
  while (performance.now() < until) {
    await field.pressSequentially('paris', { delay: LETTER_MS })
    await field.clear()
  }
  const keys = await page.evaluate<number[]>('window.keyTimes')
  const { perSecond } = await working
  const at = (share: number) => keys.toSorted((a, b) => a - b)[Math.floor(keys.length * share)]!
  print(
    `console-live: ${perSecond.toFixed(0)} orders a second, ${keys.length} keys, ` +
      `p50 ${at(0.5).toFixed(0)} ms, longest ${Math.max(...keys).toFixed(0)} ms`,
  )
  return figure('console-live', at(0.95), 'ms p95', KEY_MS)
}

/** A frame is over when what was posted within it arrives. */
const LISTEN = `window.keyTimes = []
  addEventListener('keydown', (event) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.keyTimes.push(performance.now() - event.timeStamp)
      port2.postMessage('')
    })
  }, { capture: true })`
