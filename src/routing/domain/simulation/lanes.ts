import { parcelPriceOf } from '../freight.ts'
import type { Network, Order } from '../prices/index.ts'
import type { GroupToRoute } from '../types.ts'
import type { Course, Policy, SimulatedOrder, Surroundings } from './course.ts'
import type { Cells } from './shelf.ts'

/** A network as prices of scarce stock see it; its cells are those of the simulation. */
export type Lanes = {
  network: Network
  nodeOf: ReadonlyMap<number, number>
  skuOf: ReadonlyMap<number, number>
  /** By SKU of the network: whole units to a base unit; 0 where nobody orders it. */
  wholePerUnit: Float64Array
  categories: Int32Array
  /** An order as prices see it: each group that is sent is one. */
  ordersOf(order: SimulatedOrder, day: number): Order[]
  /** Of what customers collect: units by SKU at a node, as if its till sold them. */
  collectedOf(order: SimulatedOrder): { sku: number; node: number; units: number }[]
}

/** Of a place without coordinates so much of its postal code says where it is. */
const POSTCODE = 2
/** Where nothing is known of what goods are worth, in 1e-4 of the money. */
const NOTHING = 0

type Sent = { channelId: number; group: GroupToRoute; isApart: boolean }

/**
 * A region is a square of one degree, or the beginning of a postal code; a service is a channel
 * with a delivery method. What a parcel costs is the plan's price at the mean weight; how that
 * grows by the kg is what twice as much costs. What parcels cost and goods are worth is of orders
 * that are counted: of those in other currencies only what they want counts, as if a channel that
 * is counted sent it.
 */
export function lanesOf(
  courses: readonly Course[],
  cells: Cells,
  surroundings: Pick<Surroundings, 'networkOf' | 'workDays'>,
  planOf: Policy['planOf'],
): Lanes {
  const orders = courses.flatMap(({ happenings }) =>
    happenings.flatMap((one) => (one.kind === 'order' ? [one.order] : [])),
  )
  const sent = orders.flatMap(({ channelId, groups, isApart = false }) =>
    groups.flatMap((group) => (isSent(group) ? [{ channelId, group, isApart }] : [])),
  )
  const counted = sent.filter(({ isApart }) => !isApart)
  const regions = firstsOf(sent, ({ group }) => regionOf(group))
  const services = firstsOf(counted, serviceOf)
  const byMethod = firstsOf(counted, ({ group }) => group.method)
  const noOf = { region: numbersOf(regions), service: numbersOf(services) }
  const locations = Int32Array.from(new Set(cells.location)).toSorted()
  const nodeOf = new Map([...locations].map((id, node) => [id, node]))
  const skus = [...cells.rangeOf.keys()]
  const skuOf = new Map(skus.map((id, sku) => [id, sku]))
  const goods = goodsOf(orders, skuOf, skus.length)
  const at = Temporal.Instant.fromEpochMilliseconds(courses[0]!.from)
  const lanes = { regions, services, locations, nodes: locations.length }
  const network: Network = {
    nodes: locations.length,
    regions: Math.max(1, regions.size),
    services: Math.max(1, services.size),
    ...costsOf(lanes, meanGramsOf(sent), { surroundings, planOf, at }),
    days: new Uint8Array(Math.max(1, regions.size) * Math.max(1, services.size) * locations.length),
    slots: Float64Array.from(locations, (id) => {
      return surroundings.workDays(at)?.(id)?.limit.orders ?? Infinity
    }),
    kg: goods.kg,
    unfilled: goods.worth,
    margin: marginsOf(courses, skuOf, goods.worth),
    first: firstCells(cells),
    node: cells.location.map((id) => nodeOf.get(id)!),
  }
  const linesOf = ({ demand }: GroupToRoute) => {
    const units = new Map<number, number>()
    for (const { skuId, quantity, wholePerUnit, follows } of demand) {
      const sku = skuOf.get(skuId)
      if (sku === undefined || follows) continue
      const whole = Math.max(1, Math.round(quantity * wholePerUnit))
      units.set(sku, (units.get(sku) ?? 0) + whole)
    }
    return [...units].map(([sku, quantity]) => ({ sku, quantity }))
  }
  return {
    network,
    nodeOf,
    skuOf,
    wholePerUnit: goods.wholePerUnit,
    categories: goods.categories,
    ordersOf: ({ channelId, groups, isApart = false }, day) =>
      groups.flatMap((group) => {
        const lines = linesOf(group)
        if (!isSent(group) || lines.length === 0) return []
        const region = noOf.region.get(regionOf(group))!
        const as = isApart ? byMethod.get(group.method) : { channelId, group }
        const service = (as && noOf.service.get(serviceOf(as))) ?? 0
        return [{ day, region, service, lines }]
      }),
    collectedOf: ({ groups }) =>
      groups.flatMap((group) => {
        const node = nodeOf.get(group.pickupLocationId ?? -1)
        if (node === undefined) return []
        return linesOf(group).map(({ sku, quantity }) => ({ sku, node, units: quantity }))
      }),
  }
}

