import type { Page } from 'playwright-core'
import type { Known, Scene } from './scene.ts'

const upload = {
  path: ({ uploaded }: Known) =>
    `/console/feeds/upload?source=WMS&location=${encodeURIComponent(uploaded)}`,
}

/** A file of the items that are fed there, with changes, and rows that cannot be taken. */
async function look(page: Page): Promise<void> {
  const rows = Array.from({ length: 12 }, (_, i) => `ZZ-UMBRELLA-${i + 1},${(i * 7) % 11}`)
  const bad = ['UMBRELA-1,4', 'ZZ-UMBRELLA-3,-2', 'ZZ-UMBRELLA-4,some']
  const text = ['sku,quantity', ...rows, ...bad].join('\n')
  const file = { name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.locator('main form [data-look=primary]').click()
  await page.locator('main tbody tr').first().waitFor()
}

/** Stock that a person uploads. */
export const uploads: readonly Scene[] = [
  { name: 'feed-upload', says: 'Stock from a file', ...upload },
  {
    name: 'feed-upload-faults',
    says: 'What is missing',
    path: '/console/feeds/upload',
    act: (page) => page.locator('main form [data-look=primary]').click(),
  },
  {
    name: 'feed-upload-found',
    says: 'What it would change',
    ...upload,
    act: look,
    document: 'light',
    tall: 1400,
  },
]
