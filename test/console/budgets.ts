import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DESK, type Console } from './console.ts'

/** What the first visit of the console may load until its first rows: kB as sent, compressed. */
const BUDGETS = { js: 230, css: 45 }

type Sent = Record<keyof typeof BUDGETS, number>

const SENT = `performance.getEntriesByType('resource').reduce((sent, { name, encodedBodySize }) => {
  const type = new URL(name).pathname.split('.').at(-1)
  if (type in sent) sent[type] += encodedBodySize / 1000
  return sent
}, { js: 0, css: 0 })`

export function testBudgets(console: () => Console): void {
  describe('the first load', () => {
    it('keeps its budget of scripts and styles', async (t) => {
      const { page, close } = await console().open(DESK)
      await page.goto('/console')
      await page.getByRole('gridcell').first().waitFor()
      await page.locator('[data-state=loading]').first().waitFor({ state: 'detached' })
      const sent = await page.evaluate<Sent>(SENT)
      await close()
      t.diagnostic(`script ${sent.js.toFixed(1)} kB, style ${sent.css.toFixed(1)} kB`)
      for (const type of ['js', 'css'] as const) {
        assert.ok(sent[type] > 1, `no ${type} was sent`)
        const kB = sent[type].toFixed(1)
        assert.ok(sent[type] <= BUDGETS[type], `${type}: ${kB} kB, allowed are ${BUDGETS[type]}`)
      }
    })
  })
}
