import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { countListed, listPage } from '../../src/orders/actions/list.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { orderOf } from '../shop.ts'
import { METHODS, openBusyShop, type Known } from './busy-list.ts'

describe('the list of orders', () => {
  let app: App
  let client: Client
  let known: Known[]
  before(async () => {
    app = await startApp()
    client = await app.client()
    known = await openBusyShop(app, client)
  })
  after(() => app.stop())

  it('shows what matches and nothing else, in any order, page by page, and counts it', async () => {
    await fc.assert(
      fc.asyncProperty(
        filters,
        sorts,
        fc.integer({ min: 1, max: 9 }),
        async (asked, sort, limit) => {
          const expected = sorted(known.filter(matches(asked)), sort)
          const found = await allPages(client, { ...asked, sort }, limit)
          assert.deepEqual(
            found.map(({ number }) => number),
            expected.map(({ order }) => order.number),
          )
          await assertCounts(client, asked, expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('shows of each order what a person looks for', async () => {
    const number = known[0]!.order.number
    const [one] = (await client.get(`/v1/orders?q=${number}`)).body.items
    const { customer, city, country, locations, methods, held, attention, state } = one
    assert.deepEqual(
      { customer, city, country, locations, methods, held, attention, state },
      {
        customer: 'Ada Lovelace',
        city: 'Paris',
        country: 'DE',
        locations: ['A'],
        methods: ['standard'],
        held: true,
        attention: 'on_hold',
        state: 'on_hold',
      },
    )
  })

  it('finds a new order by its number and external id before the log has been read', async () => {
    const order = orderOf({ 'TEE-M': 1 }, { externalId: 'just now/1' })
    const placed = (await client.post('/v1/orders', order)).body
    for (const q of [placed.number, placed.number.toLowerCase(), 'just%20now/1']) {
      const { items } = (await client.get(`/v1/orders?q=${q}`)).body
      assert.deepEqual(
        items.map(({ id }: Json) => id),
        [placed.id],
      )
    }
    const byId = (await client.get('/v1/orders?externalId=just%20now/1&state=allocated')).body
    assert.equal(byId.items.length, 1)
    const counts = (await client.get(`/v1/orders/counts?q=${placed.number}`)).body
    assert.deepEqual(counts.total, { count: 1, isCapped: false })
    const reason = { reason: 'of this test alone' }
    await client.post(`/v1/orders/${placed.id}/cancellations`, reason)
    assert.equal(
      (await client.get('/v1/orders?externalId=just%20now/1&state=allocated')).body.items.length,
      0,
    )
  })

  it('shows nothing outside the scope, whatever is asked', async () => {
    const { db } = app.platform
    const network = await app.orders.network.current()
    const named = { network, skus: app.orders.skus }
    const channels = [network.channelByCode.get('NOW')!.id]
    const scope = { channels, locations: [] }
    const other = known.find(({ order }) => order.channel === 'WEB')!.order
    for (const asked of [
      {},
      { state: 'allocated,late,on_hold' },
      { q: 'ada' },
      { q: other.number },
      { q: 'ada', state: 'allocated' },
      { externalId: other.externalId },
      { method: 'standard,express,same_day' },
      { channel: 'WEB' },
      { channel: 'WEB,NOW', q: 'tee' },
    ]) {
      for (const sort of ['-placedAt', 'total']) {
        const { items } = await listPage(db, named, scope, { ...asked, sort, limit: 200 })
        assert.ok(
          items.every(({ channel }) => channel === 'NOW'),
          JSON.stringify(asked),
        )
        const { total } = await countListed(db, named, scope, asked)
        assert.equal(total.count, items.length, JSON.stringify(asked))
      }
    }
  })

  const faults: [string, string, string][] = [
    ['state=shipped', 'field_invalid', '/state'],
    ['state=allocated,', 'field_invalid', '/state'],
    ['channel=NOPE', 'channel_unknown', '/channel'],
    ['location=A,NOPE', 'location_unknown', '/location'],
    ['method=pigeon', 'field_invalid', '/method'],
    ['country=fr', 'field_invalid', '/country'],
    ['placedFrom=yesterday', 'field_invalid', '/placedFrom'],
    ['placedBefore=2026-02-30T00:00:00Z', 'field_invalid', '/placedBefore'],
    ['q=%20%26', 'field_invalid', '/q'],
    ['q=a%00b', 'text_invalid', '/q'],
    ['waitingFor=NOPE', 'sku_unknown', '/waitingFor'],
    ['waitingFor=', 'field_invalid', '/waitingFor'],
    ['sort=name', 'field_invalid', '/sort'],
    ['cursor=abc', 'field_invalid', '/cursor'],
    ['colour=red', 'field_unknown', '/colour'],
  ]
  for (const [query, code, field] of faults) {
    it(`refuses ${query}`, async () => {
      const { status, body } = await client.get(`/v1/orders?${query}`)
      assert.deepEqual([Math.floor(status / 100), body.code, body.field], [4, code, field])
    })
  }

  it('refuses the cursor of a list in another order', async () => {
    const { next } = (await client.get('/v1/orders?limit=1&sort=total')).body
    const { body } = await client.get(`/v1/orders?limit=1&cursor=${next}`)
    assert.deepEqual([body.code, body.field], ['field_invalid', '/cursor'])
  })

  it('leaves the books right', async () => {
    assert.deepEqual(await app.broken(), [])
  })
})

const several = (...values: string[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }), {
    nil: undefined,
    freq: 3,
  })

const filters = fc.record({
  state: several('allocated', 'on_hold', 'cancelled', 'waiting_for_stock', 'fulfilled', 'late'),
  channel: several('WEB', 'NOW'),
  location: several('A', 'B', 'C'),
  method: several(...METHODS),
  country: several('FR', 'DE', 'IT'),
  q: several('ada', 'PARIS', 'saint', 'müll', 'jean-pierre', 'tee', 'TEE-M', 'far', 'ext-1', 'o'),
  placedFrom: fc.option(fc.constantFrom('2026-03-01T20:00:00Z', '2026-03-02T12:00:00+02:00')),
  placedBefore: fc.option(fc.constantFrom('2026-03-03T12:00:00Z', '2026-03-02T12:00:00Z')),
})
type Asked = Partial<Record<string, string | string[] | null>>

const sorts = fc.constantFrom('-placedAt', 'placedAt', '-total', 'total')

function matches(asked: Asked): (one: Known) => boolean {
  return ({ order, words, late }) => {
    const isOneOf = (field: string, values: readonly string[]) =>
      !asked[field] || values.some((value) => asked[field]!.includes(value))
    const places = order.lines.flatMap((line: Json) =>
      line.allocations.map(({ location }: Json) => location),
    )
    const wasAt = order.lines.map(({ sku }: Json) => (sku === 'FAR' ? 'B' : 'A'))
    const isLate = late && order.state !== 'cancelled'
    const q = (asked['q'] ?? []) as string[]
    const at = Temporal.Instant.from(order.placedAt)
    return (
      isOneOf('state', [order.state, ...(isLate ? ['late'] : [])]) &&
      isOneOf('channel', [order.channel]) &&
      isOneOf('location', [...places, ...wasAt]) &&
      isOneOf('method', [order.groups[0].method]) &&
      isOneOf('country', [order.groups[0].shipTo.country]) &&
      (!asked['placedFrom'] || Temporal.Instant.compare(at, asked['placedFrom'] as string) >= 0) &&
      (!asked['placedBefore'] ||
        Temporal.Instant.compare(at, asked['placedBefore'] as string) < 0) &&
      (q.join(' ').toLowerCase() === order.externalId || q.every((word) => isFoundBy(words, word)))
    )
  }
}

function isFoundBy(words: readonly string[], asked: string): boolean {
  const word = asked
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase()
  return words.some((one) => (word.length > 2 ? one.startsWith(word) : one === word))
}

function sorted(orders: readonly Known[], sort: string): Known[] {
  const sign = sort.startsWith('-') ? -1 : 1
  const keyOf = ({ order }: Known): number =>
    sort.endsWith('total') ? order.total : Temporal.Instant.from(order.placedAt).epochMilliseconds
  return orders.toSorted((a, b) => {
    return sign * (keyOf(a) - keyOf(b) || (a.order.id < b.order.id ? -1 : 1))
  })
}

async function allPages(client: Client, asked: Asked, limit: number): Promise<Json[]> {
  const found: Json[] = []
  let cursor: string | null = null
  do {
    const query = queryOf({ ...asked, limit: String(limit), cursor })
    const { body }: { body: Json } = await client.get(`/v1/orders?${query}`)
    found.push(...body.items)
    cursor = body.next
  } while (cursor !== null)
  return found
}

function queryOf(asked: Asked): string {
  const given = Object.entries(asked).filter(([, value]) => value !== null && value !== undefined)
  const texts = given.map(([name, value]) => {
    return [name, Array.isArray(value) ? value.join(name === 'q' ? ' ' : ',') : value!]
  })
  return new URLSearchParams(texts as [string, string][]).toString()
}

async function assertCounts(client: Client, asked: Asked, expected: Known[]): Promise<void> {
  const { body } = await client.get(`/v1/orders/counts?${queryOf(asked)}`)
  assert.deepEqual(body.total, { count: expected.length, isCapped: false })
  for (const { state, count } of body.states) {
    const mine = expected.filter(({ order, late }) =>
      state === 'late' ? late && order.state !== 'cancelled' : order.state === state,
    )
    assert.equal(count, mine.length, state)
  }
}
