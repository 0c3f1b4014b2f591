import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser, type ConsoleMessage, type Page } from 'playwright-core'

const run = promisify(execFile)

const MODULES = path.join(import.meta.dirname, '../node_modules')
const CACHE = path.join(MODULES, '.cache/tutti')

/**
 * A headless Chromium that `npm ci` brought, with its libraries and fonts, so that every machine
 * shows the same. It is made for 64-bit Linux on Intel; elsewhere the Chrome that is installed is
 * used, and CHROME_PATH names another anywhere. Close it, or the process does not end.
 */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env['CHROME_PATH']
  if (given) return chromium.launch({ executablePath: given })
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return chromium.launch({ channel: 'chrome' })
  }
  const folder = await unpackedBrowser()
  await offerFonts(folder)
  return chromium.launch({
    executablePath: path.join(folder, 'chromium'),
    // None of the package's own arguments: they are for Lambda, where one page is all there is.
    args: ['--font-render-hinting=none'],
    env: {
      HOME: folder,
      XDG_CACHE_HOME: folder,
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  })
}

/** Unpacked once per installation (1 s, 210 MB); processes that do it at the same time agree. */
async function unpackedBrowser(): Promise<string> {
  const manifest = path.join(MODULES, '@sparticuz/chromium/package.json')
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  const folder = path.join(CACHE, `chromium-${version}`)
  if (existsSync(folder)) return folder
  await mkdir(CACHE, { recursive: true })
  const draft = await mkdtemp(path.join(CACHE, 'draft-'))
  try {
    // In a process of its own: it unpacks into the folder for temporary files, and takes its
    // libraries along only where it believes to be in Lambda.
    const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
    await run(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: import.meta.dirname,
      env: { TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
    })
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** Each time, so that a browser that was unpacked before knows of a font that came since. */
async function offerFonts(folder: string): Promise<void> {
  const file = path.join(folder, 'fonts.conf')
  if ((await readFile(file, 'utf8').catch(() => '')) === fonts) return
  const draft = `${file}.${process.pid}`
  await writeFile(draft, fonts)
  await rename(draft, file)
}

/** Inter and, for Arabic, Noto; as TrueType: of a WOFF2 file fontconfig makes blank text. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">../../../@expo-google-fonts/inter</dir>
  <dir prefix="relative">../../../@expo-google-fonts/noto-sans-arabic</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** How a page is looked at. */
export type View = { width: number; height?: number; dark?: boolean }

export const WIDE = 1280
export const PHONE = 390

/** A page, and what was wrong with it so far: nothing, one hopes. */
export type Watched = { page: Page; faults: string[]; close(): Promise<void> }

/** A fresh visitor of the server at `address`. */
export async function openPage(browser: Browser, address: string, view: View): Promise<Watched> {
  const { width, height = 800, dark = false } = view
  const isPhone = width < 600
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    isMobile: isPhone,
    hasTouch: isPhone,
    locale: 'en-GB',
  })
  // Long, since what is waited for comes at once where nobody else needs the machine.
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  return { page, faults: watch(page, new URL(address).origin), close: () => context.close() }
}

/**
 * Notes what a page must never do: tell an error or a warning on the console (a policy that was
 * violated is one), throw, ask another host, or ask for something that is not there. A page itself
 * may answer 404.
 */
export function watch(page: Page, origin: string, faults: string[] = []): string[] {
  page.on('console', (message) => {
    if (isFault(message)) faults.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`thrown: ${String(error)}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol === 'data:' || url.origin === origin) return
    faults.push(`asks another host: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    faults.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`)
  })
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest()
    if (response.status() >= 400 && !isPage) {
      faults.push(`${response.status()}: ${response.url()}`)
    }
  })
  return faults
}

/** What could not be loaded is noted by its answer, which also tells a page from its parts. */
function isFault(message: ConsoleMessage): boolean {
  if (message.text().startsWith('Failed to load resource')) return false
  return message.type() === 'error' || message.type() === 'warning'
}

/**
 * What an accessibility checker finds against WCAG 2.2 A and AA, contrast included, each with the
 * element it is about; or one rule alone, or all without one. It works through the debugger's door,
 * so the policy of the page stays.
 */
export async function barriersOn(
  page: Page,
  { only, without }: { only?: string; without?: string } = {},
): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) {
    await page.evaluate(await readFile(path.join(MODULES, 'axe-core/axe.min.js'), 'utf8'))
  }
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const rules = without === undefined ? {} : { [without]: { enabled: false } }
  const options = JSON.stringify({ runOnly: only ?? tags, rules, resultTypes: ['violations'] })
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

type AxeResults = { violations: { id: string; nodes: { html: string }[] }[] }

/**
 * By how many pixels the page is wider than its window, or its widest part than what holds it: what
 * is cut off is no better than what must be scrolled to. Text that ends in dots is meant to.
 */
export async function tooWideBy(page: Page): Promise<number> {
  const width = page.viewportSize()?.width ?? 0
  return page.evaluate<number>(`Math.max(
    document.documentElement.scrollWidth - ${width},
    ...[...document.body.querySelectorAll('*')]
      .filter((part) => part.clientWidth > 1)
      .filter((part) => getComputedStyle(part).overflowX !== 'visible')
      .filter((part) => getComputedStyle(part).textOverflow !== 'ellipsis')
      .map((part) => part.scrollWidth - part.clientWidth))`)
}
