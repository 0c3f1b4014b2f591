import {
  decideRouting,
  type Decision,
  type GroupToRoute,
  type NetworkView,
  type Plan,
  type RoutingLocation,
  type StockView,
} from '../../src/routing/index.ts'
import type { RoutingRule } from '../../src/routing/domain/rules/rule.ts'
import { ruleSetOf } from '../../src/routing/domain/rules/set.ts'
import type { CollectionTime } from '../../src/shipping/domain/collections.ts'
import { ratesOf } from '../../src/shipping/domain/rates.ts'
import type { LiveService } from '../../src/shipping/domain/service.ts'

type Place = Partial<RoutingLocation> & {
  /** Units of each SKU: 1, 2 and so on. */
  has: readonly number[]
  rank?: number
}

export const PARIS = { lat: 48.86, lon: 2.35 }
/** So many km north of Paris, about. */
export const north = (km: number) => ({ lat: PARIS.lat + km / 111.2, lon: PARIS.lon })

/** Places by their codes, in the order of their ids, each with stock; nothing else is known. */
export function madeWorld(
  of: Record<string, Place>,
  seen: { moment?: NetworkView['moment']; day?: StockView['day'] } = {},
) {
  const places = Object.entries(of).map(([code, { has, rank, ...own }], n) => {
    const usual = { country: 'FR', region: null, point: PARIS, kind: 'store', ships: true }
    const costs = { handlingCost: 0, parcelCost: 0, pickup: true }
    const state = { paused: false, archived: false }
    const location: RoutingLocation = { id: n + 1, code, ...usual, ...costs, ...state, ...own }
    return { location, has, rank: rank ?? n }
  })
  const network: NetworkView = {
    location: (id) => places[id - 1]?.location,
    rank: (id) => places[id - 1]?.rank,
    isSkuPaused: () => false,
    ...(seen.moment && { moment: seen.moment }),
  }
  const stock: StockView = {
    forEach(skuId, visit) {
      places.forEach(({ location, has }) => {
        const units = has[skuId - 1]
        if (units !== undefined) visit(location.id, units)
      })
    },
    ...(seen.day && { day: seen.day }),
  }
  const codeOf = (id: number) => places[id - 1]!.location.code
  return { network, stock, codeOf }
}

type World = ReturnType<typeof madeWorld>

/** A delivery to Paris of so many units of each SKU. */
export function madeGroup(wanted: readonly number[], over: Partial<GroupToRoute> = {}) {
  const group: GroupToRoute = {
    no: 1,
    method: 'standard',
    destination: { country: 'FR', region: undefined, point: PARIS },
    pickupLocationId: undefined,
    demand: wanted.map((quantity, s) => {
      return { lineNo: s + 1, skuId: s + 1, quantity, gramsPerUnit: 100, wholePerUnit: 1 }
    }),
    order: {
      channel: 'WEB',
      timeZone: 'Europe/Paris',
      value: 9000,
      at: Temporal.Instant.from('2026-11-30T12:00:00Z'),
    },
    ...over,
  }
  return group
}

/** A rule that takes all places at least cost, but for what is said otherwise. */
export function madeRule(over: Partial<RoutingRule> = {}): RoutingRule {
  return {
    id: '00000000-0000-7000-8000-000000000001',
    name: 'A rule',
    off: false,
    from: null,
    until: null,
    when: [],
    use: [{ places: {} }],
    choose: { by: 'least_cost' },
    never: {},
    wishes: [],
    otherwise: 'channel',
    ...over,
  }
}

/** A service to everywhere at one price, which collects at these times wherever it is asked. */
export function madeService(
  code: string,
  of: {
    /** Null: it has none there. */
    price: number | null
    collected: readonly CollectionTime[]
    /** Null: not known. */
    transitDays?: number | null
  },
): LiveService {
  const { transitDays = 0 } = of
  const zone = { code: '1', prices: [of.price], perKgBeyond: 0, transitDays }
  const surcharges: LiveService['card']['surcharges'] = []
  const card = { currency: 'EUR', lanes: [{ zone: '1' }], bands: [1000], zones: [zone], surcharges }
  return {
    carrier: 'CARRIER',
    code,
    methods: ['standard'],
    countries: null,
    toHomes: true,
    maxG: 30_000,
    maxLongestMm: null,
    maxGirthMm: null,
    card: { ...card, cm3PerKg: null, fuelPercent: 0, version: 1 },
    collectsAt: () => of.collected.length > 0,
    timesAt: () => of.collected,
  }
}

export const byCards = (...services: LiveService[]) => ({
  cards: { currency: 'EUR' },
  rates: ratesOf(services),
})

const tariff = { distance: { base: 50_000, perKm: 10, perKg: 3000, perKgKm: 4 } }
const plan = {
  id: null,
  version: 1,
  strategy: 'least_cost' as const,
  tariff: { ...tariff, otherwise: { base: 90_000, perKg: 6000 } },
}

/** By distance, or by the tariff that is given. */
export function decideMadeUp(
  world: World,
  group: GroupToRoute,
  rule: RoutingRule,
  by: Plan['tariff'] = plan.tariff,
): Decision {
  const ruled = { ...plan, tariff: by, rules: ruleSetOf(1, [rule]) }
  return decideRouting(group, ruled, world.network, world.stock)
}

/** What each place gives in all. */
export function givenBy(world: World, { parts }: Decision): Record<string, number> {
  const given: Record<string, number> = {}
  for (const { locationId, quantity } of parts) {
    const code = world.codeOf(locationId)
    given[code] = (given[code] ?? 0) + quantity
  }
  return given
}

/** Why places are left out, by their codes. */
export function leftOut(world: World, { record }: Decision): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(record.excluded).map(([why, all]) => {
      return [why, all.map((one) => world.codeOf(typeof one === 'number' ? one : one[0]))]
    }),
  )
}
