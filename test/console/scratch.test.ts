import { it } from 'node:test'
import assert from 'node:assert/strict'
import { openConsole, show } from './console.ts'
import { simulator } from './scenes-simulator.ts'
it('shots', { timeout: 500000 }, async () => {
  const con = await openConsole()
  try {
    for (const [name, look] of [['desk', { width: 1440, height: 1700 }], ['phone', { width: 390, height: 1700 }], ['dark', { width: 1440, height: 1700, scheme: 'dark' as const }]] as const) {
      const { page } = await con.open(look as never)
      if (name === 'dark') await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      for (const scene of simulator) {
        await show(page, scene, { known: con.known })
        await page.screenshot({ path: `/tmp/shots/${scene.name}-${name}.png` })
        await page.unrouteAll({ behavior: 'wait' })
      }
      await page.close()
    }
    assert.ok(true)
  } finally { await con.close() }
})
