import type { Browser, BrowserContext, Page } from 'playwright-core'
import { ensureAdministrator, setPassword } from '../../src/identity/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { App } from '../app.ts'

/** A page in one state: what it shows, and the way there. */
export type Scene = {
  name: string
  says: string
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

/** The plain pages in each of their states; what is slowed comes last, since it slows others. */
export async function scenesOf(browser: Browser, { address }: App): Promise<Scene[]> {
  const ours = await cookiesOf(browser, address, ADMINISTRATOR)
  const old = ours.map((cookie) => ({ ...cookie, value: 'ended' }))
  const at = (name: string, says: string, path: string, cookies = ours): Scene => ({
    name,
    says,
    async show(page) {
      await page.context().addCookies(cookies)
      await page.goto(path)
    },
  })
  return [
    at('sign-in', 'Sign in', '/sign-in', []),
    {
      name: 'sign-in-wrong',
      says: 'With a wrong password',
      show: (page) => signIn(page, ADMINISTRATOR, 'wrong'),
    },
    at('session-ended', 'After the session has ended', '/console', old),
    at('not-found', 'A page that is not there', '/settings/colours'),
    {
      name: 'sign-in-slowed',
      says: 'After too many tries',
      async show(page) {
        for (let tries = 0; tries < TRIES; tries += 1) await signIn(page, 'else@localhost', 'no')
      },
    },
  ]
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
