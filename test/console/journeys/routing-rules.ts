import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Client } from '../../app.ts'
import { routingDesk } from '../routed.ts'
import type { Journeys } from './journey.ts'

export function testRoutingRules(journeys: () => Journeys): void {
  describe('the first routing rules', () => {
    it('are made, put in order, tried, published, and decide an order', async () => {
      const { travel, client, place, post, order } = journeys()
      const desk = routingDesk(client)
      // Other stories have taken what was there.
      const levels = ['A', 'B'].map((location) => ({ sku: 'CUP', location, onHand: 500 }))
      await post('/v1/stock/levels', { levels })
      const before = await order(await place({ CUP: 1 }))
      await travel(async ({ open, expect }) => {
        // Others change the draft while it is open here.
        expect(/^409: .*routing-rules/)
        const page = await open('/console/routing')
        await page.getByRole('heading', { name: 'No rules yet' }).waitFor()
        await page.getByRole('button', { name: 'From the same country only' }).click()
        await reads(page, 'For any delivery use all places at the least cost; never from another')
        await page.getByLabel('Name').fill('')
        await page.getByLabel('Farther than (km)').fill('far')
        await save(page)
        await page.getByRole('alert').getByText('Write a name.').waitFor()
        await page.getByRole('alert').getByText('A number, 0 or more.').waitFor()
        await page.getByLabel('Name').fill('Only at home')
        await page.getByLabel('Farther than (km)').fill('2000')
        await save(page)
        await ruleAt(page, 1, 'Only at home')

        await makeCheaper(page)
        await ruleAt(page, 2, 'Cups from B')
        await rule(page, 2).getByText('When an item is CUP use Store B at').waitFor()

        // By keys, and the focus goes along; then somebody else was first.
        await page.getByRole('button', { name: 'Cups from B', exact: true }).focus()
        await page.keyboard.press('Alt+ArrowUp')
        await ruleAt(page, 1, 'Cups from B')
        await page.locator('h2 button:focus').getByText('Cups from B').waitFor()
        await desk.add({ name: 'By somebody else', when: [{ of: 'units', from: 900 }] })
        await page.keyboard.press('Enter')
        await page.getByLabel('Units of each item that stay there').fill('2')
        await save(page)
        await page.getByText('Somebody else has changed the draft meanwhile').waitFor()
        await save(page)
        await rule(page, 1).getByText('use Store B keeping 2 of each item there, at').waitFor()
        await ruleAt(page, 3, 'By somebody else')

        await removeAndUndo(page, 'By somebody else')
        await closeOnSundays(page)

        await tryOrder(page, before.number)
        await keepAsTest(page)
        await publish(page)
        await page.getByText('Version 1 is in force').first().waitFor()
        await ruleAt(page, 1, 'Cups from B', 'In force')

        const after = await order(await place({ CUP: 1 }))
        const shown = await open(`/console/orders/${after.number}`)
        await shown.getByRole('heading', { name: 'Why Store B?' }).waitFor()
        await shown.getByText('The rule “Cups from B” decided').waitFor()
        await flips(shown, 'No single change, as far as can be told.')
        const earlier = await open(`/console/orders/${before.number}`)
        await flips(earlier, 'Store B would have been chosen if a parcel from')
        await earlier.getByText('Compare 2 places').click()
        const other = earlier.getByRole('row', { name: 'Store B' })
        await other.getByText(/more: .*carriage [+-]€/).waitFor()
      })
      await removeTest(client)
      await desk.add({ name: 'For the season', when: [{ of: 'units', from: 800 }] })
      await desk.publish('The season', { validFrom: '2099-11-20T00:00:00Z' })
      await desk.add({ name: 'A small one', when: [{ of: 'units', from: 900 }] })
      await travel(async ({ open }) => withdraw(await open('/console/routing')))
      const { changes } = await desk.draft()
      assert.deepEqual([changes.length, changes[0].after.name], [1, 'A small one'])
      await desk.discard()
      await end(client)
    })
  })
}

