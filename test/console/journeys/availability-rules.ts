import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { ruleDesk } from '../../inventory/rule-desk.ts'
import type { Journeys } from './journey.ts'

const RULES = '/console/availability-rules'
const LIMIT = 'Sell at least 2 and at most 5 of VASE in one order'

export function testAvailabilityRules(journeys: () => Journeys): void {
  describe('the first rule of what may be sold', () => {
    it('is made, seen, published, told of where its number stands, and brought back', async () => {
      const { travel, client, items } = journeys()
      const desk = ruleDesk(client)
      const sellable = async (): Promise<number> => {
        return (await client.get('/v1/availability?channel=WEB&sku=RUG')).body.available
      }
      const before = await sellable()
      await travel(async ({ open, expect }) => {
        // Others change the draft while it is open here.
        expect(/^409: .*availability-rules/)
        const page = await open(RULES)
        await page.getByRole('button', { name: 'Safety stock for all stores' }).click()
        const making = page.getByRole('dialog', { name: 'A new rule' })
        await reads(page, 'Keep 1 of each SKU at locations of the kind Store, for all channels.')
        await making.getByLabel('SKU', { exact: true }).fill('RUG')
        await making.getByLabel('Units of each SKU').fill('-2')
        await making.getByRole('button', { name: 'Put into the draft' }).click()
        await making.getByRole('alert').getByText('A number, 0 or more.').waitFor()
        await making.getByLabel('Units of each SKU').fill('2')
        const says = (units: number) => {
          return `Keep ${units} of RUG at locations of the kind Store, for all channels.`
        }
        await reads(page, says(2))
        await making.getByRole('button', { name: 'Put into the draft' }).click()
        await page.getByRole('list', { name: 'Draft' }).getByText(says(2)).waitFor()
        assert.equal(await sellable(), before)

        await page.getByLabel('Channel').selectOption({ label: 'Web shop' })
        await page.getByText(`Can be sold ${before} → ${before - 2}`).waitFor()
        await page.getByText('2 kept: Safety stock of stores').waitFor()
        await publish(page, 1, 'Rugs are counted wrong')
        await page
          .getByRole('row')
          .filter({ hasText: says(2) })
          .waitFor()
        assert.equal(await sellable(), before - 2)

        const stock = await open('/console/inventory/RUG?channel=WEB')
        await canSell(stock, before - 2)
        await stock.getByText('By the rule “Safety stock of stores”.').waitFor()

        await page
          .getByRole('row')
          .filter({ hasText: says(2) })
          .click()
        await page.getByRole('complementary', { name: 'Safety stock of stores' }).waitFor()
        await page.keyboard.press('e')
        const changing = page.getByRole('dialog', { name: 'Change Safety stock of stores' })
        await changing.getByLabel('Units of each SKU').fill('3')
        await desk.add({
          sku: 'VASE',
          terms: { kind: 'purchase_limit', quantity: 5, minQuantity: 2, per: 'order' },
        })
        await changing.getByRole('button', { name: 'Put into the draft' }).click()
        await changing.getByText('Somebody else has changed the draft meanwhile').waitFor()
        await changing.getByRole('button', { name: 'Put into the draft' }).click()
        await changing.waitFor({ state: 'detached' })
        await publish(page, 2, 'Still wrong', [says(3), LIMIT])
        // The number changes by itself where somebody looks at it.
        await canSell(stock, before - 3)

        await page.getByRole('button', { name: 'Versions' }).click()
        const first = page.getByRole('listitem').filter({ hasText: 'Rugs are counted wrong' })
        await first.getByRole('button', { name: 'Roll back to it' }).click()
        await page.getByRole('button', { name: 'Make the draft' }).click()
        await page.getByText('Brings back the rules of version 1').waitFor()
        await publish(page, 3, 'Was better before')
        await canSell(stock, before - 2)
      })
      const [version] = await items('/v1/availability-rules/versions')
      assert.deepEqual([version.version, version.restores], [3, 1])
      const rules = await items('/v1/availability-rules')
      await desk.change(...rules.map(({ id }) => ({ action: 'remove', id })))
      await desk.publish('The story is over')
    })
  })
}

/** What the form says while one types. */
async function reads(page: Page, sentence: string): Promise<void> {
  await page.getByRole('status').getByText(sentence, { exact: true }).waitFor()
}

async function canSell(page: Page, units: number): Promise<void> {
  await page.getByRole('heading', { name: `Why can Web shop sell ${units}?` }).waitFor()
}

async function publish(
  page: Page,
  version: number,
  note: string,
  changes: readonly string[] = [],
): Promise<void> {
  await page.getByRole('button', { name: 'Review and publish' }).click()
  const dialog = page.getByRole('dialog', { name: `Publish version ${version}` })
  for (const change of changes) await dialog.getByText(change).waitFor()
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await dialog.getByRole('alert').getByText('Say why').waitFor()
  await dialog.getByLabel('Why').fill(note)
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(`Version ${version} is in force`).first().waitFor()
}
