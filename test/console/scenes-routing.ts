import type { Page } from 'playwright-core'
import type { Json } from '../app.ts'
import { returnedCanary, runningCanary } from './canaries.ts'
import { makeNew, press, type Scene } from './scene.ts'

const API = '/v1/routing-rules'
const CANARIES = '/v1/routing-canaries'
const CARD = 'main li h2'
const at = (query: string) => ({ path: `/console/routing${query}`, ready: CARD })

const readOnly = (me: Json): Json => ({
  ...me,
  permissions: me.permissions.filter((one: string) => !/^routing:(?:write|publish)$/.test(one)),
})
const none = { rules: [], changes: [], problems: [] }
const noDraft = (draft: Json): Json => ({ ...draft, ...none, basedOn: 0, can: ['change'] })
const noRules = (): Json => ({ version: 0, inForce: null, coming: [], rules: [] })

const unpublished = (draft: Json): Json => ({
  ...draft,
  can: draft.can.filter((one: string) => one !== 'publish'),
})

/** The version before the canary is in force. */
const before = (live: Json): Json => {
  const version = live.version - 1
  return { ...live, version, inForce: { ...live.inForce, version } }
}
const WHILE_RUNNING = {
  [CANARIES]: runningCanary,
  [API]: before,
  [`${API}/draft`]: unpublished,
}

/** Says that the draft is for a share of orders, and of how many, which is no number. */
async function publishForSome(page: Page): Promise<void> {
  await makeNew(page)
  const dialog = page.locator('[role=dialog]')
  await dialog.locator('select').first().selectOption('share')
  await dialog.locator('input').first().fill('all')
  await dialog.locator('[data-look=primary]').click()
}

/** Opens the editor of the first rule, and makes everything wrong that can be. */
async function editFirst(page: Page): Promise<void> {
  await page.locator('main li h2 button').first().click()
  const form = page.locator('main form')
  await form.locator('input').first().fill('')
  await form.locator('button[type=submit]').click()
}

/** Opens the editor of the last rule where it closes places on days. */
async function editClosings(page: Page): Promise<void> {
  await page.locator('main li h2 button').last().click()
  await page.locator('main form input[type=date]').first().scrollIntoViewIfNeeded()
}

/** Adds conditions of which one must be so, one of them several, and says nothing of them yet. */
async function addAnyOf(page: Page): Promise<void> {
  const when = page.locator('main form fieldset.part').first()
  await when.locator('button').last().click()
  await when.locator('select').first().selectOption('any_of')
  await when.locator('select').nth(3).selectOption('all_of')
  await page.locator('main form button[type=submit]').click()
}

/** Somebody else asks for approval, and who looks may give it. */
const toApprove = (draft: Json): Json => ({
  ...draft,
  approval: {
    isNeeded: true,
    asked: {
      id: '00000000-0000-7000-8000-000000000001',
      note: 'Before the season: the stores have asked for it twice.',
      requestedAt: draft.changedAt,
      requestedBy: draft.changedBy,
      outcome: null,
      decisionNote: null,
      decidedAt: null,
      decidedBy: null,
    },
  },
  can: ['change', 'approve', 'decline', 'discard'],
})

const PLANS = '/v1/routing-plans'

/** Somebody who looks ahead, by a table: what no made-up channel has. */
const aheadByTable = ({ items, usual }: Json): Json => {
  const table = { bands: [2000], zones: [], otherwise: { prices: [60_000], perKgBeyond: 900 } }
  const objective = { reroutePerParcel: 25_000, unfilledPerUnit: 150_000, unfilledPercent: 40 }
  const lookAhead = { days: 14, marginPercent: 40, together: true }
  const tariff = { table, packaging: { gramsPerParcel: 250 } }
  const ahead = { ...items[0], tariff, objective, prices: 'on', lookAhead }
  return { items: [ahead, ...items.slice(2)], usual }
}

/** Opens what counts for the first channel, and writes amounts that are none. */
async function editPlan(page: Page): Promise<void> {
  await page.locator('main section h2 ~ span button').first().click()
  const dialog = page.locator('[role=dialog]')
  await dialog.locator('select').nth(1).selectOption('distance')
  await dialog.locator('input').first().fill('much')
  for (const box of await dialog.locator('input[type=checkbox]').all()) await box.check()
  await dialog.locator('[data-look=primary]').click()
}

