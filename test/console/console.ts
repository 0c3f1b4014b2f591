import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { createBuilder, markDemo } from '../../src/demo/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { launchBrowser, openPage, type View, type Watched } from '../browser.ts'
import { createTestDatabase } from '../database.ts'
import { openDemoWorld, smallScale } from '../demo/world.ts'
import { createPersons, PASSWORD, signIn } from '../pictures/scenes.ts'
import { answerSo } from './answered.ts'
import { sellBundle } from './bundle.ts'
import { makeCarriers } from './carried.ts'
import { feedStock } from './fed.ts'
import { createPromised, promiseGoods } from './promised.ts'
import { makeRoutingRules } from './routed.ts'
import { makeRules } from './ruled.ts'
import { runInShadow } from './shadowed.ts'
import { simulate } from './simulated.ts'
import { shareAmongLocations } from './inside.ts'
import type { Known, Scene } from './scenes.ts'

/** How the console is looked at. */
export type Look = View & { language?: 'en' | 'de' | 'ar'; density?: 'compact' | 'comfortable' }

export const DESK = { width: 1440, height: 900 }
export const ADMINISTRATOR = 'admin@localhost'
export { PASSWORD }

/** One server with the made-up retailer, one browser, somebody who is signed in. */
export type Console = {
  app: App
  browser: Browser
  /** Things there are, for addresses that name one. */
  known: Known
  /** A page of a person who is signed in and likes it that way. */
  open(look: Look): Promise<Watched>
  /** A page of somebody who is not signed in. */
  openFresh(look: Look): Promise<Watched>
  close(): Promise<void>
}

export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
type Scale = typeof smallScale

/** The history ends now, as it does at a first start; afterwards no shopper comes. */
export async function openConsole(scale: Scale = smallScale): Promise<Console> {
  await using opened = new AsyncDisposableStack()
  const database = await createTestDatabase()
  opened.defer(() => database.drop())
  await makeRetailer(database, scale)
  const app = await startApp(database.connection)
  opened.defer(() => app.stop())
  await createPersons(app)
  const known = await findKnown(app)
  await shareAmongLocations(await app.client(), known.location)
  await makeCarriers(await app.client())
  const browser = await launchBrowser()
  opened.defer(() => browser.close())
  const cookies = await cookiesOf(browser, app.address)
  const openFresh = (look: Look) => openAs(browser, app, look)
  const all = opened.move()
  return {
    app,
    browser,
    known,
    openFresh,
    async open(look) {
      const watched = await openFresh(look)
      // Somebody of their own: what one likes must not change what others see.
      const { headers } = await app.person('Administrator')
      const value = headers['cookie']!.split('=')[1]!
      const context = watched.page.context()
      await context.addCookies(cookies.map((cookie) => ({ ...cookie, value })))
      await like(context, look)
      return watched
    },
    close: () => all.disposeAsync(),
  }
}

export async function openAs(browser: Browser, { address }: App, look: Look): Promise<Watched> {
  const watched = await openPage(browser, address, look)
  // What is on its way from one colour to another has no contrast to speak of.
  await watched.page.emulateMedia({ reducedMotion: 'reduce' })
  return watched
}

/** From now on, as the person who is signed in there would set it in the menu. */
async function like({ request }: BrowserContext, look: Look): Promise<void> {
  const { language = 'en', density = 'compact' } = look
  const { version } = (await (await request.get('/v1/me')).json()) as { version: number }
  const answer = await request.post('/v1/me/changes', {
    headers: { 'idempotency-key': randomUUID() },
    data: { version, changes: [{ action: 'set', fields: { language, density } }] },
  })
  assert.ok(answer.ok(), await answer.text())
}

async function makeRetailer(
  database: Awaited<ReturnType<typeof createTestDatabase>>,
  scale: Scale,
): Promise<void> {
  const demo = await openDemoWorld(database)
  const { db, clock } = demo.platform
  await db.transaction((tx) => markDemo(tx, clock.now(), { seed: 7, scale, ordersPerMinute: 0 }))
  const builder = createBuilder(demo.world)
  while (await builder.next());
  await demo.close()
}