/** The third rule goes, comes back, and is switched off. */
async function removeAndUndo(page: Page, name: string): Promise<void> {
  await act(page, name, 'Remove')
  await page.getByText(`${name} is removed in the draft`).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await ruleAt(page, 3, name)
  await act(page, name, 'Switch off')
  await rule(page, 3).getByText('Switched off', { exact: true }).waitFor()
}

/** The second rule closes a place on a day of the week, and ranks by who is there soonest. */
async function closeOnSundays(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Only at home', exact: true }).click()
  await page.getByRole('button', { name: 'Close places on days' }).click()
  const closing = page.getByRole('group', { name: 'From places on days no. 1' })
  await save(page)
  await closing.getByRole('alert').getByText('Say on which days').waitFor()
  await closing.getByLabel('Locations').fill('store b')
  await page.getByRole('option', { name: 'Store B' }).click()
  await page.keyboard.press('Escape')
  await closing.getByLabel('Sunday').check()
  await closing.getByLabel('From the day').fill('2020-12-24')
  await closing.getByLabel('Until the day, with it').fill('2020-12-31')
  await closing.getByLabel('Every year').check()
  await reads(page, 'on Sunday between 24 December and 31 December of every year from Store B')
  await closing.getByLabel('Every year').uncheck()
  await page.getByRole('button', { name: 'Add a wish' }).click()
  const wish = page.getByRole('group', { name: 'Wish no. 1' })
  await wish.getByLabel('for each place before it').fill('0.25')
  await reads(page, 'on Sunday between 24 Dec 2020 and 31 Dec 2020 from Store B')
  await reads(page, 'counts €0.25 more for each place before it in the channel')
  await save(page)
  await rule(page, 2).getByText('No day is left of its closing no. 1').waitFor()
}

/** A rule with a condition and a place that are picked from lists. */
async function makeCheaper(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New rule' }).first().click()
  await page.getByLabel('Name').fill('Cups from B')
  await page.getByRole('button', { name: 'Add a condition' }).click()
  const when = page.getByRole('group', { name: 'Channel' })
  await when.getByLabel('What').selectOption({ label: 'SKU' })
  const goods = page.getByRole('group', { name: 'SKU' })
  await goods.getByLabel('SKU', { exact: true }).fill('CUP')
  await page.keyboard.press('Enter')
  const where = page.getByRole('group', { name: 'Places no. 1' })
  await where.getByLabel('Locations').fill('store b')
  await page.getByRole('option', { name: 'Store B' }).click()
  await page.keyboard.press('Escape')
  await reads(page, 'When an item is CUP use Store B at the least cost; else ask the next rule')
  // As one types: on all of them the rule above decides, if it has what is wanted.
  await reads(page, /^Fits \d+ of \d+ deliveries since .* · a rule above fits every one of them/)
  await goods.getByRole('button', { name: 'Take CUP away' }).click()
  await goods.getByLabel('SKU', { exact: true }).fill('NOSUCH')
  await page.keyboard.press('Enter')
  await reads(page, /^Fits 0 of \d+ deliveries/)
  await goods.getByRole('button', { name: 'Take NOSUCH away' }).click()
  await goods.getByLabel('SKU', { exact: true }).fill('CUP')
  await page.keyboard.press('Enter')
  await save(page)
}

/** What the editor says while one types. */
async function reads(page: Page, sentence: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: 'So it reads' }).getByText(sentence).waitFor()
}

const save = (page: Page) => page.getByRole('button', { name: 'Put into the draft' }).click()

const rule = (page: Page, no: number, list = 'Draft') => {
  return page
    .getByRole('list', { name: list })
    .locator('> li')
    .nth(no - 1)
}

async function ruleAt(page: Page, no: number, name: string, list?: string): Promise<void> {
  await rule(page, no, list).getByRole('heading', { name, exact: true }).waitFor()
}

