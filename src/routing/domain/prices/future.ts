import type { Orders } from './network.ts'
import { drawerOf, poissonOf, randomOf } from './random.ts'

/**
 * What is to be expected. Orders: so many a day; shares of sizes (lines), regions, services and
 * SKUs; units that a line of a SKU has on average; the chance that a further line is of the
 * category of the first. Tills: units a day by cell.
 */
export type Demand = {
  ordersPerDay: number
  sizes: Float64Array
  regions: Float64Array
  services: Float64Array
  skus: Float64Array
  unitsPerLine: Float64Array
  categories: Int32Array
  sameCategory: number
  tills: Float64Array
}

/** Orders of the days `from` up to `until`, one possible course of them for each seed. */
export function drawFuture(demand: Demand, from: number, until: number, seed: number): Orders {
  const random = randomOf(seed)
  const draw = {
    size: drawerOf(demand.sizes),
    region: drawerOf(demand.regions),
    service: drawerOf(demand.services),
    sku: drawerOf(demand.skus),
    alike: alikeOf(demand),
  }
  const day: number[] = []
  const region: number[] = []
  const service: number[] = []
  const first: number[] = [0]
  const sku: number[] = []
  for (let today = from; today < until; today += 1) {
    for (let left = poissonOf(random, demand.ordersPerDay); left > 0; left -= 1) {
      day.push(today)
      region.push(draw.region(random))
      service.push(draw.service(random))
      sku.push(...drawLines(demand, draw, random))
      first.push(sku.length)
    }
  }
  return {
    count: day.length,
    day: Int32Array.from(day),
    region: Int32Array.from(region),
    service: Int32Array.from(service),
    first: Int32Array.from(first),
    sku: Int32Array.from(sku),
    quantity: Int32Array.from(sku, (of) => drawUnits(demand, of, random)),
  }
}

/** Units of a line: one, and a Poisson number more. */
export function drawUnits({ unitsPerLine }: Demand, sku: number, random: () => number): number {
  return 1 + poissonOf(random, unitsPerLine[sku]! - 1)
}

type Draw = (random: () => number) => number

/** Draws a SKU of a category by its share. */
function alikeOf({ skus, categories }: Demand): (category: number, random: () => number) => number {
  const members = Map.groupBy(categories.keys(), (sku) => categories[sku]!)
  const draws = new Map(
    [...members].map(([category, of]) => [
      category,
      { of, draw: drawerOf(of.map((s) => skus[s]!)) },
    ]),
  )
  return (category, random) => {
    const { of, draw } = draws.get(category)!
    return of[draw(random)]!
  }
}

function drawLines(
  demand: Demand,
  draw: { size: Draw; sku: Draw; alike: ReturnType<typeof alikeOf> },
  random: () => number,
): number[] {
  const size = 1 + draw.size(random)
  const lines = [draw.sku(random)]
  // A category may have fewer SKUs than a basket wants of it: after some tries it is shorter.
  for (let tries = 0; lines.length < size && tries < 8 * size; tries += 1) {
    const isAlike = random() < demand.sameCategory
    const sku = isAlike ? draw.alike(demand.categories[lines[0]!]!, random) : draw.sku(random)
    if (!lines.includes(sku)) lines.push(sku)
  }
  return lines
}
