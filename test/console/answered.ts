import type { Page } from 'playwright-core'
import type { Json } from '../app.ts'

/** What the server answers to a path is shown so; `*` in it is any one name. */
export type Answers = Record<string, (answer: Json) => Json>

const answers = new WeakMap<Page, Answers>()

/**
 * What a page reads from now on comes from the server, changed so: for a page that is loaded after.
 * The page is given another `fetch`: requests that the browser stops on their way for a test are
 * without its cache, and a load takes twice as long.
 */
export async function answerSo(page: Page, changed: Answers = {}): Promise<void> {
  const isKnown = answers.has(page)
  if (!isKnown && Object.keys(changed).length === 0) return
  answers.set(page, changed)
  if (isKnown) return
  await page.exposeBinding('answered', () => Object.keys(answers.get(page)!))
  await page.exposeBinding('answer', (_, path: string, body: Json) =>
    answers.get(page)![path]!(body),
  )
  await page.addInitScript(CHANGED_FETCH)
}

const CHANGED_FETCH = `{
  const original = fetch
  let paths
  const isOf = (pathname) => (path) =>
    new RegExp('^' + path.split('*').map(RegExp.escape).join('[^/]+') + '$').test(pathname)
  globalThis.fetch = async (...asked) => {
    const [first] = asked
    const { method, url } = first instanceof Request ? first : new Request(...asked)
    const response = await original(...asked)
    if (method !== 'GET' || !response.ok) return response
    paths ??= answered()
    const path = (await paths).find(isOf(new URL(url).pathname))
    if (path === undefined) return response
    return Response.json(await answer(path, await response.json()), { status: response.status })
  }
}`
