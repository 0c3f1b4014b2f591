import type { Page } from 'playwright-core'
import { barriersOn } from '../browser.ts'

/**
 * What bars people from what a page shows, or what one rule finds; but that a menu stands outside
 * of every landmark: it is open for as long as it has the focus, and hangs at the end of the page
 * so that nothing cuts it off.
 */
export async function barriersIn(page: Page, of: Parameters<typeof barriersOn>[1] = {}) {
  await page.evaluate(HIDE_REPEATED)
  const found = await barriersOn(page, of)
  await page.evaluate(SHOW_REPEATED)
  return found.filter((barrier) => !/^region: .* role="menu"/.test(barrier))
}

/**
 * Rows that are built like two before them, down to each class and state, tell nothing new, and a
 * long table would cost a second. They keep their place: what can be scrolled still can be. Two
 * stay, since names that are given twice are found between them.
 */
const HIDE_REPEATED = `{
  const own = /^(?:id|href|for|name|value|title|datetime|style|d|points|aria-(?!hidden|current).*)$/
  const buildOf = (part) => {
    let build = part.localName
    for (const { name, value } of part.attributes) {
      build += ' ' + name + (own.test(name) ? (value === '' ? '' : '=') : '=' + value)
    }
    for (const child of part.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) build += '<' + buildOf(child) + '>'
      else if (child.data.trim() !== '') build += '<>'
    }
    return build
  }
  const seen = new Map()
  for (const row of document.querySelectorAll('tr, [role=row], li')) {
    if (row.closest('[data-repeated]') || row.matches(':focus, :focus-within')) continue
    const build = buildOf(row)
    const times = (seen.get(build) ?? 0) + 1
    seen.set(build, times)
    if (times > 2) {
      row.dataset.repeated = row.style.visibility
      row.style.visibility = 'hidden'
    }
  }
}`

const SHOW_REPEATED = `
  for (const row of document.querySelectorAll('[data-repeated]')) {
    row.style.visibility = row.dataset.repeated
    delete row.dataset.repeated
  }
`
