import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { markDemo } from '../../../src/demo/index.ts'
import { launchBrowser, openPage } from '../../browser.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { openDemoWorld, smallScale } from '../../demo/world.ts'
import { DESK, faultsOf } from '../console.ts'

const PATIENCE_MS = 60_000

describe('a journey from the first start', () => {
  let database: TestDatabase
  let browser: Browser
  let server: ChildProcess | undefined
  let ended: Promise<unknown> | undefined
  before(async () => {
    database = await createTestDatabase()
    await wantDemo(database)
    browser = await launchBrowser()
  })
  after(async () => {
    server?.kill('SIGINT')
    await ended
    await browser?.close()
    await database?.drop()
  })

  /** Starts Tutti as a person does; answers what it prints until it runs. */
  async function start(): Promise<string> {
    const env = {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: database.url,
      TUTTI_PORT: '0',
      TUTTI_LOG_LEVEL: 'error',
    }
    const child = spawn(process.execPath, ['src/main.ts', 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    server = child
    ended = new Promise((resolve) => child.once('exit', resolve))
    let said = ''
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('Ctrl-C')) resolve()
      })
      child.once('exit', () => resolve())
    })
    return said
  }

  it('leads by what is printed to the first order, while the retailer is made', async () => {
    const said = await start()
    const { address } = /Console +(?<address>\S+)/.exec(said)?.groups ?? {}
    const [, email, password] = /Sign in as (\S+) with the password (\S+)/.exec(said) ?? []
    assert.ok(address && email && password, said)
    const watched = await openPage(browser, address, DESK)
    const { page } = watched
    page.setDefaultTimeout(PATIENCE_MS)
    await page.goto('/')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Exceptions', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Demo data: a made-up retailer' }).waitFor()

    await page.getByRole('navigation').getByRole('link', { name: 'Orders', exact: true }).click()
    await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor()
    // They come while one looks: the first are new, and shown when asked for.
    const first = page.locator('[role=row][aria-rowindex="2"]')
    const bar = page.getByRole('button', { name: / new$/ })
    await first.or(bar).first().waitFor()
    if (!(await first.isVisible())) await bar.click()
    const number = first.getByRole('gridcell').filter({ hasText: /^[A-Z]+-?\d+$/ })
    const shown = await number.innerText()
    await number.click()
    const glance = page.getByRole('complementary', { name: 'The order at a glance' })
    await glance.getByRole('heading', { name: /^Why / }).waitFor()
    await glance.getByRole('button', { name: 'Open the order' }).last().click()
    await page.getByRole('heading', { name: shown, level: 1 }).waitFor()
    const delivery = page.getByRole('region', { name: /^Delivery/ }).first()
    await delivery.getByRole('heading', { name: /^Why / }).waitFor()
    await page.getByRole('list', { name: 'Timeline' }).getByText('Placed').waitFor()
    assert.deepEqual(faultsOf(watched), [])
    await watched.close()
  })
})

/** What the first start of a database of its own does, but for a retailer that is made sooner. */
async function wantDemo(database: TestDatabase): Promise<void> {
  const { platform, close } = await openDemoWorld(database)
  const { db, clock } = platform
  const wanted = { seed: 7, scale: smallScale, ordersPerMinute: 6 }
  assert.ok(await db.transaction((tx) => markDemo(tx, clock.now(), wanted)))
  await close()
}
