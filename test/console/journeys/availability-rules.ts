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
  testLongDraft(journeys)
  testTags(journeys)
}

function testLongDraft(journeys: () => Journeys): void {
  describe('a draft that is longer than a page', () => {
    it('is never told as less than it is, and shows what is wrong far down', async () => {
      const { travel, client } = journeys()
      const desk = ruleDesk(client)
      const keep = (name: string, quantity: number, about: object) => {
        return {
          action: 'add',
          rule: { name, terms: { kind: 'safety_stock', quantity }, ...about },
        }
      }
      // The oldest stand last.
      const against = { sku: 'CUP', location: 'B' }
      await desk.change(keep('Keep two', 2, against), keep('Keep three', 3, against))
      const many = Array.from({ length: 213 }, (_, n) => keep(`Tag ${n}`, 1, { skuTag: `t-${n}` }))
      await desk.change(...many)
      await travel(async ({ open }) => {
        const page = await open(`${RULES}?view=draft`)
        const list = page.getByRole('list', { name: 'Draft' })
        await page.getByText('215 new rules').waitFor()
        await page.getByText('and 15 more').waitFor()
        assert.equal(await list.getByText(/^Tag \d+$/).count(), 200)
        const below = page.getByText('Rules further down keep the draft from being published')
        await below.waitFor()
        await page.getByRole('button', { name: 'Review and publish' }).click()
        const dialog = page.getByRole('dialog', { name: 'Publish version' })
        await dialog.getByText('Says something else than “Keep').waitFor()
        assert.ok(await dialog.getByRole('button', { name: 'Publish' }).isDisabled())
        await dialog.getByRole('button', { name: 'Cancel' }).click()

        await page.getByRole('button', { name: 'Show more' }).click()
        const worse = list.getByRole('listitem').filter({ hasText: 'Keep 3 of CUP' })
        await worse.getByRole('button', { name: 'Take it out of the draft' }).click()
        await worse.waitFor({ state: 'detached' })
        await page.getByText('and 15 more').waitFor({ state: 'detached' })
        await below.waitFor({ state: 'detached' })
        // What is further down is still there.
        await list.getByText('Keep 2 of CUP').waitFor()
        await page.getByRole('button', { name: 'Review and publish' }).click()
        await dialog.getByText('214 new rules').waitFor()
        await dialog.getByText('and 194 more').waitFor()
        await dialog.getByRole('button', { name: 'Cancel' }).click()
      })
      await desk.discard()
    })
  })
}

function testTags(journeys: () => Journeys): void {
  describe('tags that are in use', () => {
    it('are suggested where one is written, of several the last', async () => {
      const { travel, client } = journeys()
      const tag = async (path: string, tags: string[]) => {
        const { version } = (await client.get(path)).body
        const changes = [{ action: 'set', fields: { tags } }]
        assert.equal((await client.post(`${path}/changes`, { version, changes })).status, 200)
      }
      await tag('/v1/skus/VASE', ['fragile', 'heavy'])
      await tag('/v1/locations/B', ['harbour'])
      await travel(async ({ open }) => {
        const page = await open(RULES)
        await page.getByRole('button', { name: 'New rule' }).click()
        await suggests(page, 'Tag of the item', '', { fragile: '1 SKU', heavy: '1 SKU' })
        await suggests(page, 'Tag of the item', 'frag', { fragile: '1 SKU' })
        await suggests(page, 'Tag of the location', '', { harbour: '1 location' })

        await page.goto('/console/skus?open=CUP')
        await page.getByRole('complementary').getByRole('button', { name: 'Change' }).click()
        await suggests(page, 'Tags', 'fragile, ', { 'fragile, heavy': 'heavy: 1 SKU' })
      })
      await tag('/v1/skus/VASE', [])
      await tag('/v1/locations/B', [])
    })
  })
}

/** What the browser offers below a field in which something is typed. */
async function suggests(
  page: Page,
  label: string,
  typed: string,
  wanted: Record<string, string>,
): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label, { exact: true })
  await field.fill(typed)
  const list = await field.getAttribute('list')
  const options = page.locator(`datalist[id="${list}"] option`)
  await options.nth(Object.keys(wanted).length).waitFor({ state: 'detached' })
  for (const [value, says] of Object.entries(wanted)) {
    const option = page.locator(`datalist[id="${list}"] option[value="${value}"]`)
    await option.waitFor({ state: 'attached' })
    assert.equal(await option.textContent(), says)
  }
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
