import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Permission } from '../../../src/lib/permissions.ts'
import { clientOf, startApp, type App, type Client, type Reply } from '../../app.ts'
import { launchBrowser, watch, type Watched } from '../../browser.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { floorOf, type Floor } from '../../fulfilment/floor.ts'
import { createPersons } from '../../pictures/scenes.ts'
import { freePort } from '../../port.ts'
import { openShop } from '../../shop.ts'
import { cookiesOf, DESK, faultsOf, openAs, type Cookies } from '../console.ts'

/** Somebody who is signed in, with a browser. */
export type Person = {
  browser: BrowserContext
  /** Opens an address in a tab of its own, and waits until a screen stands there. */
  open(path: string): Promise<Page>
  /** Somebody else opens an address, in a browser of their own; `only` is all that they may do. */
  meet(name: string, path: string, only?: readonly Permission[]): Promise<Page>
  /** What would be a fault otherwise, and belongs to the story. */
  expect(fault: RegExp): void
}

/** A small shop on a server of its own, others who work in it through the API, and a browser. */
export type Journeys = Floor & {
  client: Client
  /** Asks with a key of somebody else. */
  ask(secret: string, path: string): Promise<Reply>
  /** Tells the story of one person; fails where a page did what it must not. */
  travel(story: (person: Person) => Promise<void>): Promise<void>
  /** The server is not there, but for those who are let in by another door. */
  withoutServer(meanwhile: (others: Floor) => Promise<void>): Promise<void>
  /** Answers the invariants of the shop that are broken. */
  close(): Promise<unknown[]>
}

/** A is nearest to the customer and so the cheapest, then B, then C. */
const PLACES = {
  A: { lat: 48.86, lon: 2.35 },
  B: { lat: 47.22, lon: -1.55 },
  C: { lat: 43.3, lon: 5.37 },
}

/** Long, since what is waited for comes at once where nobody else needs the machine. */
const PATIENCE_MS = 60_000

export async function openJourneys(): Promise<Journeys> {
  await using opened = new AsyncDisposableStack()
  const database = await createTestDatabase()
  opened.defer(() => database.drop())
  const server = await startServer(database)
  opened.defer(() => server.stop())
  await createPersons(server.app())
  const client = await server.app().client()
  await stock(client)
  const browser = await launchBrowser()
  opened.defer(() => browser.close())
  const cookies = await cookiesOf(browser, server.app().address)
  const all = opened.move()
  return {
    ...floorOf(server.app(), client),
    client,
    ask: (secret, path) => clientOf(server.app().address, secret).get(path),
    travel: (story) => travel({ browser, app: server.app(), cookies }, story),
    async withoutServer(meanwhile) {
      await server.stop()
      const other = await startApp(database.connection)
      const door = await other.client()
      try {
        await meanwhile(floorOf(other, door))
      } finally {
        await other.stop()
        await server.start()
      }
    },
    async close() {
      const broken = await server.broken()
      await all.disposeAsync()
      return broken
    },
  }
}

/** A server that can be stopped, and comes back at the same address. */
async function startServer({ connection }: TestDatabase) {
  const settings = { TUTTI_PORT: await freePort() }
  let app: App | undefined = await startApp(connection, { settings })
  return {
    app: () => app!,
    broken: async () => app?.broken() ?? [],
    async start() {
      app = await startApp(connection, { settings })
    },
    async stop() {
      const running = app
      app = undefined
      await running?.stop()
    },
  }
}

/** A channel whose orders are given to the stores at once. */
const PROMPT = {
  code: 'PROMPT',
  name: 'Prompt',
  brand: 'BRAND',
  kind: 'site',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  onShortage: 'accept',
  orderPrefix: 'P',
  releaseMinutes: 0,
  pool: Object.keys(PLACES).map((location, priority) => ({ location, priority })),
}
export const AT_ONCE = { channel: 'PROMPT' }

/** A shortage is accepted, and somebody is asked. */
async function stock(client: Client): Promise<void> {
  await openShop(client, {
    onShortage: 'ask',
    locations: PLACES,
    skus: {
      LAMP: { weightG: 900 },
      CHAIR: { weightG: 4000 },
      VASE: { weightG: 700 },
      CUP: { weightG: 300 },
      RUG: { weightG: 2000 },
    },
    stock: {
      LAMP: { A: 500, B: 500, C: 500 },
      CHAIR: { A: 6, B: 4 },
      VASE: { A: 1 },
      CUP: { A: 9, B: 9 },
      RUG: { A: 9 },
    },
  })
  const { status, body } = await client.post('/v1/channels', PROMPT)
  assert.equal(status, 201, JSON.stringify(body))
}

async function travel(
  { browser, app, cookies }: { browser: Browser; app: App; cookies: Cookies },
  story: (person: Person) => Promise<void>,
): Promise<void> {
  const first = await openAs(browser, app, DESK)
  const context = first.page.context()
  context.setDefaultTimeout(PATIENCE_MS)
  await context.addCookies(cookies)
  const expected: RegExp[] = []
  let isFirst = true
  const others: Watched[] = []
  const person: Person = {
    browser: context,
    async meet(name, path, only) {
      const watched = await openAs(browser, app, DESK)
      others.push(watched)
      const { headers } = await app.person(name, only)
      const value = headers['cookie']!.split('=')[1]!
      await watched.page.context().addCookies(cookies.map((cookie) => ({ ...cookie, value })))
      await watched.page.goto(path)
      await watched.page.getByRole('heading', { level: 1 }).waitFor()
      return watched.page
    },
    async open(path) {
      const page = isFirst ? first.page : await context.newPage()
      if (!isFirst) watch(page, new URL(app.address).origin, first.faults)
      isFirst = false
      await page.goto(path)
      // Also where a dialog opens by its address, which hides from readers what is behind it.
      await page.locator('h1').first().waitFor()
      return page
    },
    expect: (fault) => expected.push(fault),
  }
  const unexpected = () => {
    return [first, ...others]
      .flatMap(faultsOf)
      .filter((fault) => !expected.some((pattern) => pattern.test(fault)))
  }
  try {
    await story(person)
  } catch (error) {
    const faults = unexpected()
    if (faults.length === 0) throw error
    throw new Error(`the pages told faults: ${faults.join('; ')}`, { cause: error })
  } finally {
    for (const one of [first, ...others]) await one.close()
  }
  assert.deepEqual(unexpected(), [])
}

/** Amounts of routing (ten-thousandths), as an English reader sees them. */
export function costText(cost: number, currency = 'EUR'): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  return format.format(cost / 10_000)
}