async function act(page: Page, name: string, what: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: what }).click()
}

async function decided(page: Page, by: string, title: string): Promise<void> {
  await page.getByRole('region', { name: by }).getByRole('heading', { name: title }).waitFor()
}

/** What counts from later on would begin with what is published now: it is withdrawn first. */
async function withdraw(page: Page): Promise<void> {
  await page.getByText(/is published and counts from/).waitFor()
  await page.getByRole('button', { name: /^Draft/ }).click()
  await page.getByText('The draft is made from version 2, which counts from').waitFor()
  await page.getByRole('button', { name: 'Review and publish' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 3' })
  await dialog.getByText(/^Version 2, which was to count from .*, counts with it/).waitFor()
  await dialog.getByText('2 new rules').waitFor()
  await dialog.getByLabel('Counts').selectOption({ label: 'From a moment on' })
  await dialog.getByLabel('From', { exact: true }).fill('2099-12-24T00:00')
  await dialog.getByText('1 new rule', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  const sure = page.getByRole('dialog', { name: 'Withdraw version 2?' })
  await sure.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByText('Withdrawn', { exact: true }).waitFor()
  await page.getByText(/was to count from .* withdrawn by/).waitFor()
}

/** It is published in spite of it; other stories have no tests. */
async function removeTest(client: Client): Promise<void> {
  const { despite } = (await client.get('/v1/routing-rules/versions/1')).body
  assert.deepEqual(despite.tests, ['CUPS'])
  const { status } = await client.post('/v1/routing-tests/CUPS/removals', { version: 1 })
  assert.equal(status, 200)
}

/** Nor rules. */
async function end(client: Client): Promise<void> {
  const { rules, version } = (await client.get('/v1/routing-rules')).body
  assert.equal(version, 1)
  const desk = routingDesk(client)
  await desk.change(...rules.map(({ id }: { id: string }) => ({ action: 'remove', id })))
  await desk.publish('The story is over')
}

async function tryOrder(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: 'Test an order' }).click()
  await page.getByLabel('Order number').fill(number)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await page.getByText('The draft decides otherwise.').waitFor()
  await decided(page, 'By the rules in force', 'Why Store A?')
  await decided(page, 'By the draft', 'Why Store B?')
}

/** What the rules in force decide is expected from now on; the draft decides otherwise. */
async function keepAsTest(page: Page): Promise<void> {
  const live = page.getByRole('region', { name: 'By the rules in force' })
  await live.getByRole('button', { name: 'Keep as a test' }).click()
  const dialog = page.getByRole('dialog', { name: 'Keep as a test' })
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click()
  await dialog.getByRole('alert').getByText('Write a name.').waitFor()
  await dialog.getByLabel('Name').fill('A cup from the shop')
  await dialog.getByLabel('Code').fill('CUPS')
  await dialog.getByLabel('Decided by').selectOption({ label: 'Does not matter' })
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.getByText('A cup from the shop is a test now').waitFor()
  await page.getByRole('button', { name: 'Tests', exact: true }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'A cup from the shop' })
  await row.getByText('Passes').waitFor()
  await row.getByText('Fails').waitFor()
  await row.getByText('Expected: from Store A. Decided: from Store B.').waitFor()
}

async function flips(page: Page, says: string): Promise<void> {
  await page.getByText('What would have changed it?').click()
  await page.getByText(says).first().waitFor()
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review and publish' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 1' })
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await dialog.getByRole('alert').getByText('Say why').waitFor()
  await dialog.getByLabel('Why').fill('Cups break on long ways')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await dialog.getByRole('alert').getByText('1 test fails by the draft').waitFor()
  await dialog.getByText('Expected: from Store A. Decided: from Store B.').waitFor()
  await dialog.getByLabel('Why publish all the same').fill('Store A moves')
  await dialog.getByRole('button', { name: 'Publish all the same' }).click()
  await dialog.waitFor({ state: 'detached' })
}
