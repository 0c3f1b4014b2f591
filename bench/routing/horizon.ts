import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  cellOf,
  type Demand,
  type Network,
  type Past,
} from '../../src/routing/domain/prices/index.ts'

/** A network and what happened in it, as published: `routing-horizon/1`. Costs in major units. */
export type Horizon = {
  meta: { scale: number; days: number; regime?: string }
  costModel: {
    fixedBase: number
    fixedKm: number
    storeFixed: number
    latePenalty: number
    lateKm: number
    pickDc: number
    pickStore: number
    perKg: number
    perKgKm: number
  }
  nodes: readonly (Place & { id: string; kind: string; capPerDay: number | null })[]
  regions: readonly (Place & { pop: number })[]
  skus: readonly { cat: number; kg: number; pen: number; walkMargin: number }[]
  /** SKU, node, units. */
  stock: readonly [number, number, number][]
  events: readonly HorizonEvent[]
  history?: readonly HorizonEvent[]
  rates?: {
    ordersPerDay: number
    firstSkuShare: readonly number[]
    sizeShare: readonly number[]
    sameCategoryShare: number
    expressShare: number
    /** SKU, node, units. */
    walkinsPerDay: readonly [number, number, number][]
  }
  expected: { lowerBound: number; exactMyopic: number; rulesCompleteNearest?: number }
}

/** One unit of each SKU; an order has a region, a sale at a till a node. */
export type HorizonEvent = {
  t: number
  type: 'order' | 'walkin'
  region: number
  node: number
  express: boolean
  skus: readonly number[]
}

type Place = { lat: number; lon: number }

export function readHorizon(file: URL): Horizon {
  const raw = readFileSync(file)
  const text = file.pathname.endsWith('.gz') ? gunzipSync(raw) : raw
  const parsed = JSON.parse(text.toString()) as Horizon & { instance?: Horizon }
  return parsed.instance ? { ...parsed.instance, expected: parsed.expected } : parsed
}

/** Services are standard and express; a parcel is a day late where express comes from too far. */
export function networkOf({
  meta,
  costModel: model,
  nodes,
  regions,
  skus,
  stock,
}: Horizon): Network {
  const places = 2 * regions.length * nodes.length
  const parcel = new Float64Array(places)
  const days = new Uint8Array(places)
  const perKg = new Float64Array(regions.length * nodes.length)
  regions.forEach((region, r) => {
    nodes.forEach((node, n) => {
      const km = kilometres(node, region)
      const store = node.kind === 'store' ? model.storeFixed : 0
      const base = model.fixedBase + model.fixedKm * km + store
      const isLate = km > model.lateKm
      const late = base + (isLate ? model.latePenalty : 0)
      const express = (regions.length + r) * nodes.length + n
      parcel[r * nodes.length + n] = Math.round(base * meta.scale)
      parcel[express] = Math.round(late * meta.scale)
      days[express] = isLate ? 1 : 0
      perKg[r * nodes.length + n] = (model.perKg + model.perKgKm * km) * meta.scale
    })
  })
  const cells = cellsOf(stock)
  const first = new Int32Array(skus.length + 1)
  for (const [sku] of cells) first[sku + 1]! += 1
  for (let sku = 0; sku < skus.length; sku += 1) first[sku + 1]! += first[sku]!
  return {
    nodes: nodes.length,
    regions: regions.length,
    services: 2,
    parcel,
    days,
    handling: Float64Array.from(
      nodes,
      ({ kind }) => (kind === 'store' ? model.pickStore : model.pickDc) * meta.scale,
    ),
    perKg,
    slots: Float64Array.from(nodes, ({ capPerDay }) => capPerDay ?? Infinity),
    kg: Float64Array.from(skus, ({ kg }) => kg),
    unfilled: Float64Array.from(skus, ({ pen }) => pen),
    margin: Float64Array.from(skus, ({ walkMargin }) => walkMargin),
    first,
    node: Int32Array.from(cells, ([, node]) => node),
  }
}

export function unitsOf({ stock }: Horizon): Float64Array {
  return Float64Array.from(cellsOf(stock), ([, , units]) => units)
}

function cellsOf(stock: Horizon['stock']): [number, number, number][] {
  return stock.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
}

/** The days before, as they were asked for. */
export function pastOf(events: readonly HorizonEvent[], days: number): Past {
  return {
    days,
    orders: events
      .filter(({ type }) => type === 'order')
      .map((event) => ({ ...orderOf(event), day: event.t })),
    sales: events
      .filter(({ type }) => type === 'walkin')
      .map(({ skus, node }) => ({ sku: skus[0]!, node })),
  }
}

export function orderOf({ t, region, express, skus }: HorizonEvent) {
  const lines = skus.map((sku) => ({ sku, quantity: 1 }))
  return { day: Math.floor(t), region, service: express ? 1 : 0, lines }
}

export function categoriesOf({ skus }: Horizon): Int32Array {
  return Int32Array.from(skus, ({ cat }) => cat)
}

/** The rates that the instance was drawn from. */
export function trueDemandOf(horizon: Horizon, network: Network): Demand {
  const rates = horizon.rates!
  const people = horizon.regions.reduce((sum, { pop }) => sum + pop, 0)
  const tills = new Float64Array(network.node.length)
  for (const [sku, node, perDay] of rates.walkinsPerDay) tills[cellOf(network, sku, node)] = perDay
  return {
    ordersPerDay: rates.ordersPerDay,
    sizes: Float64Array.from(rates.sizeShare),
    regions: Float64Array.from(horizon.regions, ({ pop }) => pop / people),
    services: Float64Array.of(1 - rates.expressShare, rates.expressShare),
    skus: Float64Array.from(rates.firstSkuShare),
    unitsPerLine: new Float64Array(horizon.skus.length).fill(1),
    categories: categoriesOf(horizon),
    sameCategory: rates.sameCategoryShare,
    tills,
  }
}

/** Great circle on a sphere of 6,371 km. */
export function kilometres(a: Place, b: Place): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(h))
}
