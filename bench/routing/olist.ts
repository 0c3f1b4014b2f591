import { distanceKm, type Point } from '../../src/lib/geo.ts'
import { drainInOrder } from '../../src/routing/domain/greedy.ts'
import {
  cellOf,
  learnDemand,
  openPricing,
  reprice,
  USUAL,
  type Network,
  type Order,
} from '../../src/routing/domain/prices/index.ts'
import { solve, type Problem } from '../../src/routing/domain/solve/index.ts'
import { randomOf } from '../../test/random.ts'
import { fitTariff, readOlist, type Bought, type Olist, type Tariff } from './olist-data.ts'

/** Two weeks that are decided, and the eight before, from which is learnt. */
const LEARN = '2018-02-19'
const FROM = '2018-04-16'
const UNTIL = '2018-04-30'
const DAYS = 14
const LEARN_DAYS = 56
/** Other sellers of the category that keep a product, and which share of its units each has. */
const OTHERS = 3
const SHARE = 0.25
const SCALE = 10_000
const DAY_MS = 86_400_000

export const policies = ['as it was', 'rules', 'exact', 'priced'] as const
type Policy = (typeof policies)[number]

export type Row = {
  policy: Policy
  orders: number
  /** Of an order, in BRL: by the fitted tariff. */
  cost: number
  parcels: number
  /** Of a parcel. */
  km: number
  /** Share of orders of several parcels. */
  split: number
  unfilled: number
}

type World = {
  network: Network
  nodes: readonly Point[]
  skus: ReadonlyMap<string, number>
  sellers: ReadonlyMap<string, number>
  states: ReadonlyMap<string, number>
  tariff: Tariff
  units: Float64Array
}

/** Decides the orders of two weeks by each policy, each on the same stock of the first morning. */
export function* compareOlist(): Generator<Row & { paid: number; tariff: Tariff }> {
  const past = readOlist(LEARN, FROM)
  const olist = readOlist(FROM, UNTIL)
  const { parcels: _, ...tariff } = fitTariff(past)
  const world = worldOf(olist, tariff)
  const items = olist.orders.flatMap((order) => order.items)
  const paid = items.reduce((sum, { freight }) => sum + freight, 0) / olist.orders.length
  for (const policy of policies) yield { ...play(olist, past, world, policy), paid, tariff }
}

/** Each product at who sold it, and at others of its category: real places, invented stock. */
function worldOf({ orders, products, sellers: places }: Olist, tariff: Tariff): World {
  const sold = new Map<string, Map<string, number>>()
  for (const { product, seller, units } of orders.flatMap(({ items }) => items)) {
    const by = sold.get(product) ?? new Map<string, number>()
    sold.set(product, by.set(seller, (by.get(seller) ?? 0) + units))
  }
  const ofCategory = new Map<string, Set<string>>()
  for (const [product, by] of sold) {
    const { category } = products.get(product)!
    const all = ofCategory.get(category) ?? new Set<string>()
    for (const seller of by.keys()) all.add(seller)
    ofCategory.set(category, all)
  }
  const random = randomOf(7)
  const stock = [...sold].map(([product, own]) => {
    const by = new Map(own)
    const others = [...ofCategory.get(products.get(product)!.category)!]
    const total = [...own.values()].reduce((sum, units) => sum + units, 0)
    for (let k = 0; k < OTHERS && others.length > 0; k += 1) {
      const [seller] = others.splice(Math.floor(random() * others.length), 1)
      if (!own.has(seller!)) by.set(seller!, Math.ceil(total * SHARE))
    }
    return { product, by }
  })
  const named = [...new Set(stock.flatMap(({ by }) => [...by.keys()]))].toSorted()
  const sellers = new Map(named.map((seller, n) => [seller, n]))
  const nodes = named.map((seller) => places.get(seller)!)
  const states = statesOf(orders)
  const cells = stock.map(({ by }) =>
    [...by]
      .map(([seller, units]) => [sellers.get(seller)!, units])
      .toSorted((a, b) => a[0]! - b[0]!),
  )
  const first = new Int32Array(stock.length + 1)
  cells.forEach((row, sku) => (first[sku + 1] = first[sku]! + row.length))
  const of = stock.map(({ product }) => products.get(product)!)
  const worth = Float64Array.from(of, ({ price }) => price * SCALE)
  const network: Network = {
    nodes: nodes.length,
    regions: states.length,
    services: 1,
    parcel: between(states, nodes, (km) => (tariff.base + tariff.perKm * km) * SCALE),
    days: new Uint8Array(states.length * nodes.length),
    handling: new Float64Array(nodes.length),
    perKg: between(states, nodes, (km) => (tariff.perKg + tariff.perKgKm * km) * SCALE),
    slots: new Float64Array(nodes.length).fill(Infinity),
    kg: Float64Array.from(of, ({ kg }) => kg),
    unfilled: worth,
    margin: new Float64Array(stock.length),
    first,
    node: Int32Array.from(cells.flatMap((row) => row.map(([node]) => node!))),
  }
  return {
    network,
    nodes,
    skus: new Map(stock.map(({ product }, sku) => [product, sku])),
    sellers,
    states: new Map(states.map(({ state }, r) => [state, r])),
    tariff,
    units: Float64Array.from(cells.flatMap((row) => row.map(([, units]) => units!))),
  }
}

