import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App } from './app.ts'
import { createPersons, PASSWORD } from './pictures/scenes.ts'

const PEOPLE = 'text/html,application/xhtml+xml,*/*;q=0.8'

describe('who looks with a browser', () => {
  let app: App
  before(async () => {
    app = await startApp()
    await createPersons(app)
  })
  after(() => app.stop())

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${app.address}${path}`, { redirect: 'manual', headers: { accept: PEOPLE, ...headers } })

  const cookieOf = async (email: string) => {
    const reply = await fetch(`${app.address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email, password: PASSWORD }),
    })
    return reply.headers.get('set-cookie')!.split(';')[0]!
  }

  it('is told in words what is wrong; programs and the API get problem documents', async () => {
    const cookie = await cookieOf('admin@localhost')
    const cases: [string, number, RegExp][] = [
      ['/colours', 404, /There is nothing at this address/],
    ]
    for (const [path, status, words] of cases) {
      const page = await get(path, { cookie })
      assert.equal(page.status, status, path)
      assert.match(page.headers.get('content-type')!, /^text\/html/)
      const text = await page.text()
      assert.match(text, words)
      assert.match(text, /<header>[^]*Administrator/, 'the menu stays')
      const document = await get(path, { cookie, accept: '*/*' })
      assert.equal(document.status, status)
      assert.match(document.headers.get('content-type')!, /^application\/problem\+json/)
    }
    const api = await get('/v1/orders/none', { cookie })
    assert.match(await api.text(), /"code":"not_found"/)
  })

  it('goes on where the session ended, and need not sign in twice', async () => {
    const cookie = await cookieOf('admin@localhost')
    const again = await get('/sign-in?next=/console/orders/W1', { cookie })
    assert.deepEqual([again.status, again.headers.get('location')], [303, '/console/orders/W1'])
    const ended = await get('/console/orders/W1', { cookie: '__Host-tutti=ended' })
    assert.deepEqual(
      [ended.status, ended.headers.get('location')],
      [303, '/sign-in?next=%2Fconsole%2Forders%2FW1'],
    )
    const form = await (await get('/sign-in', { cookie: '__Host-tutti=ended' })).text()
    assert.match(form, /Your session has ended/)
    assert.doesNotMatch(await (await get('/sign-in')).text(), /Your session has ended/)
  })
})