function isSent({ pickupLocationId }: GroupToRoute): boolean {
  return pickupLocationId === undefined
}

function regionOf({ destination: { country, point, postalCode } }: GroupToRoute): string {
  if (point) return `${Math.round(point.lat)} ${Math.round(point.lon)}`
  return `${country} ${(postalCode ?? '').slice(0, POSTCODE)}`
}

function serviceOf({ channelId, group }: Omit<Sent, 'isApart'>): string {
  return `${channelId} ${group.method}`
}

/** By name in order of first sight: one of it. */
function firstsOf(sent: readonly Sent[], nameOf: (one: Sent) => string): Map<string, Sent> {
  const firsts = new Map<string, Sent>()
  for (const one of sent) {
    const name = nameOf(one)
    if (!firsts.has(name)) firsts.set(name, one)
  }
  return firsts
}

function numbersOf(firsts: ReadonlyMap<string, Sent>): Map<string, number> {
  return new Map([...firsts.keys()].map((name, no) => [name, no]))
}

function meanGramsOf(sent: readonly Sent[]): number {
  const grams = sent.reduce((sum, { group }) => {
    return group.demand.reduce((all, one) => all + one.gramsPerUnit * one.quantity, sum)
  }, 0)
  return Math.max(1, grams / Math.max(1, sent.length))
}

function costsOf(
  of: {
    regions: ReadonlyMap<string, Sent>
    services: ReadonlyMap<string, Sent>
    locations: Int32Array
    nodes: number
  },
  grams: number,
  by: {
    surroundings: Pick<Surroundings, 'networkOf'>
    planOf: Policy['planOf']
    at: Temporal.Instant
  },
): Pick<Network, 'parcel' | 'perKg' | 'handling'> {
  const { nodes, locations } = of
  const [regions, services] = [[...of.regions.values()], [...of.services.values()]]
  const count = Math.max(1, regions.length)
  const parcel = new Float64Array(Math.max(1, services.length) * count * nodes).fill(Infinity)
  const perKg = new Float64Array(count * nodes)
  const handling = new Float64Array(nodes)
  services.forEach(({ channelId }, s) => {
    const network = by.surroundings.networkOf(channelId, by.at)
    const { tariff } = by.planOf(channelId)
    locations.forEach((id, node) => {
      const location = network.location(id)
      if (!location || location.archived) return
      handling[node] = location.handlingCost
      if (network.rank(id) === undefined || !location.ships) return
      regions.forEach(({ group: { destination } }, r) => {
        const once = parcelPriceOf(tariff, location, destination, grams)
        const more = Math.max(0, parcelPriceOf(tariff, location, destination, 2 * grams) - once)
        const lane = r * nodes + node
        perKg[lane] = (more * 1000) / grams
        parcel[s * count * nodes + lane] = Math.max(0, once - more) + location.parcelCost
      })
    })
  })
  return { parcel, perKg, handling }
}

/** What is known of SKUs from what was ordered of them; of worth, in the currency that counts. */
function goodsOf(
  orders: readonly SimulatedOrder[],
  skuOf: ReadonlyMap<number, number>,
  count: number,
) {
  const kg = new Float64Array(count)
  const wholePerUnit = new Float64Array(count)
  const worths = new Float64Array(count)
  const units = new Float64Array(count)
  const categories = new Int32Array(count)
  const named = new Map<string, number>()
  for (const { groups, worth, isApart } of orders) {
    for (const one of groups.flatMap(({ demand }) => demand)) {
      const sku = skuOf.get(one.skuId)
      if (sku === undefined || one.follows) continue
      kg[sku] = one.gramsPerUnit / one.wholePerUnit / 1000
      wholePerUnit[sku] = one.wholePerUnit
      const category = one.sku?.category ?? ''
      if (!named.has(category)) named.set(category, named.size)
      categories[sku] = named.get(category)!
      if (isApart) continue
      worths[sku]! += (worth.get(one.lineNo) ?? NOTHING) * one.quantity
      units[sku]! += one.quantity * one.wholePerUnit
    }
  }
  const worth = worths.map((sum, sku) => (units[sku]! > 0 ? sum / units[sku]! : NOTHING))
  return { kg, wholePerUnit, categories, worth }
}

/** What a whole unit is worth to a till that lacks it; as to an order where no till sold any. */
function marginsOf(
  courses: readonly Course[],
  skuOf: ReadonlyMap<number, number>,
  worth: Float64Array,
): Float64Array {
  const margin = worth.slice()
  for (const one of courses.flatMap(({ happenings }) => happenings)) {
    const sku = one.kind === 'sale' ? skuOf.get(one.skuId) : undefined
    if (one.kind === 'sale' && sku !== undefined) margin[sku] = one.worth / one.wholePerUnit
  }
  return margin
}

function firstCells({ rangeOf, location }: Cells): Int32Array {
  return Int32Array.from([...[...rangeOf.values()].map(([from]) => from), location.length])
}
