import { existsSync } from 'node:fs'
import { readHorizon, type Horizon } from '../../bench/routing/horizon.ts'
import type { Demand, Network } from '../../src/routing/domain/prices/index.ts'
import { randomOf } from '../random.ts'

export type NetworkSize = { nodes: number; regions: number; skus: number; units?: number }

/**
 * A random network: nodes and regions on a plane, half of the cells kept; some nodes are stores.
 */
export function drawnNetwork(
  seed: number,
  size: NetworkSize,
): { network: Network; units: Float64Array } {
  const { nodes, regions, skus, units: most = 3 } = size
  const random = randomOf(seed)
  const place = () => [3000 * random(), 2000 * random()] as const
  const at = Array.from({ length: nodes }, place)
  const to = Array.from({ length: regions }, place)
  const km = to.flatMap(([x, y]) => at.map(([u, v]) => Math.hypot(x - u, y - v)))
  const isStore = at.map((_, node) => node > 0 && random() < 0.5)
  const cells = Array.from({ length: skus }, () =>
    at.flatMap((_, node) => (random() < 0.6 ? [node] : [])),
  )
  const first = Int32Array.from([
    0,
    ...cells.map((_, sku) => cells.slice(0, sku + 1).flat().length),
  ])
  const network: Network = {
    nodes,
    regions,
    services: 2,
    parcel: Float64Array.from([
      ...km.map((far) => Math.round(55_000 + 12 * far)),
      ...km.map((far) => Math.round(55_000 + 12 * far + (far > 900 ? 80_000 : 0))),
    ]),
    days: Uint8Array.from([...km.map(() => 0), ...km.map((far) => (far > 900 ? 1 : 0))]),
    handling: Float64Array.from(isStore, (store) => (store ? 10_000 : 4000)),
    perKg: Float64Array.from(km, (far) => Math.round(3000 + 4 * far)),
    slots: Float64Array.from(isStore, (store) => (store && random() < 0.3 ? 1 : Infinity)),
    kg: Float64Array.from({ length: skus }, () => 0.1 + random()),
    unfilled: Float64Array.from({ length: skus }, () => Math.round(60_000 + 200_000 * random())),
    margin: Float64Array.from({ length: skus }, () => Math.round(30_000 + 100_000 * random())),
    first,
    node: Int32Array.from(cells.flat()),
  }
  const units = Float64Array.from(network.node, () => Math.floor((most + 1) * random()))
  return { network, units }
}

/** Orders of all kinds for it, `perDay` of them a day; stores sell at tills. */
export function drawnDemand(seed: number, network: Network, perDay: number): Demand {
  const random = randomOf(seed)
  const shares = (count: number) => {
    const weights = Float64Array.from({ length: count }, () => 0.1 + random())
    const sum = weights.reduce((a, b) => a + b, 0)
    return weights.map((weight) => weight / sum)
  }
  return {
    ordersPerDay: perDay,
    sizes: Float64Array.of(0.5, 0.3, 0.2),
    regions: shares(network.regions),
    services: Float64Array.of(0.85, 0.15),
    skus: shares(network.kg.length),
    unitsPerLine: Float64Array.from(network.kg, () => 1 + 0.4 * random()),
    categories: Int32Array.from(network.kg, (_, sku) => sku % 3),
    sameCategory: 0.6,
    tills: Float64Array.from(network.node, (node) =>
      network.handling[node] === 10_000 ? 0.1 * random() : 0,
    ),
  }
}

/** The small published network (`../shared/routing`); undefined where it is not there. */
export function publishedHorizon(): Horizon | undefined {
  const file = new URL('../../../shared/routing/horizon-small.json', import.meta.url)
  return existsSync(file) ? readHorizon(file) : undefined
}

/** Three days of a network of two warehouses and four stores that send two parcels a day. */
export function drawnHorizon(seed: number): Horizon {
  const random = randomOf(seed)
  const place = () => ({ lat: 30 + 15 * random(), lon: -120 + 40 * random() })
  const skus = Array.from({ length: 20 }, (_, sku) => ({
    cat: sku % 4,
    kg: 0.1 + random(),
    pen: Math.round(150_000 + 200_000 * random()),
    walkMargin: Math.round(50_000 + 100_000 * random()),
  }))
  const nodes = Array.from({ length: 6 }, (_, node) => ({
    ...place(),
    id: `N${node}`,
    kind: node < 2 ? 'dc' : 'store',
    capPerDay: node < 2 ? null : 2,
  }))
  const stock = skus.flatMap((_, sku) =>
    nodes.flatMap((node, at): [number, number, number][] =>
      random() < 0.7 ? [[sku, at, 1 + Math.floor(random() * (node.kind === 'dc' ? 6 : 2))]] : [],
    ),
  )
  const events = Array.from({ length: 90 }, () => ({
    t: 3 * random(),
    type: random() < 0.75 ? ('order' as const) : ('walkin' as const),
    region: Math.floor(6 * random()),
    node: 2 + Math.floor(4 * random()),
    express: random() < 0.15,
    skus: [Math.floor(20 * random())],
  })).toSorted((a, b) => a.t - b.t)
  for (const event of events) {
    const other = Math.floor(20 * random())
    if (event.type === 'order' && other !== event.skus[0]) event.skus.push(other)
  }
  return {
    meta: { scale: 10_000, days: 3 },
    costModel: {
      fixedBase: 5.5,
      fixedKm: 0.0012,
      storeFixed: 0.9,
      latePenalty: 8,
      lateKm: 900,
      pickDc: 0.4,
      pickStore: 1,
      perKg: 0.3,
      perKgKm: 0.0004,
    },
    nodes,
    regions: Array.from({ length: 6 }, () => ({ ...place(), pop: 1 })),
    skus,
    stock,
    events,
    expected: { lowerBound: 0, exactMyopic: 0 },
  }
}
