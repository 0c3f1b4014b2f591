import type { Browser, BrowserContext, Page } from 'playwright-core'
import { ensureAdministrator, setPassword } from '../../src/identity/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { App } from '../app.ts'
import type { Shown } from './orders.ts'

/** A page in one state: what it shows, and the way there. */
export type Scene = {
  name: string
  says: string
  /** Shown in the documents under this name. */
  document?: string
  /** All of it, not only what the window shows. */
  whole?: boolean
  show: (page: Page) => Promise<unknown>
}

export const PASSWORD = 'correct horse battery staple'
const ADMINISTRATOR = 'admin@localhost'
const GUEST = 'guest@localhost'

/** An administrator, and somebody who may do nothing. */
export async function createPersons({ platform }: App): Promise<void> {
  const { db, clock } = platform
  const at = { now: clock.now(), nowMs: clock.nowMs() }
  await ensureAdministrator(db, ADMINISTRATOR, at)
  await setPassword(db, ADMINISTRATOR, PASSWORD, at.now)
  await db.query(sql`
    insert into identity.person (id, email, name, password_hash, permissions, created_at)
    select uuidv7(), ${GUEST}, 'Ambroise Vandenberghe-Dellacorte', password_hash, '{}', now()
    from identity.person`)
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** What can be seen before there is an order, and after; each person signs in once. */
export async function scenesOf(browser: Browser, { address }: App) {
  const ours = await cookiesOf(browser, address, ADMINISTRATOR)
  const others = await cookiesOf(browser, address, GUEST)
  const old = ours.map((cookie) => ({ ...cookie, value: 'ended' }))
  const at = (name: string, says: string, path: string, cookies = ours): Scene => ({
    name,
    says,
    async show(page) {
      await page.context().addCookies(cookies)
      await page.goto(path)
    },
  })
  const order = (name: string, says: string, number: string) =>
    at(`order-${name}`, says, `/orders/${number}`)
  return {
    before: (): Scene[] => [
      at('sign-in', 'Sign in', '/sign-in', []),
      {
        name: 'sign-in-wrong',
        says: 'With a wrong password',
        show: (page) => signIn(page, ADMINISTRATOR, 'wrong'),
      },
      at('session-ended', 'After the session has ended', '/', old),
      at('list-empty', 'No orders yet', '/'),
      at('no-permission', 'May not see orders', '/', others),
      at('not-found', 'An order that is not there', '/orders/W-999999'),
      at('nothing-here', 'A page that is not there', '/settings/colours'),
      at('bad-link', 'A link that was cut off', '/?cursor=WyIyMDI2'),
    ],
    after: (shown: Shown): Scene[] => [
      { ...at('list', 'Orders, newest first', '/'), document: 'orders' },
      {
        name: 'list-second',
        says: 'Older orders',
        async show(page) {
          await page.context().addCookies(ours)
          await page.goto('/')
          await page.getByRole('link', { name: 'Older' }).click()
          await page.waitForURL(/cursor=/)
        },
      },
      order('simple', 'From one place', shown.simple),
      { ...order('split', 'From two places', shown.split), document: 'order', whole: true },
      order('collected', 'The customer collects', shown.collected),
      order('two-addresses', 'Two deliveries', shown.twoAddresses),
      order('waiting', 'Waits for stock', shown.waiting),
      order('partly-waiting', 'A part waits for stock', shown.partlyWaiting),
      order('served-later', 'Waited, and was served', shown.served),
      order('held', 'On hold', shown.held),
      order('cancelled', 'Cancelled', shown.cancelled),
      order('partly-cancelled', 'A part is cancelled', shown.partlyCancelled),
      order('long', 'Cancelled, with long text everywhere', shown.long),
      {
        name: 'sign-in-slowed',
        says: 'After too many tries',
        async show(page) {
          for (let tries = 0; tries < TRIES; tries += 1) await signIn(page, 'else@localhost', 'no')
        },
      },
    ],
  }
}

const TRIES = 9

async function cookiesOf(browser: Browser, address: string, email: string): Promise<Cookies> {
  const context = await browser.newContext({ baseURL: address })
  await signIn(await context.newPage(), email, PASSWORD)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

/** Fills in the form and waits for the page that answers it. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name: 'Sign in' }).click(),
  ])
}
