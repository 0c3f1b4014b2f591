import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { testBudgets } from './budgets.ts'
import { openConsole, pathOf, type Console } from './console.ts'
import { testKeyboard } from './keyboard.ts'
import { testOrders } from './orders.ts'
import { scenes } from './scenes.ts'
import { testScreens } from './screens.ts'

const ROUTER = new URL('../../web/console/router.tsx', import.meta.url)

/** What is tested here shares one server, one retailer and one browser. */
describe('the console', () => {
  let opened: Console
  const console = () => opened
  before(async () => {
    opened = await openConsole()
  })
  after(async () => {
    await opened?.close()
  })

  it('has a line in the table for every screen', async () => {
    const routes = (await readFile(ROUTER, 'utf8')).matchAll(/\bpath: '(?<path>\/[^']+)'/g)
    const patterns = [...routes].map(({ groups }) => {
      return new RegExp(`^/console${groups!['path']!.replaceAll(/\$\w+/g, '[^/?]+')}(?:\\?.*)?$`)
    })
    assert.ok(patterns.length > 0)
    const paths = scenes.map((scene) => pathOf(scene, opened.known))
    const missing = patterns.filter((pattern) => !paths.some((path) => pattern.test(path)))
    assert.deepEqual(missing, [])
  })

  testScreens(console)
  testKeyboard(console)
  testOrders(console)
  testBudgets(console)
})
