import { after, before, describe } from 'node:test'
import { testBudgets } from './budgets.ts'
import { openConsole, type Console } from './console.ts'
import { testKeyboard } from './keyboard.ts'
import { testScreens } from './screens.ts'

/** One file, so that all of it shares one server, one retailer and one browser. */
describe('the console', () => {
  let opened: Console
  const console = () => opened
  before(async () => {
    opened = await openConsole()
  })
  after(async () => {
    await opened?.close()
  })

  testScreens(console)
  testKeyboard(console)
  testBudgets(console)
})