function between(
  states: readonly { at: Point }[],
  nodes: readonly Point[],
  of: (km: number) => number,
): Float64Array {
  return Float64Array.from(states.flatMap(({ at }) => nodes.map((n) => of(distanceKm(n, at)))))
}

/** The middle of each state's customers. */
function statesOf(orders: readonly Bought[]): { state: string; at: Point }[] {
  return [...Map.groupBy(orders, ({ state }) => state)].map(([state, own]) => {
    const mean = (of: (point: Point) => number) =>
      own.reduce((sum, { to }) => sum + of(to), 0) / own.length
    return { state, at: { lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) } }
  })
}

const dayOf = (at: string, from: string) =>
  Math.floor((Date.parse(`${at.replace(' ', 'T')}Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

function linesOf({ items }: Bought, skus: World['skus']): Order['lines'] {
  const known = items.filter(({ product }) => skus.has(product))
  return [...Map.groupBy(known, ({ product }) => product)].map(([product, same]) => {
    return { sku: skus.get(product)!, quantity: same.reduce((sum, { units }) => sum + units, 0) }
  })
}

function play(olist: Olist, past: Olist, world: World, policy: Policy): Row {
  const { network, nodes, skus } = world
  const free = world.units.slice()
  const prices = policy === 'priced' ? pricesOf(past, olist, world) : undefined
  let stock: Float64Array = new Float64Array(free.length)
  let priced = -1
  const sum = { cost: 0, parcels: 0, km: 0, split: 0, unfilled: 0 }
  for (const order of olist.orders) {
    const day = dayOf(order.at, FROM)
    if (prices && day > priced) [stock, priced] = [prices(free, day), day]
    const lines = linesOf(order, skus)
    const cells = cellsIn(network, lines, free)
    const places = [...new Set(cells.flat().map((cell) => network.node[cell]!))]
    const kms = places.map((node) => distanceKm(nodes[node]!, order.to))
    const problem = problemOf(world, { lines, places, kms, free, stock })
    const quantities =
      policy === 'as it was'
        ? asItWas(order, world, lines, places)
        : quantitiesBy(policy, problem, kms)
    const used = places.flatMap((_, p) => (quantities.some((row) => row[p]! > 0) ? [p] : []))
    let given = 0
    quantities.forEach((row, line) =>
      row.forEach((units, p) => {
        if (units === 0) return
        const { sku } = lines[line]!
        const cell = cellOf(network, sku, places[p]!)
        free[cell]! -= units
        given += units
        sum.cost += units * (problem.unit[line]![p]! - stock[cell]!)
      }),
    )
    for (const p of used) {
      sum.cost += problem.nodes[p]!.fixed
      sum.km += kms[p]!
    }
    sum.parcels += used.length
    sum.split += used.length > 1 ? 1 : 0
    sum.unfilled += lines.reduce((all, { quantity }) => all + quantity, 0) - given
  }
  const orders = olist.orders.length
  return {
    policy,
    orders,
    cost: sum.cost / SCALE / orders,
    parcels: sum.parcels / orders,
    km: sum.km / sum.parcels,
    split: sum.split / orders,
    unfilled: sum.unfilled,
  }
}

/** Cells with something of each line. */
function cellsIn({ first }: Network, lines: Order['lines'], free: Float64Array): number[][] {
  return lines.map(({ sku }) => {
    const all = Array.from({ length: first[sku + 1]! - first[sku]! }, (_, i) => first[sku]! + i)
    return all.filter((cell) => free[cell]! > 0)
  })
}

function problemOf(
  { network, tariff }: World,
  of: {
    lines: Order['lines']
    places: readonly number[]
    kms: readonly number[]
    free: Float64Array
    stock: Float64Array
  },
): Problem {
  const { lines, places, kms, free, stock } = of
  const cells = lines.map(({ sku }) => places.map((node) => cellOf(network, sku, node)))
  const available = cells.map((row) => row.map((cell) => (cell < 0 ? 0 : free[cell]!)))
  return {
    nodes: kms.map((km) => ({ fixed: Math.round((tariff.base + tariff.perKm * km) * SCALE) })),
    demand: lines.map(({ quantity }, line) =>
      Math.min(
        quantity,
        available[line]!.reduce((sum, units) => sum + units, 0),
      ),
    ),
    available,
    unit: lines.map(({ sku }, line) =>
      kms.map((km, p) => {
        const cell = cells[line]![p]!
        const carriage = network.kg[sku]! * (tariff.perKg + tariff.perKgKm * km) * SCALE
        return Math.round(carriage) + (cell < 0 ? 0 : Math.round(stock[cell]!))
      }),
    ),
  }
}

/** Rules: from the nearest that has all of it, else from the nearest ones in turn. */
function quantitiesBy(policy: Policy, problem: Problem, kms: readonly number[]): number[][] {
  if (policy !== 'rules') return solve(problem)!.quantities
  const near = kms.map((_, p) => p).toSorted((a, b) => kms[a]! - kms[b]!)
  return drainInOrder(problem, near, { completeFirst: true }).quantities
}

function asItWas(
  { items }: Bought,
  { network, skus, sellers }: World,
  lines: Order['lines'],
  places: readonly number[],
): number[][] {
  return lines.map(({ sku }) =>
    places.map((node) => {
      if (cellOf(network, sku, node) < 0) return 0
      return items.reduce((sum, { product, seller, units }) => {
        return skus.get(product) === sku && sellers.get(seller) === node ? sum + units : sum
      }, 0)
    }),
  )
}

/** Prices of each morning, by what was asked for before: nothing of what is to come is known. */
function pricesOf(past: Olist, { products }: Olist, { network, skus, states }: World) {
  const known = [...skus.keys()].map((product) => products.get(product)!.category)
  const names = [...new Set(known)]
  const categories = Int32Array.from(known, (category) => names.indexOf(category))
  const orders = past.orders.flatMap((order): Order[] => {
    const lines = linesOf(order, skus)
    const region = states.get(order.state)
    if (lines.length === 0 || region === undefined) return []
    return [{ day: dayOf(order.at, LEARN), region, service: 0, lines }]
  })
  const demand = learnDemand(network, categories, { days: LEARN_DAYS, orders, sales: [] })
  const settings = { ...USUAL, scenarios: 8, days: DAYS, seed: 1 }
  const pricing = openPricing(network, demand, settings)
  return (free: Float64Array, day: number) => reprice(pricing, free, day).stock
}
