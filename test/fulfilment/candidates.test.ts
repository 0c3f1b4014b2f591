import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Json } from '../app.ts'
import { costByHighs, loadHighs } from '../routing/highs.ts'
import { closeUp } from './floor.ts'
import { startMoving, type Moving } from './moving.ts'

let shop: Moving
before(async () => {
  shop = await startMoving()
})
after(() => closeUp(shop.app))

describe('the candidates of a delivery group', () => {
  it('say what each place could serve and at what cost, beside where it is now', async () => {
    const id = await shop.place({ X: 2, Y: 5 })
    const shown = await shop.candidatesOf(id)
    assert.equal(shown.version, 1)
    assert.equal(shown.currency, 'EUR')
    assert.deepEqual([shown.movable, shown.why, shown.others], [true, null, 0])
    const [here] = shown.current
    assert.deepEqual(here.units, [
      { line: 1, sku: 'X', quantity: 2 },
      { line: 2, sku: 'Y', quantity: 5 },
    ])
    const told = shown.candidates.map((one: Json) => [one.location, one.has, one.excluded])
    assert.deepEqual(told, [
      ['B', 'part', null],
      ['D', 'part', null],
      ['C', 'part', null],
    ])
    const b = shown.candidates.find(({ location }: Json) => location === 'B')
    assert.deepEqual(b.missing, [{ line: 2, quantity: 1 }])
    assert.deepEqual([b.cost, b.dearerBy], [null, null])
  })

  it('cost what routing says of them', async () => {
    const id = await shop.place({ X: 3 })
    const { items } = (await shop.client.get(`/v1/orders/${id}/decisions`)).body
    const { record } = items[0]
    const shown = await shop.candidatesOf(id)
    assert.equal(shown.current[0].cost.total, record.cost)
    const terms = Object.fromEntries(
      shown.current[0].cost.terms.map(({ term, amount }: Json) => [term, amount]),
    )
    const { total, ...parts } = record.chosen[0].cost
    assert.deepEqual({ parcel: 0, ...terms }, parts)
    assert.equal(shown.candidates[0].location, 'B')
    assert.equal(shown.candidates[0].cost.total, record.alternative.cost)
    assert.equal(shown.candidates[0].dearerBy, record.alternative.cost - total)
    assert.deepEqual(
      shown.candidates.map(({ has }: Json) => has),
      ['all', 'all'],
    )
    assert.equal(shown.others, 1, 'D has no X')
  })

  it('are there as a problem that any solver can check, with its optimum', async () => {
    const id = await shop.place({ X: 2, Y: 5 })
    const { items } = (await shop.client.get(`/v1/orders/${id}/decisions`)).body
    const { status, body } = await shop.client.get(`/v1/orders/${id}/groups/1/problem`)
    assert.equal(status, 200)
    const { instance, expected } = body
    assert.equal(instance.format, 'routing-order/1')
    assert.deepEqual(
      instance.lines.map(({ sku, qty }: Json) => [sku, qty]),
      [
        ['X', 2],
        ['Y', 5],
      ],
    )
    const nameOf = (node: number) => instance.nodes[node].id
    assert.deepEqual(
      expected.plan.map(({ line, node, qty }: Json) => [line, nameOf(node), qty]),
      [
        [0, 'A', 2],
        [1, 'A', 5],
      ],
    )
    // Each part is rounded to 1e-4 when it is paid.
    const paid = (10_000 * expected.cost) / instance.meta.scale
    assert.ok(Math.abs(paid - items[0].record.cost) <= expected.plan.length / 2)
    assert.equal(expected.cost, costByHighs(await loadHighs(), instance))
    assert.equal((await shop.client.get(`/v1/orders/${id}/groups/9/problem`)).status, 404)
  })

  it('say why a place is left out', async () => {
    await shop.post('/v1/sku-pauses', { sku: 'X', location: 'B', reason: 'recall' })
    const pause = [{ action: 'pause', reason: 'flood' }]
    await change('C', pause)
    const id = await shop.place({ X: 1 })
    const why = (await shop.candidatesOf(id)).candidates.map(({ location, excluded }: Json) => [
      location,
      excluded,
    ])
    assert.deepEqual(why.toSorted(), [
      ['B', 'sku_paused'],
      ['C', 'location_paused'],
    ])
    for (const [location, excluded] of why) {
      const { status, body } = await shop.reroute(id, location)
      assert.deepEqual([status, body.code, body.excluded], [409, 'place_excluded', excluded])
    }
    const out = await shop.reroute(id, 'OUT')
    assert.deepEqual([out.body.code, out.body.excluded], ['place_excluded', 'not_in_pool'])
    await shop.post('/v1/sku-resumptions', { sku: 'X', location: 'B' })
    await change('C', [{ action: 'resume' }])
  })

  it('are only shown to who may see the order', async () => {
    const id = await shop.place({ X: 1 })
    const other = await shop.app.client(['orders:read'])
    const path = `/v1/orders/${id}/groups/1/candidates`
    assert.equal((await other.get(path)).body.code, 'permission_missing')
    assert.equal((await shop.client.get(`/v1/orders/${id}/groups/2/candidates`)).status, 404)
  })
})

async function change(code: string, changes: Json[]): Promise<void> {
  const { version } = (await shop.client.get(`/v1/locations/${code}`)).body
  await shop.post(`/v1/locations/${code}/changes`, { version, changes })
}
