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
    categories: Int32Array.from(network.kg, (_, sku) => sku % 3),
    sameCategory: 0.6,
    tills: Float64Array.from(network.node, (node) =>
      network.handling[node] === 10_000 ? 0.1 * random() : 0,
    ),
  }
}
