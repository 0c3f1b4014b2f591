import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Json } from '../../../test/app.ts'
import { skuOf } from '../../../test/arbitrary/orders.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { OrderBody } from '../schemas.ts'
import { decideCapture, type CaptureWorld } from './capture.ts'

const skus = new Map([1, 2, 3].map((id) => [`S${id}`, skuOf(id)]))
skus.set('OLD', { ...skuOf(4), archived: true })
const locations = new Map([
  ['A', { id: 11, archived: false }],
  ['CLOSED', { id: 12, archived: true }],
  ['APART', { id: 13, archived: false }],
])
const world: CaptureWorld = {
  channel: { id: 7, currency: 'EUR', taxMode: 'inclusive' },
  skuByCode: (code) => skus.get(code),
  skuById: (id) => [...skus.values()].find((sku) => sku.id === id),
  locationByCode: (code) => locations.get(code),
  isInPool: (id) => id !== locations.get('APART')!.id,
  now: Temporal.Instant.from('2026-03-01T10:00:00Z'),
}

/** Orders that are right: up to three groups, each with a line or more. */
const bodies: fc.Arbitrary<OrderBody> = fc
  .record({
    groups: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    lines: fc.array(
      fc.record({
        group: fc.nat(2),
        sku: fc.integer({ min: 1, max: 3 }),
        units: fc.integer({ min: 1, max: 500 }),
        cents: fc.nat(9999),
      }),
      { minLength: 3, maxLength: 6 },
    ),
    shipping: fc.option(fc.nat(900), { nil: undefined }),
    placedAt: fc.option(fc.constant('2026-03-01T09:30:00Z'), { nil: undefined }),
  })
  .map(({ groups, lines, shipping, placedAt }) => {
    const money = (amount: number) => ({ amount, currency: 'EUR' })
    const drawn = lines.map(({ group, sku, units, cents }, i) => ({
      no: i + 1,
      // The first lines see to it that no group is empty.
      group: 1 + (i < groups.length ? i : group % groups.length),
      sku: `S${sku}`,
      quantity: Number(`${units}e-${sku - 1}`),
      unitPrice: (cents / 100).toFixed(2),
      total: money(Math.round((cents * units) / 10 ** (sku - 1))),
    }))
    const total = drawn.reduce((sum, line) => sum + line.total.amount, shipping ?? 0)
    return {
      channel: 'WEB',
      externalId: 'X1',
      currency: 'EUR',
      contact: { name: 'Ada Lovelace' },
      groups: groups.map((collects, i) =>
        collects
          ? { no: i + 1, method: 'click_and_collect' as const, pickupLocation: 'A' }
          : { no: i + 1, method: 'standard' as const, shipTo: { country: 'FR', lat: 48, lon: 2 } },
      ),
      lines: drawn,
      total: money(total),
      ...(shipping === undefined ? {} : { shipping: { total: money(shipping) } }),
      ...(placedAt === undefined ? {} : { placedAt }),
    }
  })

/** One thing wrong with an order, at its group `g` and its line `l`; what must be told of it. */
type Fault = (
  body: Json,
  l: number,
  g: number,
) => [code: Refusal['code'], field: string | undefined]

const collect = (body: Json, g: number, pickupLocation?: string) => {
  const at = pickupLocation === undefined ? {} : { pickupLocation }
  body.groups[g] = { no: body.groups[g].no, method: 'locker', ...at }
}
const deliver = (body: Json, g: number, rest: object) => {
  body.groups[g] = { no: body.groups[g].no, method: 'express', ...rest }
}
const CARD = '4111 1111 1111 1111'

