import type { Plan } from '../../src/routing/index.ts'
import {
  DAY_MS,
  decidePriceGate,
  forecasts,
  openHindsight,
  openPriced,
  openSimulation,
  totalOf,
  type Course,
  type Forecast,
  type Happening,
  type Policy,
  type Surroundings,
} from '../../src/routing/domain/simulation/index.ts'
import { usualLookAhead } from '../../src/routing/domain/outlook.ts'
import { print } from '../figure.ts'
import { horizonsIn } from './files.ts'
import type { Horizon, HorizonEvent } from './horizon.ts'
import type { Asked } from './networks.ts'

const FROM = Date.parse('2026-03-30T00:00:00Z')
const PAST_DAYS = 28
const names = Object.keys(forecasts) as Forecast[]

/** What the simulator says of a network: cost of an order without and with prices, and the gate. */
export type SimulatedRow = {
  name: string
  plain: number
  priced: Record<Forecast, number>
  bound: number
  /** The least that what prices keep is worth at the end, for each order. */
  left: number
  passed: boolean
}

/**
 * The published networks in the planner's simulator: the rules of nobody, without prices and with
 * live ones, learnt from the four weeks before, as they were learnt and wrong by half. What late
 * express parcels cost is left out, which no plan without rate cards has; so costs are not those
 * of the referee. `isTogether`: by prices of all SKUs and slots together (P3).
 */
export function* simulatedRows(
  { kinds, folder, seed }: Asked,
  isTogether: boolean,
): Generator<SimulatedRow> {
  const head = '  without    base     low    high   bound    left  proven'
  print(`${'network'.padEnd(14)}${head}`)
  for (const { name, horizon } of horizonsIn(folder, kinds)) {
    const row = rowOf(name, horizon, { seed, isTogether })
    const costs = [row.plain, ...names.map((of) => row.priced[of]), row.bound, row.left]
    const shown = costs.map((cost) => cost.toFixed(3).padStart(8)).join('')
    print(`${row.name.padEnd(14)} ${shown}  ${row.passed ? 'yes' : 'no'}`)
    yield row
  }
}

function rowOf(
  name: string,
  horizon: Horizon,
  { seed, isTogether }: { seed: number; isTogether: boolean },
): SimulatedRow {
  const { meta, stock, events, history } = horizon
  const course: Course = {
    from: FROM,
    until: FROM + meta.days * DAY_MS,
    stock: stock.map(([sku, node, units]) => ({ skuId: sku + 1, locationId: node + 1, units })),
    happenings: happeningsOf(horizon, events, FROM),
  }
  const began = FROM - PAST_DAYS * DAY_MS
  const happenings = happeningsOf(horizon, history!, began)
  const before: Course = { from: began, until: FROM, stock: [], happenings }
  const around = surroundingsOf(horizon)
  const planOf = () => planOfNetwork(horizon)
  const priced = names.map((of): Policy => ({
    name: of,
    planOf,
    openPrices(cells) {
      const by = { surroundings: around, planOf, forecast: forecasts[of], seed }
      return openPriced(before, course, cells, {
        ...by,
        lookAhead: { ...usualLookAhead, together: isTogether },
        // What an order loses with a unit is its worth here.
        unfilledPercent: usualLookAhead.marginPercent,
      })
    },
  }))
  const policies = [{ name: 'without', planOf }, ...priced]
  const simulation = openSimulation(course, around, policies, { seed })
  simulation.advance(Infinity)
  const hindsight = openHindsight(course, around, planOf)
  while (hindsight.advance());
  const each = (total: number) => total / simulation.progress().orders / meta.scale
  const costs = simulation.outcomes().map(({ figures }) => each(totalOf(figures)))
  const { passed, cases } = decidePriceGate(
    names.map((forecast, at) => ({
      forecast,
      cost: simulation.difference(0, at + 1),
      left: simulation.left(0, at + 1),
    })),
  )
  const left = Math.min(...cases.map((one) => each(one.left ?? 0)))
  const [base, low, high] = costs.slice(1) as [number, number, number]
  const bound = each(hindsight.bound())
  return {
    name: isTogether ? `${name} P3` : name,
    plain: costs[0]!,
    priced: { base, low, high },
    bound,
    left,
    passed,
  }
}

function happeningsOf(horizon: Horizon, events: readonly HorizonEvent[], from: number) {
  return events.map((event, n): Happening => {
    const at = from + Math.round(event.t * DAY_MS)
    if (event.type === 'order') return { kind: 'order', at, order: orderOf(horizon, event, n) }
    const sku = event.skus[0]!
    const where = { skuId: sku + 1, locationId: event.node + 1 }
    const worth = horizon.skus[sku]!.walkMargin
    return { kind: 'sale', at, ...where, units: 1, wholePerUnit: 1, worth }
  })
}

function orderOf({ regions, skus: all }: Horizon, event: HorizonEvent, n: number) {
  const { skus, region, express } = event
  const { lat, lon } = regions[region]!
  const demand = skus.map((sku, line) => ({
    lineNo: line + 1,
    skuId: sku + 1,
    quantity: 1,
    gramsPerUnit: all[sku]!.kg * 1000,
    wholePerUnit: 1,
    sku: { code: `S${sku}`, category: `${all[sku]!.cat}` },
  }))
  const group = {
    no: 1,
    method: express ? 'express' : 'standard',
    destination: { country: 'US', region: undefined, point: { lat, lon } },
    pickupLocationId: undefined,
    demand,
  }
  const worth = new Map(skus.map((sku, line) => [line + 1, all[sku]!.pen]))
  const onShortage = 'accept' as const
  return { id: `${n}`, number: `${n}`, channelId: 1, onShortage, groups: [group], worth }
}

function surroundingsOf({ nodes, costModel, meta }: Horizon): Surroundings {
  const locations = nodes.map(({ id, kind, lat, lon }, at) => ({
    id: at + 1,
    code: id,
    country: 'US',
    region: null,
    point: { lat, lon },
    ships: true,
    pickup: true,
    handlingCost: (kind === 'store' ? costModel.pickStore : costModel.pickDc) * meta.scale,
    parcelCost: kind === 'store' ? costModel.storeFixed * meta.scale : 0,
    paused: false,
    archived: false,
  }))
  const isLimited = nodes.some(({ capPerDay }) => capPerDay !== null)
  return {
    networkOf: () => ({
      location: (id) => locations[id - 1],
      rank: (id) => id,
      isSkuPaused: () => false,
    }),
    offeredTo: (_buyer, { forEach }) => ({
      forEach: (skuId, visit) => forEach(skuId, (id, free) => visit(id, free)),
    }),
    workDays(at) {
      if (!isLimited) return undefined
      const on = at.toString().slice(0, 10)
      return (id) => {
        const orders = nodes[id - 1]!.capPerDay
        return orders === null ? undefined : { on, limit: { orders, lines: null, units: null } }
      }
    },
    // Nobody declines there.
    declines: { at: '2026-03-30', all: { given: 1e9, declined: 0 }, byLocation: new Map() },
  }
}

function planOfNetwork({ costModel: { fixedBase, fixedKm, perKg, perKgKm }, meta }: Horizon): Plan {
  const { scale } = meta
  const distance = {
    base: fixedBase * scale,
    perKm: fixedKm * scale,
    perKg: perKg * scale,
    perKgKm: perKgKm * scale,
  }
  const tariff = { distance, otherwise: { base: 90_000, perKg: 6000 } }
  return { id: null, version: 0, strategy: 'least_cost', tariff }
}