/** Of the administrator, who has signed in. */
export async function cookiesOf(browser: Browser, address: string): Promise<Cookies> {
  const context = await browser.newContext({ baseURL: address })
  await signIn(await context.newPage(), ADMINISTRATOR, PASSWORD)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

/** An item that an order waits for. */
async function awaitedIn(client: Client, order: string): Promise<string | undefined> {
  const [found] = (await client.get(`/v1/orders?ids=${order}`)).body.items
  const { lines } = (await client.get(`/v1/orders/${found.id}`)).body
  return lines.find((line: Json) => line.allocated < line.ordered - line.cancelled)?.sku
}

/** An order is any where there is none of the kind. */
async function findKnown(app: App): Promise<Known> {
  const client = await app.client()
  const first = async (path: string) => (await client.get(`/v1/${path}`)).body.items[0]
  const states = ['on_hold', 'waiting_for_stock', 'late', 'released', 'fulfilled']
  const orders = await Promise.all(states.map((state) => first(`orders?state=${state}&limit=1`)))
  const [order, sku, location, channel] = await Promise.all(
    ['orders?limit=1', 'skus?limit=1', 'locations?limit=1', 'channels'].map(first),
  )
  await createPromised(client)
  await makeRules(client)
  const simulation = await simulate(client)
  const shadow = await runInShadow(client)
  await makeRoutingRules(client)
  const [held, waiting, late, inWork, sent] = orders.map((one) => (one ?? order).number as string)
  return {
    order: order.number,
    held: held!,
    waiting: waiting!,
    late: late!,
    inWork: inWork!,
    sent: sent!,
    sku: sku.code,
    category: sku.category ?? '',
    awaited: (await awaitedIn(client, waiting!)) ?? sku.code,
    location: location.code,
    channel: channel.code,
    simulation,
    shadow,
    ...(await promiseGoods(app, client)),
    ...(await sellBundle(client)),
    ...(await feedStock(client)),
  }
}

export function pathOf({ path }: Scene, known: Known): string {
  return typeof path === 'string' ? path : path(known)
}

/** The scene that a page shows, of what there is, and whether the app may go there by itself. */
export type Way = { known: Known; before?: Scene | undefined; isInside?: boolean }

/**
 * Goes there and waits until everything is shown. Where the page shows that already, because the
 * one before did not press anything, it stays. The address is loaded, or the app goes there from
 * what it shows, as by a link of its own; not where other answers than before are to be seen.
 */
export async function show(
  page: Page,
  scene: Scene,
  { known, before, isInside = false }: Way,
): Promise<void> {
  const path = pathOf(scene, known)
  const isAnswered = before?.answers ?? scene.answers
  const isSame = before && !before.act && !isAnswered
  const isThere = isSame && pathOf(before, known) === path
  const isNear = isInside && before && !before.hasAll && !scene.hasAll && !isAnswered
  await answerSo(page, scene.answers)
  if (!isThere) await (isNear ? goInside(page, path) : page.goto(path))
  await settle(page, scene)
  if (!scene.act) return
  await scene.act(page)
  await settle(page, scene)
}

/**
 * By way of an address that leads nowhere, so that nothing is left of what was shown: a screen that
 * stays would keep what was pressed. What lies over all screens is closed there.
 */
async function goInside(page: Page, path: string): Promise<void> {
  await follow(page, '/console/nowhere')
  const over = page.locator('[role=dialog], [role=menu]')
  if ((await over.count()) > 0) {
    await page.keyboard.press('Escape')
    await over.first().waitFor({ state: 'detached' })
  }
  await follow(page, path)
}

/** As by a link, and waits until another heading stands there. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(`(async () => {
    const heading = document.querySelector('h1')
    history.pushState(null, '', ${JSON.stringify(path)})
    while (heading.isConnected) await new Promise((resolve) => requestAnimationFrame(resolve))
  })()`)
}

async function settle(page: Page, scene: Scene): Promise<void> {
  await page
    .locator(scene.ready ?? 'h1')
    .first()
    .waitFor()
  if (scene.hasAll) return
  await page.locator('[data-state=loading]').first().waitFor({ state: 'detached' })
}

/**
 * What is wider than what it stands in, the widest first. A list may be scrolled across where there
 * is room for a table, and what says so by `data-across` anywhere; all else has to fit.
 */
export async function excessOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const mayScroll = innerWidth > 720 ? '[role=grid], [data-across]' : '[data-across]'
    // A phone shows all of a page that is too wide, so its window would be as wide as that.
    const { scrollWidth, clientWidth } = document.documentElement
    const excess = scrollWidth - clientWidth
    const parts = [...document.body.querySelectorAll('*')]
      .filter((part) => part.clientWidth > 1 && part.scrollWidth > part.clientWidth)
      .filter((part) => !part.matches(mayScroll + ', input, select, textarea'))
      .filter((part) => getComputedStyle(part).overflowX !== 'visible')
      .filter((part) => getComputedStyle(part).textOverflow !== 'ellipsis')
      .map((part) => [part.scrollWidth - part.clientWidth, part])
      .toSorted(([one], [other]) => other - one)
      .map(([by, part]) => by + ' px of ' + part.cloneNode().outerHTML + ' do not fit')
    return excess > 0 ? [excess + ' px of the page do not fit', ...parts] : parts.slice(0, 3)
  })()`)
}

/** What is wrong with what a page shows, besides barriers and width. */
export async function wrongWith(page: Page, scene: Scene): Promise<string[]> {
  const wrong: string[] = []
  const text = await page.locator('body').innerText()
  if (!scene.hasAll && (await page.locator('[data-state=failed]').count()) > 0) {
    wrong.push('shows a fault')
  }
  // The beginning of an API key is for people too, and its letters are random.
  const said = text.replaceAll(/\btutti_sk_\S*/g, '')
  const codes = new Set(said.match(/\b[a-z]+_[a-z_]+\b|\bundefined\b|\bNaN\b|\[object /g) ?? [])
  for (const code of codes) wrong.push(`shows the code ${code}`)
  const headings = await page.locator('h1').count()
  if (headings !== 1) wrong.push(`has ${headings} headings of the first level`)
  const title = await page.title()
  if (!/^.{3,} · Tutti$/.test(title)) wrong.push(`is titled “${title}”`)
  return wrong
}

/** What a page did that it must not. To stop asking what nobody waits for any more is no fault. */
export function faultsOf({ faults }: Watched): string[] {
  return faults.splice(0).filter((fault) => !fault.includes('net::ERR_ABORTED'))
}