const faults: Record<string, Fault> = {
  'a time that has not come': (body) => {
    body.placedAt = world.now.add({ minutes: 6 }).toString()
    return ['field_invalid', '/placedAt']
  },
  'another currency': (body) => {
    body.currency = 'USD'
    return ['currency_mismatch', '/currency']
  },
  'an unknown SKU': (body, l) => {
    body.lines[l].sku = 'NOPE'
    return ['sku_unknown', `/lines/${l}/sku`]
  },
  'an archived SKU': (body, l) => {
    body.lines[l].sku = 'OLD'
    return ['sku_unknown', `/lines/${l}/sku`]
  },
  'a quantity too fine': (body, l) => {
    const { decimals } = skus.get(body.lines[l].sku)!
    body.lines[l].quantity += Number(`5e-${decimals + 1}`)
    return ['quantity_invalid', `/lines/${l}/quantity`]
  },
  'no quantity': (body, l) => {
    body.lines[l].quantity = 0
    return ['quantity_invalid', `/lines/${l}/quantity`]
  },
  'a line number twice': (body, l) => {
    body.lines.push({ ...body.lines[l] })
    return ['order_invalid', `/lines/${body.lines.length - 1}/no`]
  },
  'a line of no group': (body, l) => {
    body.lines[l].group = 9
    return ['group_unknown', `/lines/${l}/group`]
  },
  'a group number twice': (body, _l, g) => {
    body.groups.push({ ...body.groups[g] })
    return ['order_invalid', `/groups/${body.groups.length - 1}/no`]
  },
  'a group of no line': (body, _l, g) => {
    body.groups.push({ ...body.groups[g], no: 9 })
    return ['order_invalid', `/groups/${body.groups.length - 1}`]
  },
  'nowhere to collect': (body, _l, g) => {
    collect(body, g)
    return ['order_invalid', `/groups/${g}/pickupLocation`]
  },
  'collected at an unknown place': (body, _l, g) => {
    collect(body, g, 'NOPE')
    return ['location_unknown', `/groups/${g}/pickupLocation`]
  },
  'collected at a closed place': (body, _l, g) => {
    collect(body, g, 'CLOSED')
    return ['location_unknown', `/groups/${g}/pickupLocation`]
  },
  'delivered and collected': (body, _l, g) => {
    deliver(body, g, { shipTo: { country: 'FR' }, pickupLocation: 'A' })
    return ['order_invalid', `/groups/${g}/pickupLocation`]
  },
  'delivered nowhere': (body, _l, g) => {
    deliver(body, g, {})
    return ['order_invalid', `/groups/${g}/shipTo`]
  },
  'collected and to come from elsewhere': (body, _l, g) => {
    collect(body, g, 'A')
    body.groups[g].nominated = { location: 'A', firm: true }
    return ['order_invalid', `/groups/${g}/nominated`]
  },
  'to come from an unknown place': (body, _l, g) => {
    const nominated = { location: 'NOPE', firm: false }
    deliver(body, g, { shipTo: { country: 'FR' }, nominated })
    return ['location_unknown', `/groups/${g}/nominated/location`]
  },
  'to come from a closed place': (body, _l, g) => {
    const nominated = { location: 'CLOSED', firm: false }
    deliver(body, g, { shipTo: { country: 'FR' }, nominated })
    return ['location_not_in_pool', `/groups/${g}/nominated/location`]
  },
  'to come from nowhere but a place that does not send for the channel': (body, _l, g) => {
    const nominated = { location: 'APART', firm: true }
    deliver(body, g, { shipTo: { country: 'FR' }, nominated })
    return ['location_not_in_pool', `/groups/${g}/nominated/location`]
  },
  'a card number as a tag of the customer': (body) => {
    body.customer = { tags: ['vip', CARD.replaceAll(/\D/g, '')] }
    return ['card_number_refused', '/customer/tags/1']
  },
  'a card number as a tag': (body) => {
    body.tags = ['vip', CARD.replaceAll(/\D/g, '')]
    return ['card_number_refused', '/tags/1']
  },
  'half a place': (body, _l, g) => {
    deliver(body, g, { shipTo: { country: 'FR', lon: 2 } })
    return ['order_invalid', `/groups/${g}/shipTo`]
  },
  'half a place of who collects': (body, _l, g) => {
    collect(body, g, 'A')
    body.groups[g].shipTo = { country: 'FR', lat: 2 }
    return ['order_invalid', `/groups/${g}/shipTo`]
  },
  'a card number as reference': (body) => {
    body.payments = [{ method: 'card', reference: CARD, amount: body.total }]
    return ['card_number_refused', '/payments/0/reference']
  },
  'a card number as name': (body) => {
    body.contact.name = `Ada ${CARD}`
    return ['card_number_refused', '/contact/name']
  },
  'a total that does not add up': (body) => {
    body.total.amount += 1
    return ['amounts_do_not_add_up', '/total/amount']
  },
}

describe('capturing an order', () => {
  it('takes what is right, and resolves each code to what it names', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const given = structuredClone(body)
        const order = decideCapture(body, world)
        assert.deepEqual(body, given, 'what was sent is not changed')
        assert.ok(!(order instanceof Refusal), order instanceof Refusal ? order.message : '')
        assert.deepEqual([order.channelId, order.total], [7, body.total.amount])
        assert.equal(order.placedAt?.toString(), body.placedAt)
        assert.deepEqual(
          order.lines.map((line) => [line.no, line.groupNo, line.sku, line.total]),
          body.lines.map((line) => [line.no, line.group, skus.get(line.sku), line.total.amount]),
        )
        order.lines.forEach(({ ordered, sku }, i) => {
          assert.ok(Number.isSafeInteger(ordered))
          assert.equal(ordered / 10 ** sku.decimals, body.lines[i]!.quantity)
        })
        assert.deepEqual(
          order.groups.map((group) => [group.no, group.method, group.pickupLocationId]),
          body.groups.map((group) => [group.no, group.method, group.pickupLocation && 11]),
        )
      }),
      { numRuns: 300 },
    )
  })

  for (const [name, spoil] of Object.entries(faults)) {
    it(`refuses ${name}, wherever it stands, and names the field`, () => {
      fc.assert(
        fc.property(bodies, fc.nat(), fc.nat(), (body, l, g) => {
          const wrong = structuredClone(body)
          const told = spoil(wrong, l % body.lines.length, g % body.groups.length)
          const refusal = decideCapture(wrong, world)
          assert.ok(refusal instanceof Refusal, 'it was taken')
          assert.deepEqual([refusal.code, refusal.field], told)
        }),
        { numRuns: 50 },
      )
    })
  }

  it('refuses every order of a channel that is not known', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const refusal = decideCapture(body, { ...world, channel: undefined })
        assert.ok(refusal instanceof Refusal)
        assert.deepEqual([refusal.code, refusal.field], ['channel_unknown', '/channel'])
      }),
    )
  })
})
