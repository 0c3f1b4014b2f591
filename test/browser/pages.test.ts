import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { startApp, type App } from '../app.ts'
import { barriersOn, launchBrowser, openPage, PHONE, tooWideBy, WIDE } from '../browser.ts'
import { createPersons, PASSWORD, scenesOf, type Scene } from '../pictures/scenes.ts'

/** From a phone up; the narrowest is the one that WCAG 1.4.10 asks for. */
const WIDTHS = [PHONE, 320, 768, 1024, WIDE]

describe('the pages in a browser', () => {
  let app: App
  let browser: Browser
  let scenes: Scene[]
  before(async () => {
    app = await startApp()
    browser = await launchBrowser()
    await createPersons(app)
    scenes = await scenesOf(browser, app)
  })
  after(async () => {
    await browser?.close()
    await app.stop()
  })

  it('fit every width and are plain', async () => {
    // Tries that are slowed would slow the sign-ins of the others.
    await expectFit(scenes.filter(({ name }) => name !== 'sign-in-slowed'))
  })

  it('lead from the sign-in to where one wanted to go', async () => {
    const { page, faults, close } = await openPage(browser, app.address, { width: WIDE })
    await page.goto('/reference-of-mine')
    await page.getByRole('link', { name: 'Sign in' }).click()
    assert.equal(new URL(page.url()).pathname, '/sign-in')
    await page.getByLabel('E-mail address').fill('admin@localhost')
    await page.getByLabel('Password').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('password is not right').waitFor()
    assert.equal(await page.getByLabel('E-mail address').inputValue(), 'admin@localhost')
    // The cursor stands in the password already.
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation').waitFor()
    assert.match(new URL(page.url()).pathname, /^\/console/)
    assert.deepEqual(faults, [])
    await close()
  })

  it('have no barrier that a checker finds, in light and dark', async () => {
    const { page, close } = await openPage(browser, app.address, { width: WIDE })
    for (const scene of scenes.filter(({ name }) => /wrong|not-found/.test(name))) {
      await page.context().clearCookies()
      await scene.show(page)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        assert.deepEqual(await barriersOn(page), [], `${scene.name}, ${colorScheme}`)
      }
    }
    await close()
  })

  it('show where the keyboard is', async () => {
    const { page, close } = await openPage(browser, app.address, { width: WIDE })
    await scenes.find(({ name }) => name === 'not-found')!.show(page)
    const seen: string[] = []
    while (seen.at(-1) !== 'Go to the console') {
      await page.keyboard.press('Tab')
      const [text, ring] = await page.evaluate<[string, string]>(FOCUSED)
      assert.equal(ring, 'solid 2px', text)
      seen.push(text)
    }
    const all = ['Tutti', 'Console', 'API reference', 'Sign out', 'Go to the console']
    assert.deepEqual(seen, all)
    await close()
  })

  it('would be caught breaking the rules', async () => {
    const { page, faults, close } = await openPage(browser, app.address, { width: PHONE })
    await page.route('/bad', (route) =>
      route.fulfill({
        headers: { 'content-security-policy': "default-src 'self'" },
        contentType: 'text/html',
        body: BAD,
      }),
    )
    await page.goto('/bad')
    const expected = ['inline script', 'another host: http://example.com', '404: http']
    for (const words of expected) {
      assert.ok(
        faults.some((fault) => fault.includes(words)),
        `${words} in ${faults.join('\n')}`,
      )
    }
    assert.ok((await tooWideBy(page)) > 0)
    const barriers = new Set((await barriersOn(page)).map((text) => text.split(':')[0]))
    for (const id of ['color-contrast', 'html-has-lang', 'image-alt']) {
      assert.ok(barriers.has(id), id)
    }
    assert.deepEqual((await tellOf(page)).words, ['waiting_for_stock'])
    await close()
  })

  /** Nothing wrong, nothing cut off; one heading, a title, a language, and no word of a program. */
  async function expectFit(all: readonly Scene[]): Promise<void> {
    const { page, faults, close } = await openPage(browser, app.address, { width: PHONE })
    for (const scene of all) {
      await page.context().clearCookies()
      await scene.show(page)
      const wider = []
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 })
        wider.push(await tooWideBy(page))
      }
      const told = { faults, wider, ...(await tellOf(page)) }
      const title = /^.{6,} · Tutti$/.exec(told.title)?.[0]
      const wanted = { faults: [], wider: WIDTHS.map(() => 0), headings: 1, language: 'en' }
      assert.deepEqual(told, { ...wanted, words: [], title }, scene.name)
    }
    await close()
  }
})

const FOCUSED = `(() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
  return [document.activeElement.textContent.trim(), outlineStyle + ' ' + outlineWidth]
})()`

const BAD = `<body><script>void 0</script><img src="http://example.com/a.png"><img src="/none.png">
  <p style="color: #eee">pale</p><font color="#eeeeee">waiting_for_stock</font>
  <table><td width="900">wide</table>`

async function tellOf(page: Page) {
  const text = await page.locator('body').innerText()
  return {
    headings: await page.locator('h1').count(),
    language: await page.locator('html').getAttribute('lang'),
    title: await page.title(),
    words: text.match(/\b[a-z]+_[a-z_]+\b/g) ?? [],
  }
}
