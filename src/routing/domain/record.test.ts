import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { randomOf } from '../../../test/random.ts'
import type { StockPrices } from './ahead.ts'
import { decideRouting } from './decide.ts'
import { defaultTariff } from './freight.ts'
import { ruleSetOf } from './rules/set.ts'
import type { GroupToRoute, NetworkView, RoutingLocation, StockView } from './types.ts'

const LOCATIONS = 100
const MOST_BYTES = 4096

/** Three lines at a hundred places of which some are out for one reason or another. */
function decided({ isPriced = false } = {}) {
  const random = randomOf(7)
  const locations = Array.from({ length: LOCATIONS }, (_, i): RoutingLocation => {
    return {
      id: i + 1,
      code: `L${i + 1}`,
      country: 'FR',
      region: null,
      point: { lat: 42 + random() * 8, lon: -1 + random() * 7 },
      ships: random() < 0.95,
      pickup: true,
      handlingCost: 4000,
      parcelCost: 9000,
      paused: random() < 0.03,
      archived: false,
      kind: random() < 0.9 ? 'store' : 'pop_up',
    }
  })
  const network: NetworkView = {
    location: (id) => locations[id - 1],
    rank: (id) => id,
    isSkuPaused: () => false,
  }
  const there = new Map(
    [1, 2, 3].map((sku) => [sku, locations.map(() => Math.floor(random() * 4))]),
  )
  const stock: StockView = {
    forEach: (skuId, visit) => there.get(skuId)!.forEach((units, i) => visit(i + 1, units)),
  }
  const group: GroupToRoute = {
    no: 1,
    method: 'standard',
    destination: { country: 'FR', region: undefined, point: { lat: 48.86, lon: 2.35 } },
    pickupLocationId: undefined,
    demand: [1, 2, 3].map((skuId) => {
      return { lineNo: skuId, skuId, quantity: 2, gramsPerUnit: 400, wholePerUnit: 1 }
    }),
    order: {
      channel: 'WEB',
      timeZone: 'Europe/Paris',
      value: 9000,
      at: Temporal.Instant.from('2026-11-29T12:00:00Z'),
    },
  }
  const rules = ruleSetOf(3, [
    {
      id: '01a22912-c491-7000-80b3-53290cf5fa6c',
      name: 'Shops within 400 km',
      off: false,
      from: null,
      until: null,
      when: [],
      use: [{ places: { kinds: ['store'] } }],
      choose: { by: 'least_cost' },
      never: { maxKm: 400 },
      wishes: Array.from({ length: 6 }, (_, i) => {
        return { places: i > 0 ? {} : { locations: ['L7'] }, perParcel: -1000 + i }
      }),
      otherwise: 'channel',
    },
  ])
  const objective = { carbonPerTonne: 1_000_000, reroutePerParcel: 30_000 }
  const plan = { id: 1, version: 1, strategy: 'least_cost' as const, tariff: defaultTariff }
  if (!isPriced) return decideRouting(group, { ...plan, objective, rules }, network, stock).record
  return decideRouting(group, { ...plan, objective, rules, prices: drawnPrices() }, network, stock)
    .record
}

/** All of it is scarce everywhere, and there is room for few. */
function drawnPrices(): StockPrices {
  const random = randomOf(9)
  const at = '2026-11-29T11:55:00Z'
  // As many have none of it, not even a row.
  const places = Int32Array.from({ length: 2 * LOCATIONS }, (_, i) => i + 1)
  const drawn = () => Int32Array.from(places, () => 1 + Math.floor(60_000 * random()))
  const amounts = [drawn(), drawn(), drawn(), drawn()]
  const price = (of: number, id: number) => ({ amount: amounts[of]![id - 1]!, layer: 'P3', at })
  return {
    at,
    has: () => true,
    price,
    row: (skuId) => ({ places, amounts: amounts[skuId]!, layer: 'P3', at }),
    slot: (id) => price(0, id),
  }
}

describe('the record of a decision among a hundred places', () => {
  it('names each of them once and takes at most 4 kB compressed', () => {
    const record = decided()
    const dropped = Object.values(record.excluded).flat()
    const whole = dropped.filter((one): one is number => typeof one === 'number')
    const ids = [...record.candidates.map(([id]) => id), ...whole]
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(record.chosen.every(({ wishes }) => wishes!.length >= 5))
    assert.ok(record.far!.length > 0 && record.candidates.length > 0)
    const bytes = gzipSync(JSON.stringify(record)).length
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`)
  })

  it('takes no more with all prices of scarce stock and room that it saw', () => {
    const record = decided({ isPriced: true })
    const { stock, slots } = record.pricesSeen!
    assert.deepEqual(
      stock.map(([, , text]) => (text as string).split(' ').length),
      [2 * LOCATIONS, 2 * LOCATIONS, 2 * LOCATIONS],
    )
    assert.ok(slots![1].length > LOCATIONS)
    const bytes = gzipSync(JSON.stringify(record)).length
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`)
  })

  it('is the same, byte for byte, for the same inputs', () => {
    assert.equal(JSON.stringify(decided()), JSON.stringify(decided()))
  })
})