/** From where orders go. */
export const routing: readonly Scene[] = [
  { name: 'routing', says: 'From where orders go', ...at(''), document: 'both' },
  { name: 'routing-draft', says: 'As it would be', ...at('?view=draft'), document: 'light' },
  {
    name: 'routing-edit',
    says: 'A rule is changed, and not right yet',
    ...at('?view=draft'),
    act: editFirst,
    document: 'light',
    tall: 1800,
  },
  {
    name: 'routing-closings',
    says: 'A rule that closes places on days',
    ...at('?view=draft'),
    act: editClosings,
  },
  { name: 'routing-new', says: 'A new one', ...at('?view=draft&edit=new&start=keep') },
  {
    name: 'routing-new-any',
    says: 'One of several conditions, and nothing said of them yet',
    ...at('?view=draft&edit=new&start=keep'),
    act: addAnyOf,
    tall: 1400,
  },
  {
    name: 'routing-compare',
    says: 'Before and after',
    path: '/console/routing?view=compare',
    ready: 'main li h3',
  },
  { name: 'routing-publish', says: 'Before it counts', ...at('?view=draft'), act: makeNew },
  {
    name: 'routing-publish-share',
    says: 'For a share of orders first, and not right yet',
    ...at('?view=draft'),
    act: publishForSome,
    document: 'light',
    tall: 1500,
  },
  {
    name: 'routing-canary',
    says: 'Rules that decide on a share of orders',
    path: '/console/routing',
    ready: 'main tbody tr',
    answers: WHILE_RUNNING,
    document: 'both',
    tall: 1000,
  },
  {
    name: 'routing-canary-draft',
    says: 'The draft, while a canary runs',
    ...at('?view=draft'),
    answers: WHILE_RUNNING,
  },
  {
    name: 'routing-canary-promote',
    says: 'Before it decides on everything',
    path: '/console/routing',
    ready: 'main tbody tr',
    answers: WHILE_RUNNING,
    act: press('main section [data-look=primary]'),
  },
  {
    name: 'routing-canary-returned',
    says: 'One that has returned by itself',
    path: '/console/routing?view=versions',
    ready: 'main li',
    answers: { [CANARIES]: returnedCanary },
    act: press('main li:first-child .line > span button:first-child'),
  },
  {
    name: 'routing-approval',
    says: 'A draft that somebody else is to approve',
    ...at('?view=draft'),
    answers: { [`${API}/draft`]: toApprove },
  },
  {
    name: 'routing-approve',
    says: 'Before it is approved',
    ...at('?view=draft'),
    answers: { [`${API}/draft`]: toApprove },
    act: makeNew,
    tall: 1300,
  },
  {
    name: 'routing-versions',
    says: 'What was published',
    path: '/console/routing?view=versions',
    ready: 'main li',
  },
  { name: 'routing-past', says: 'As it was', ...at('?version=1') },
  {
    name: 'routing-plans',
    says: 'What counts in money, channel by channel',
    path: '/console/routing?view=plans',
    ready: 'main section dl',
    document: 'light',
  },
  {
    name: 'routing-plans-ahead',
    says: 'By a table, with prices, and a channel that has no plan',
    path: '/console/routing?view=plans',
    ready: 'main section dl',
    answers: { [PLANS]: aheadByTable },
  },
  {
    name: 'routing-plan-edit',
    says: 'What counts is changed, and not right yet',
    path: '/console/routing?view=plans',
    ready: 'main section dl',
    act: editPlan,
    tall: 1300,
  },
  {
    name: 'routing-templates',
    says: 'No rule yet, and some to begin with',
    path: '/console/routing',
    ready: 'main h2',
    answers: { [API]: noRules, [`${API}/draft`]: noDraft },
  },
  {
    name: 'routing-reader',
    says: 'The draft, for who may not change it',
    ...at('?view=draft'),
    answers: { '/v1/me': readOnly },
  },
]
