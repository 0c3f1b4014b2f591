import type { Json } from '../app.ts'
import type { Page } from 'playwright-core'
import { keys, makeNew, ROW, type Scene } from './scene.ts'

const carriers = { path: '/console/carriers', ready: ROW }
const one = (query: string) => ({
  path: `/console/carriers/OVERLAND?service=OVERLAND-GROUND${query}`,
  ready: 'main tbody tr',
})
const none = (): Json => ({ items: [] })

/** Chooses files with some bad lines, and looks at them. */
async function look(page: Page): Promise<void> {
  await makeNew(page)
  const file = (text: string) => ({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  })
  const rates = ['service,zone,weight_kg,rate_eur', 'OVERLAND-GROUND,1,2,4.5']
  const letters = ['OVERLAND-LETTER,1,1,2.5', 'OVERLAND-LETTER,2,2,4', 'OVERLAND-GROUND,1,x,9']
  const files = page.locator('[role=dialog] input[type=file]')
  await files.nth(0).setInputFiles(file([...rates, ...letters].join('\n')))
  await files.nth(1).setInputFiles(file('zone,max_km\n1,100\n2,\n'))
  await page.locator('[role=dialog] [data-look=primary]').click()
  await page.locator('[role=dialog] tbody tr').first().waitFor()
  await page.locator('[role=dialog] tbody tr').last().scrollIntoViewIfNeeded()
}

/** Who carries parcels, and what that costs. */
export const carried: readonly Scene[] = [
  { name: 'carriers', says: 'All services of carriers', ...carriers, document: 'both' },
  {
    name: 'carriers-none',
    says: 'No carrier yet',
    path: '/console/carriers',
    ready: 'main h2',
    answers: { '/v1/carriers': none },
  },
  { name: 'carrier', says: 'One of them', ...one(''), document: 'light' },
  {
    name: 'carrier-bare',
    says: 'One without services',
    path: '/console/carriers/CARGO-BIKES',
    ready: 'main h2',
  },
  { name: 'carrier-change', says: 'What a service takes', ...one(''), act: keys('e') },
  { name: 'carrier-collect', says: 'When it collects', ...one('&edit=collect') },
  { name: 'carrier-import', says: 'A price list that is not all right', ...one(''), act: look },
  {
    name: 'rate-card',
    says: 'Prices, compared with those before',
    path: '/console/carriers/OVERLAND/OVERLAND-GROUND/2?with=1',
    ready: 'main tbody td[data-change]',
    document: 'both',
    tall: 1500,
  },
  {
    name: 'rate-quotes',
    says: 'What a parcel costs',
    path: ({ location }) => {
      const asked = { from: location, to: 'FR', kg: '4.2', size: '60 × 40 × 20' }
      const where = { postal: '75011', point: '48.86, 2.38' }
      return `/console/rate-quotes?${new URLSearchParams({ ...asked, ...where })}`
    },
    ready: 'main tbody tr',
    document: 'light',
  },
]
