import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Rule } from '../../src/inventory/domain/rules/rule.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json, type Reply } from '../app.ts'
import { inForce } from '../rules.ts'
import { orderOf } from '../shop.ts'
import { countedIn, inShop, limitOf, order, quotaOf, untilCounted } from './counting.ts'

describe('a limit of purchases', () => {
  it('of one order counts all its lines of a SKU', async () => {
    await inShop([limitOf({ quantity: 2, per: 'order', days: null })], async ({ app, client }) => {
      assert.equal((await order(client, 2)).status, 201)
      const body = orderOf({ X: 2 })
      body.lines.push({ ...body.lines[0]!, no: 2 })
      body.total.amount *= 2
      const refused = await client.post('/v1/orders', body)
      assert.deepEqual(saying(refused), ['purchase_limit_exceeded', 'X', 2, 2])
      assert.equal(refused.body.rule.name, 'Limit')
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('asks for so many at least, over all lines of one order, and says how many', async () => {
    const rule = limitOf({ quantity: 9, minQuantity: 7, per: 'order', days: null })
    await inShop([rule], async ({ app, client }) => {
      const { status, body: refused } = await order(client, 6)
      assert.deepEqual([status, refused.code], [409, 'minimum_quantity_not_met'])
      assert.deepEqual([refused.sku, refused.minQuantity, refused.wanted], ['X', 7, 6])
      assert.equal(refused.rule.name, 'Limit')
      const body = orderOf({ X: 4 })
      body.lines.push({ ...body.lines[0]!, no: 2, quantity: 3 })
      body.lines[1]!.total = { amount: 3000, currency: 'EUR' }
      body.total.amount += 3000
      const { id } = (await client.post('/v1/orders', body)).body
      assert.deepEqual(saying(await order(client, 10)), ['purchase_limit_exceeded', 'X', 9, 9])
      // What is in a cart may still change; what was ordered may become less.
      assert.equal((await hold(client, 1)).status, 201)
      const less = { reason: 'less', lines: [{ no: 1, quantity: 4 }] }
      assert.equal((await client.post(`/v1/orders/${id}/cancellations`, less)).status, 200)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('asks for so many of what bundles are made of, too', async () => {
    const rule = limitOf({ quantity: null, minQuantity: 4, per: 'order', days: null })
    await inShop([rule], async ({ client }) => {
      const components = [{ sku: 'X', quantity: 3 }]
      const three = { code: 'THREE', name: 'Three', kind: 'bundle', components }
      const made = await client.post('/v1/skus', { skus: [three] })
      assert.equal(made.status, 200, JSON.stringify(made.body))
      const place = (lines: Record<string, number>) => client.post('/v1/orders', orderOf(lines))
      const { body } = await place({ THREE: 1 })
      assert.deepEqual([body.code, body.sku, body.wanted], ['minimum_quantity_not_met', 'X', 3])
      assert.equal((await place({ THREE: 1, X: 1 })).status, 201)
      assert.equal((await place({ THREE: 2 })).status, 201)
    })
  })

  it('lets an order that was placed before it be sent again', async () => {
    await inShop([], async ({ app, client }) => {
      const body = orderOf({ X: 3 })
      const placed = await client.post('/v1/orders', body)
      inForce(app, [limitOf({ quantity: 2, per: 'order', days: null })])
      const again = await client.post('/v1/orders', body)
      assert.deepEqual([again.status, again.body.id], [200, placed.body.id])
    })
  })

  it('of a customer counts what was ordered in so many days, and not cancelled', async () => {
    const rule = limitOf({ quantity: 3, per: 'customer', days: 30 })
    await inShop([rule], async ({ app, client }) => {
      const ada = { contact: { email: 'Ada@example.com', phone: '+33 1' } }
      const first = await order(client, 2, ada)
      assert.equal(first.status, 201)
      // One who changes the address or the number is still the same.
      const others = [{ email: 'ada@example.com ' }, { email: 'b@example.com', phone: '00331' }]
      for (const contact of others) {
        const refused = await order(client, 2, { contact })
        assert.deepEqual(saying(refused), ['purchase_limit_exceeded', 'X', 3, 1])
      }
      assert.equal((await order(client, 2, { contact: { email: 'eve@example.com' } })).status, 201)
      await client.post(`/v1/orders/${first.body.id}/cancellations`, { reason: 'less' })
      await untilCounted(app, 2)
      assert.equal((await order(client, 3, ada)).status, 201)
      // A month later nothing of it counts any more.
      await app.platform.db.query(
        sql`update inventory.counter_use set used_at = used_at - interval '31 days'`,
      )
      assert.equal((await order(client, 3, ada)).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('may count all that was ever ordered, and later only what was of late', async () => {
    const of = (days: number | null) => limitOf({ quantity: 1, per: 'customer', days })
    await inShop([of(null)], async ({ app, client }) => {
      const ada = { contact: { email: 'ada@example.com' } }
      assert.equal((await order(client, 1, ada)).status, 201)
      inForce(app, [of(30)])
      assert.equal((await order(client, 1, ada)).status, 409)
      await app.platform.db.query(
        sql`update inventory.counter_use set used_at = used_at - interval '31 days'`,
      )
      assert.equal((await order(client, 1, ada)).status, 201)
      assert.deepEqual(await app.broken(), [])
      inForce(app, [of(null)])
      assert.equal((await order(client, 1, ada)).status, 409)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('of an address counts what goes there, whoever ordered it', async () => {
    const rule = limitOf({ quantity: 2, per: 'address', days: null })
    await inShop([rule], async ({ app, client }) => {
      const of = (email: string) => ({ contact: { email } })
      assert.equal((await order(client, 2, of('ada@example.com'))).status, 201)
      const refused = await order(client, 1, of('eve@example.com'))
      assert.deepEqual(saying(refused), ['purchase_limit_exceeded', 'X', 2, 0])
      const shipTo = { line1: '2 rue de Rivoli', city: 'Paris', country: 'FR' }
      const groups = [{ no: 1, method: 'standard', shipTo }]
      assert.equal((await order(client, 1, { groups })).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('holds when one orders many times at once, on two servers', async () => {
    const rule = limitOf({ quantity: 3, per: 'customer', days: 7 })
    await onTwo([rule], async ({ app, clients }) => {
      const replies = await Promise.all(
        Array.from({ length: 24 }, (_, i) => order(clients[i % 2]!, 1)),
      )
      assert.deepEqual(codesOf(replies), ['purchase_limit_exceeded', '201'])
      assert.equal(replies.filter(({ status }) => status === 201).length, 3)
      assert.deepEqual(await app.broken(), [])
    })
  })
})

describe('a quota', () => {
  it('is used by orders and open holds, once by a hold that becomes an order', async () => {
    await inShop([quotaOf(5)], async ({ app, client }) => {
      const kept = await hold(client, 3)
      assert.equal(kept.status, 201)
      assert.deepEqual(saying(await order(client, 3)), ['quota_exhausted', 'X', 5, 2])
      assert.deepEqual(saying(await hold(client, 3)), ['quota_exhausted', 'X', 5, 2])
      assert.equal((await order(client, 5, { hold: kept.body.id })).status, 201)
      assert.deepEqual(saying(await order(client, 1)), ['quota_exhausted', 'X', 5, 0])
      assert.equal(await countedIn(app), 5)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is the most that is told to be available, and says why', async () => {
    await inShop([quotaOf(5)], async ({ client }) => {
      assert.equal((await order(client, 2)).status, 201)
      const path = '/v1/availability?channel=WEB&sku=X&explain=true'
      const { available, terms, locations } = (await client.get(path)).body
      assert.equal(available, 3)
      assert.deepEqual(terms.at(-1), {
        term: 'quota',
        quantity: -55,
        rule: { id: quotaOf(5).id, name: 'Limit' },
      })
      assert.ok(locations.every((one: Json) => one.available <= 3))
      const { items } = (await client.get('/v1/availability/skus?channel=WEB&skus=X')).body
      assert.equal(items[0].available, 3)
    })
  })

  it('gets back what is released, expires or is cancelled', async () => {
    await inShop([quotaOf(4)], async ({ app, client }) => {
      const [one, two] = [(await hold(client, 1)).body.id, (await hold(client, 1)).body.id]
      const { id } = (await order(client, 2)).body
      await client.post(`/v1/stock-holds/${one}/releases`, {})
      await expire(app, two)
      // Nobody has to wait for the sweep.
      assert.deepEqual(saying(await order(client, 3)), ['quota_exhausted', 'X', 4, 2])
      await client.post(`/v1/orders/${id}/cancellations`, { reason: 'all' })
      await untilCounted(app, 0)
      assert.equal((await order(client, 4)).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('keeps what was used when a new version of the rule allows more, or less', async () => {
    await inShop([quotaOf(2)], async ({ app, client }) => {
      assert.equal((await order(client, 2)).status, 201)
      inForce(app, [quotaOf(3)])
      assert.equal((await order(client, 1)).status, 201)
      inForce(app, [quotaOf(1)])
      assert.deepEqual(saying(await order(client, 1)), ['quota_exhausted', 'X', 1, 0])
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('sells its last units once, to orders and holds of two servers', async () => {
    await onTwo([quotaOf(7)], async ({ app, clients }) => {
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, i) => {
          const client = clients[i % 2]!
          return i % 4 < 2 ? hold(client, 1) : order(client, 1)
        }),
      )
      assert.deepEqual(codesOf(replies), ['quota_exhausted', '201'])
      assert.equal(replies.filter(({ status }) => status === 201).length, 7)
      assert.equal(await countedIn(app), 7)
      assert.deepEqual(await app.broken(), [])
    })
  })
})

function hold(client: Client, quantity: number) {
  return client.post('/v1/stock-holds', { channel: 'WEB', lines: [{ sku: 'X', quantity }] })
}

function saying({ body }: Reply): unknown[] {
  return [body.code, body.sku, body.limit, body.left]
}

function codesOf(replies: readonly Reply[]): string[] {
  const codes = replies.map(({ status, body }): string => body.code ?? String(status))
  return [...new Set(codes)].toSorted().toReversed()
}

/** As if its time were over a moment ago. */
async function expire({ platform }: App, id: string): Promise<void> {
  const ago = sql`now() - interval '1 second'`
  await platform.db.transaction(async (tx) => {
    await tx.query(sql`update inventory.hold set expires_at = ${ago} where id = ${id}`)
    await tx.query(sql`update inventory.counter_use set until = ${ago} where owner_id = ${id}`)
    await tx.query(sql`update inventory.claim set expires_at = ${ago} where reference = ${id}`)
  })
}

async function onTwo(
  rules: readonly Rule[],
  run: (at: { app: App; clients: readonly Client[] }) => Promise<void>,
): Promise<void> {
  await inShop(rules, async ({ app, client }) => {
    const second = await startApp(app.connection)
    try {
      inForce(second, rules)
      await run({ app, clients: [client, await second.client()] })
    } finally {
      await second.stop()
    }
  })
}
