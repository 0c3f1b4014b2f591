import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Client, Json } from '../app.ts'
import { inShop, order, untilAside } from './fence-shop.ts'
import { ruleDesk, RULES } from './rule-desk.ts'

describe('the preview of a draft', () => {
  it('sets aside what its ring-fences will, and says by which', async () => {
    await inShop(async ({ app, client }) => {
      const desk = ruleDesk(client)
      const terms = { kind: 'ring_fence', percent: 50 }
      const rule = { name: 'For the app', sku: 'X', channel: 'APP', terms }
      const id = await desk.add(rule)
      const before = await effectsOn(client)
      assert.deepEqual(before.live, { available: 10, aside: 0, by: [] })
      assert.deepEqual(before.draft, { available: 5, aside: 5, by: ['For the app'] })
      await desk.publish()
      await untilAside(app, 5)
      assert.deepEqual((await effectsOn(client)).live, before.draft)
      assert.equal((await order(client, 'APP', 2)).status, 201)
      await untilAside(app, 3)
      await desk.change({ action: 'change', id, fields: { terms: { ...terms, percent: 25 } } })
      const changed = await effectsOn(client)
      assert.deepEqual(changed.live, { available: 5, aside: 3, by: ['For the app'] })
      assert.deepEqual(changed.draft, { available: 6, aside: 2, by: ['For the app'] })
      await desk.publish()
      await untilAside(app, 2)
      await desk.change({ action: 'remove', id })
      const removed = await effectsOn(client)
      assert.deepEqual(removed.live, changed.draft)
      assert.deepEqual(removed.draft, { available: 8, aside: 0, by: [] })
    })
  })
})

/** What another channel could sell, and what is set aside from it. */
async function effectsOn(client: Client): Promise<Json> {
  const { body } = await client.get(`${RULES}/draft/effects?sku=X&channel=WEB`)
  const side = ({ available, locations }: Json) => ({
    available,
    aside: locations.reduce((sum: number, one: Json) => sum + one.aside, 0),
    by: [...new Set(locations.flatMap((one: Json) => one.asideRule?.name ?? []))],
  })
  for (const one of [...body.live.locations, ...body.draft.locations]) {
    assert.equal(one.sellable, one.available - one.safety - one.buffer - one.aside)
  }
  return { live: side(body.live), draft: side(body.draft) }
}
