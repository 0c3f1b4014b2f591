import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Journeys } from './journey.ts'

export function testKeys(journeys: () => Journeys): void {
  describe('a key for another system', () => {
    it('is made, shown once, works, and is refused when it is revoked', async () => {
      const { travel, ask } = journeys()
      await travel(async ({ open }) => {
        const page = await open('/console/keys')
        await page.getByRole('button', { name: 'New key' }).click()
        const form = page.getByRole('dialog', { name: 'A new API key' })
        await form.getByLabel('Name').fill('Label printer')
        await form.getByLabel('Speaks for the system').fill('LABELS')
        await form.getByRole('button', { name: 'Make the key' }).click()
        const shown = page.getByRole('dialog', { name: 'Here is the key' })
        await shown.getByText('Copy it now: nobody can show it again.').waitFor()
        const secret = await shown.getByLabel('The key').innerText()
        await shown.getByRole('button', { name: 'Close' }).click()
        await shown.waitFor({ state: 'detached' })

        assert.equal((await ask(secret, '/v1/orders?limit=1')).status, 200)

        const row = page.getByRole('row').filter({ hasText: 'Label printer' })
        await row.getByText('Active').waitFor()
        await row.click()
        const peek = page.getByRole('complementary', { name: 'Label printer' })
        await peek.getByText('LABELS').waitFor()
        await peek.getByText('Orders: Read').waitFor()
        assert.ok(!(await page.content()).includes(secret), 'the secret is shown again')
        await peek.getByRole('button', { name: 'Revoke' }).click()
        const question = page.getByRole('dialog', { name: 'Revoke Label printer?' })
        await question.getByRole('button', { name: 'Revoke' }).click()
        await question.waitFor({ state: 'detached' })
        await row.getByText('Revoked').waitFor()

        const { status, body } = await ask(secret, '/v1/orders?limit=1')
        assert.deepEqual([status, body.code], [401, 'api_key_invalid'])
      })
    })
  })
}
