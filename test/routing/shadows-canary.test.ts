import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  canaries,
  openCanaryShop,
  place,
  ruleFrom,
  start,
  versionsOf,
  type Shop,
} from './canary-shop.ts'
import { shadowDesk } from './shadowed.ts'

describe('a shadow beside a canary', () => {
  let shop: Shop
  before(async () => {
    shop = await openCanaryShop()
  })
  after(() => shop.close())

  it('compares with the rules in force alone, until the canary is promoted', async () => {
    const client = shop.clients[0]!
    const desk = shadowDesk(client)
    const canary = await start(shop, ruleFrom('Far', 'FAR'))
    const id = await desk.start({ rules: { of: 'version', version: canary.version } })
    const versions = versionsOf(await place(shop, 12))
    const ofCanary = versions.filter((version) => version === canary.version).length
    assert.ok(ofCanary > 0 && ofCanary < versions.length)
    const body = await desk.seen(id, versions.length)
    const missed = Object.fromEntries(body.missed.map((one: { why: string }) => [one.why, one]))
    const live = body.results.flatMap((one: { versions: [] }) => one.versions)
    assert.ok(missed.canary?.orders > 0, JSON.stringify(body.missed))
    assert.ok(live.every((one: { version: number }) => one.version !== canary.version))
    const done = await client.post(`${canaries}/${canary.id}/promotions`, {})
    assert.equal(done.status, 200, JSON.stringify(done.body))
    await desk.stop(id)
  })
})
