import type { Json } from '../app.ts'
import { press, type Known, type Scene } from './scene.ts'

/** Both sides have run. */
const TESTED = 'main li h3 + p [data-tone]'

/** Rules that are tried on an order, and routing tests. */
export const trials: readonly Scene[] = [
  {
    name: 'routing-test',
    says: 'Where an order would go',
    // One that nobody sends meanwhile: what has left is told above it.
    path: ({ held }: Known) => `/console/routing?view=test&order=${held}`,
    ready: 'main svg[role=img] path',
    document: 'light',
    tall: 1200,
  },
  {
    name: 'routing-test-sent',
    says: 'Where an order that has left would go if it came now',
    path: ({ sent }: Known) => `/console/routing?view=test&order=${sent}`,
    ready: 'main [data-tone=moving]',
  },
  {
    name: 'routing-test-invented',
    says: 'A made-up order',
    path: '/console/routing?view=test',
    ready: 'main select',
    act: async (page) => {
      await page.locator('main select').first().selectOption('invented')
      await press('main form button[type=submit]')(page)
    },
  },
  {
    name: 'routing-test-made',
    says: 'Where a made-up order would go',
    path: '/console/routing?view=test',
    ready: 'main select',
    act: async (page) => {
      await page.locator('main select').first().selectOption('invented')
      const form = page.locator('main form')
      await form.getByRole('combobox').nth(2).click()
      await page.getByRole('listbox').getByRole('option').first().click()
      await form.locator('input[autocomplete=off]').nth(2).fill('48.1, 11.5')
      const skus = () => fetch('/v1/skus?limit=1').then((answer): Promise<Json> => answer.json())
      const { items } = await page.evaluate(skus)
      await form.locator('input[list]').fill(items[0].code)
      await form.locator('button[type=submit]').click()
      await page.locator('main svg[role=img] path').first().waitFor()
    },
    tall: 1400,
  },
  {
    name: 'routing-tests',
    says: 'What is expected, and whether it is so',
    path: '/console/routing?view=tests',
    ready: TESTED,
    document: 'light',
  },
  {
    name: 'routing-tests-edit',
    says: 'What a test expects',
    path: '/console/routing?view=tests',
    ready: TESTED,
    act: async (page) => {
      await page.locator('main li button').first().click()
      await page.locator('[role=dialog] textarea').first().waitFor()
    },
  },
  {
    name: 'routing-tests-none',
    says: 'No test yet',
    path: '/console/routing?view=tests',
    ready: 'main h2',
    answers: { '/v1/routing-tests': () => ({ items: [] }) },
  },
]
