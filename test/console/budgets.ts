import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DESK, type Console } from './console.ts'

/** What the first visit of the console may load until its first rows: kB as sent, compressed. */
const BUDGETS = { script: 230, stylesheet: 45 }

/** By their names: a module that is loaded ahead is no script to the browser. */
const TYPES: Record<string, keyof typeof BUDGETS> = { js: 'script', css: 'stylesheet' }

export function testBudgets(console: () => Console): void {
  describe('the first load', () => {
    it('keeps its budget of scripts and styles', async (t) => {
      const { page, close } = await console().open(DESK)
      const sent = { script: 0, stylesheet: 0 }
      const sizes: Promise<void>[] = []
      page.on('requestfinished', (request) => {
        const type = TYPES[new URL(request.url()).pathname.split('.').at(-1)!]
        if (!type) return
        const add = async () => {
          sent[type] += (await request.sizes()).responseBodySize / 1000
        }
        sizes.push(add())
      })
      await page.goto('/console')
      await page.getByRole('gridcell').first().waitFor()
      await page.locator('[data-state=loading]').first().waitFor({ state: 'detached' })
      await Promise.all(sizes)
      await close()
      t.diagnostic(`script ${sent.script.toFixed(1)} kB, style ${sent.stylesheet.toFixed(1)} kB`)
      for (const type of ['script', 'stylesheet'] as const) {
        assert.ok(sent[type] > 1, `no ${type} was sent`)
        const kB = sent[type].toFixed(1)
        assert.ok(sent[type] <= BUDGETS[type], `${type}: ${kB} kB, allowed are ${BUDGETS[type]}`)
      }
    })
  })
}
