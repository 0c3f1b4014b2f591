import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Json } from '../../app.ts'
import { RULES, ruleDesk } from '../../inventory/rule-desk.ts'
import { orderOf } from '../../shop.ts'
import type { Journeys } from './journey.ts'

const SKU = 'STOOL'
const AT = '/v1/expected-receipts'

export function testComing(journeys: () => Journeys): void {
  describe('goods on their way', () => {
    it('are announced, sold, put off with what that breaks, and booked in', async () => {
      const { travel, items, client } = journeys()
      await sellBefore(journeys())
      await travel(async ({ open }) => {
        const page = await open(`/console/inventory/${SKU}?channel=WEB`)
        await page.getByText('Nothing is announced.').first().waitFor()
        await announce(page, { place: 'Store A', units: '5', days: 10 })
        await rowOf(page, 'Store A').waitFor()
        await page.getByRole('heading', { name: 'Why can Web shop sell 5 of what is' }).waitFor()

        const placed = await promise(journeys(), [3, 1])
        await page.getByText('Less 4 promised already.').waitFor()
        await page.getByRole('heading', { name: 'Why can Web shop sell 1 of what is' }).waitFor()

        await client.post('/v1/stock/levels', {
          levels: [{ sku: SKU, location: 'B', onHand: 1 }],
        })
        const dialog = await choose(page, 'Change', 'Change what is announced')
        await dialog.getByLabel('Units still to come').fill('3')
        const effect = dialog.getByRole('status')
        await effect.getByText('Every order still gets its goods').waitFor()
        await effect.getByText('1 × from Store B instead, where they are on hand').waitFor()
        await dialog.getByLabel('Due on').fill(dayIn(30))
        // The older order gets what is on hand, and the other then keeps what it has.
        await effect.getByText('2 orders do not get their goods as promised').waitFor()
        await dialog.getByRole('button', { name: 'Save' }).click()

        const outcome = page.getByRole('dialog', { name: 'What came of it' })
        await outcome.getByRole('link', { name: placed[0]!.number }).first().waitFor()
        await outcome.getByRole('link', { name: 'What can be done' }).first().click()
        await page.getByText('What can be done, best first').waitFor()
      })
      const [receipt] = await items(`${AT}?sku=${SKU}`)
      assert.deepEqual(
        [receipt.quantity, receipt.promised, receipt.dueOn],
        [3, 3, dayIn(30)],
        JSON.stringify(receipt),
      )
    })

    it('are booked in, some of them, then will not come', async () => {
      const { travel, items } = journeys()
      await travel(async ({ open }) => {
        const page = await open(`/console/inventory/${SKU}?channel=WEB`)
        const arrive = await choose(page, 'Book in', 'Book in goods')
        await arrive.getByLabel('How many have arrived').fill('2')
        await arrive.getByText('Promised to orders and still to come: 1.').waitFor()
        await arrive.getByRole('button', { name: 'Book in' }).click()
        await arrive.waitFor({ state: 'detached' })
        await page.getByText('The goods are booked in').first().waitFor()
        await rowOf(page, 'Store A').getByRole('cell', { name: '1', exact: true }).first().waitFor()

        const cancel = await choose(page, 'Will not come', 'Will these goods not come?')
        await cancel.getByText('nothing comes for them, the order waits for stock').waitFor()
        await cancel.getByRole('button', { name: 'They will not come' }).click()
        const outcome = page.getByRole('dialog', { name: 'What came of it' })
        await outcome.getByRole('link', { name: 'What can be done' }).waitFor()
        await outcome.getByRole('button', { name: 'Done' }).click()
        await page.getByText('Nothing is announced.').first().waitFor()
      })
      assert.deepEqual(await items(`${AT}?sku=${SKU}`), [])
      const shelf = (await items(`/v1/stock/${SKU}`)).find(({ location }) => location === 'A')
      assert.deepEqual([shelf?.onHand, shelf?.allocated], [2, 2])
    })

    it('are announced to a place, of an item that is found by its code', async () => {
      const { travel, items } = journeys()
      await travel(async ({ open }) => {
        const page = await open('/console/locations/B')
        await page.getByRole('button', { name: 'Announce' }).click()
        const dialog = page.getByRole('dialog', { name: 'Announce goods' })
        await dialog.getByRole('button', { name: 'Announce' }).click()
        await dialog.getByText('Say which item.').waitFor()
        await dialog.getByLabel('Item').fill(SKU)
        await dialog.getByLabel('Units').fill('7')
        await dialog.getByLabel('Due on').fill(dayIn(20))
        await dialog.getByLabel('Reference').fill('PO 77')
        await dialog.getByRole('button', { name: 'Announce' }).click()
        await dialog.waitFor({ state: 'detached' })
        await rowOf(page, 'Item STOOL · Purchase order · PO 77').waitFor()
      })
      const [receipt] = await items(`${AT}?sku=${SKU}`)
      assert.deepEqual(
        [receipt.location, receipt.quantity, receipt.confidence, receipt.reference],
        ['B', 7, 100, 'PO 77'],
      )
    })
  })
}

/** Read once: what was filled in before midnight is looked for after it, too. */
const TODAY = Temporal.Now.plainDateISO('Europe/Paris')
const dayIn = (days: number) => TODAY.add({ days }).toString()

/** An item that a rule lets be sold before it is there. */
async function sellBefore({ client }: Journeys): Promise<void> {
  const made = await client.post('/v1/skus', { skus: [{ code: SKU, name: `Item ${SKU}` }] })
  assert.equal(made.body.outcomes[0].outcome, 'created')
  const desk = ruleDesk(client)
  await desk.good(client.get(RULES))
  const terms = { kind: 'pre_order', quantity: null, withinDays: 90, minConfidence: 50 }
  await desk.change({ action: 'add', rule: { name: 'New stools', sku: SKU, terms } })
  await desk.publish()
}

/** Orders of so many units; all are promised what is on its way. */
async function promise({ client }: Journeys, units: readonly number[]): Promise<Json[]> {
  const placed: Json[] = []
  for (const quantity of units) {
    const { body } = await client.post('/v1/orders', orderOf({ [SKU]: quantity }))
    assert.equal(body.state, 'waiting_for_receipt', JSON.stringify(body))
    placed.push(body)
  }
  return placed
}

async function announce(page: Page, of: { place: string; units: string; days: number }) {
  await page.getByRole('button', { name: 'Announce' }).click()
  const dialog = page.getByRole('dialog', { name: 'Announce goods' })
  await dialog.getByLabel('Place').click()
  await page.getByRole('option', { name: of.place }).click()
  await dialog.getByLabel('Units').fill(of.units)
  await dialog.getByLabel('Due on').fill(dayIn(of.days))
  await dialog.getByRole('button', { name: 'Announce' }).click()
  await dialog.waitFor({ state: 'detached' })
}

function rowOf(page: Page, text: string) {
  return page.getByRole('group', { name: 'On the way' }).getByRole('row').filter({ hasText: text })
}

/** Opens what can be done with the only announcement. */
async function choose(page: Page, act: string, title: string) {
  await rowOf(page, 'Store A').getByRole('button').click()
  await page.getByRole('menuitem', { name: act }).click()
  return page.getByRole('dialog', { name: title })
}
