import type { Page } from 'playwright-core'
import type { Json } from '../app.ts'
import { EXPECTED } from './promised.ts'
import { part, type Scene } from './scene.ts'

const RECEIPT = '[data-part=receipt]'
const coming = { path: `/console/inventory/${EXPECTED}`, ready: RECEIPT }
const place = ({ location }: Record<'location', string>) =>
  `/console/locations/${encodeURIComponent(location)}`

/** What can be done with the first announcement, in the order of its menu. */
const choose = (nth: 0 | 1 | 2) => async (page: Page) => {
  await page.locator(RECEIPT).first().click()
  await page.locator('[role=menuitem]').nth(nth).click()
  await page.locator('[role=dialog] h2').waitFor()
}

/** A day so late that whoever was promised some is let down, and what that does to orders. */
const putOff = async (page: Page) => {
  await choose(1)(page)
  await page.locator('[role=dialog] input[type=date]').fill('2999-12-24')
  await page.locator('[role=dialog] [role=status] li').first().waitFor()
}

const cancel = async (page: Page) => {
  await choose(2)(page)
  await page.locator('[role=dialog] [role=status] li').first().waitFor()
}

const LONG = 'Wholesale-purchase-order-of-the-central-warehouse/2026-000000000123456789'

/** Many, some of them late, with references as long as can be. */
const many = ({ items }: Json): Json => ({
  items: Array.from({ length: 12 }, (_, i) => {
    const [first] = items
    return { ...first, no: i + 1, late: i < 2, reference: i % 3 === 0 ? LONG : `PO ${i}` }
  }),
  next: 'more',
})

/** One of each kind, and more than are told. */
const letDown = ({ items: [first] }: Json): Json => ({
  items: [
    'short',
    'late',
    'moved',
    'kept',
    'late',
    'short',
    'moved',
    'moved',
    'short',
    'moved',
  ].map((outcome, i) => ({
    ...first,
    order: { id: first.order.id.replace(/^./, String(i)), number: `WEB-10${i}4217` },
    quantity: i + 1,
    outcome,
    expectedOn: i % 2 === 0 ? null : '2999-12-24',
    location: outcome === 'short' ? null : 'DC-KASSEL',
  })),
  more: { orders: 14, quantity: 31 },
})

const isNone = (): Json => ({ items: [], next: null })
const readOnly = (me: Json): Json => ({
  ...me,
  permissions: me.permissions.filter((one: string) => one !== 'stock:write'),
})
const PROMISES = `/v1/expected-receipts/${EXPECTED}/*/1/promises`
const ANY_PROMISES = `/v1/expected-receipts/${EXPECTED}/*/2/promises`

/** Goods that are on their way. */
export const receipts: readonly Scene[] = [
  {
    name: 'coming',
    says: 'What is on the way, and what can be sold of it',
    ...coming,
    document: 'light',
    tall: 1800,
  },
  { name: 'coming-announce', says: 'To announce goods', ...coming, act: part('announce') },
  { name: 'coming-arrive', says: 'To book goods in', ...coming, act: choose(0) },
  {
    name: 'coming-change',
    says: 'What another day does to orders',
    ...coming,
    act: putOff,
    document: 'light',
  },
  { name: 'coming-cancel', says: 'What it does that they will not come', ...coming, act: cancel },
  {
    name: 'coming-many',
    says: 'Many announcements, with long references',
    ...coming,
    answers: { '/v1/expected-receipts': many },
    tall: 1800,
  },
  {
    name: 'coming-broken',
    says: 'A change that lets many down',
    ...coming,
    act: cancel,
    answers: { [PROMISES]: letDown, [ANY_PROMISES]: letDown },
  },
  {
    name: 'coming-none',
    says: 'Nothing is announced',
    path: `/console/inventory/${EXPECTED}`,
    answers: { '/v1/expected-receipts': isNone },
  },
  {
    name: 'coming-reader',
    says: 'What is on the way, for who may not change it',
    path: `/console/inventory/${EXPECTED}`,
    answers: { '/v1/me': readOnly },
  },
  { name: 'coming-place', says: 'What comes to a place', path: place, tall: 1800 },
  {
    name: 'coming-place-announce',
    says: 'To announce goods to a place',
    path: place,
    ready: '[data-part=announce]',
    act: part('announce'),
  },
]
