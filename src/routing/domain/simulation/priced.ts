import { unfilledCost } from '../objective.ts'
import { decidePrice, priceLayers, type LookAhead } from '../outlook.ts'
import {
  decideFutures,
  learnDemand,
  mostUnits,
  pricePerSku,
  priceTogether,
  USUAL,
  worthPerSku,
  type Demand,
  type Draws,
  type Found,
  type Network,
  type Outlook,
} from '../prices/index.ts'
import type { GroupToRoute } from '../types.ts'
import type { Course } from './course.ts'
import { forecasts } from './gate.ts'
import { lanesOf, type Lanes } from './lanes.ts'
import {
  pastOf,
  scaled,
  wholePerCell,
  wholeUnits,
  type Priced,
  type PricedBy,
} from './priced-by.ts'
import { cellAt, type Cells } from './shelf.ts'

const NO_SLOTS = new Float64Array()

/**
 * Prices as live ones are found: by the same function, always for as many days to come, anew where
 * units of a SKU have moved; here each night. `known` is what happened before.
 */
export function openPriced(
  known: Course,
  course: Course,
  cells: Cells,
  of: PricedBy & { lookAhead: Omit<LookAhead, 'currency'>; unfilledPercent: number },
): Priced {
  const { lookAhead, seed } = of
  const lanes = lanesOf([known, course], cells, of.surroundings, of.planOf)
  const saying = ownIn([known, course], lanes.skuOf)
  const network = withWorth(lanes.network, worthsIn(known, of, lanes, saying))
  const learnt = learnDemand(network, lanes.categories, pastOf(known, lanes))
  const draws = { scenarios: USUAL.scenarios, seed }
  const wholePerUnit = wholePerCell(lanes)
  const expected = scaled(learnt, of.forecast)
  const futures = lookAhead.together ? decideFutures(network, learnt, lookAhead.days) : 0
  const layer = futures > 0 ? priceLayers.together : priceLayers.alone
  const find = (futures > 0 ? findTogether : findAlone)(network, expected, {
    days: lookAhead.days,
    draws: futures > 0 ? { scenarios: futures, seed } : draws,
  })
  const mostFree = mostUnits(expected, network, lookAhead.days)
  let found: Outlook = { stock: new Float64Array(cells.units.length), slot: NO_SLOTS }
  let moment = ''

  return {
    reprice(free, at) {
      moment = Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' })
      found = find(wholeUnits(free, wholePerUnit, mostFree))
    },
    stock(skuId, locationId) {
      const cell = cellAt(cells, skuId, locationId)
      const worth = cell < 0 ? 0 : network.unfilled[lanes.skuOf.get(skuId)!]!
      const amount = cell < 0 ? 0 : decidePrice(found.stock[cell]!, worth)
      return amount > 0 ? { amount, layer, at: moment } : undefined
    },
    slot(locationId) {
      const amount = Math.round(found.slot[lanes.nodeOf.get(locationId) ?? -1] ?? 0)
      return amount > 0 ? { amount, layer, at: moment } : undefined
    },
    worthMore(units, than) {
      // Of what is expected and half of it the lesser: it is not to speak for prices too loudly.
      const more = [forecasts.base, forecasts.low].map((share) => {
        const demand = scaled(learnt, share)
        const most = mostUnits(demand, network, lookAhead.days)
        const [own, others] = [units, than].map((free) => {
          const now = { units: wholeUnits(free, wholePerUnit, most), days: lookAhead.days }
          return worthPerSku(network, demand, now, draws)
        })
        return own! - others!
      })
      return Math.min(...more)
    },
  }
}

type By = { days: number; draws: Draws }
/** Finds prices of the units that are there now, night after night. */
type Find = (units: Float64Array) => Outlook

/** Each SKU for itself, those anew of which units have moved. */
function findAlone(network: Network, demand: Demand, { days, draws }: By): Find {
  const stock = new Float64Array(network.node.length)
  const before = new Float64Array(network.node.length).fill(-1)
  return (units) => {
    const moved = movedIn(network, units, before)
    before.set(units)
    pricePerSku(network, demand, { units, days }, moved, draws, stock)
    return { stock: stock.slice(), slot: NO_SLOTS }
  }
}

/** All together, on from those of the night before. */
function findTogether(network: Network, demand: Demand, { days, draws }: By): Find {
  let before: Found | undefined
  return (units) => (before = priceTogether(network, demand, { units, days }, draws, before))
}

/** SKUs of which some units are there, and others than before. */
function movedIn({ first }: Network, units: Float64Array, before: Float64Array): number[] {
  const moved: number[] = []
  for (let sku = 0; sku + 1 < first.length; sku += 1) {
    let isMoved = false
    for (let cell = first[sku]!; cell < first[sku + 1]!; cell += 1) {
      isMoved ||= units[cell] !== before[cell]
    }
    if (isMoved) moved.push(sku)
  }
  return moved
}

function withWorth(network: Network, worth: Float64Array): Network {
  return { ...network, unfilled: worth, margin: worth }
}

/** SKUs of the network that say their margin. */
function ownIn(courses: readonly Course[], skuOf: ReadonlyMap<number, number>): Set<number> {
  const ids = courses.flatMap(({ ownMargins }) => [...(ownMargins ?? [])])
  return new Set(ids.flatMap((id) => skuOf.get(id) ?? []))
}

/**
 * What a unit is worth to anybody, as live: what the plan of the busiest channel says, else so much
 * of what is paid for it. Orders know what a unit costs that they lack: of a SKU that says its
 * margin that is it, of others a share of it.
 */
function worthsIn(
  { happenings }: Course,
  { planOf, lookAhead, unfilledPercent }: Parameters<typeof openPriced>[3],
  { network: { unfilled: lacking }, skuOf }: Pick<Lanes, 'network' | 'skuOf'>,
  own: ReadonlySet<number>,
): Float64Array {
  const counts = new Map<number, number>()
  for (const one of happenings) {
    if (one.kind !== 'order' || one.order.isApart) continue
    const { channelId } = one.order
    counts.set(channelId, (counts.get(channelId) ?? 0) + 1)
  }
  const [busiest] = [...counts].toSorted(([a, one], [b, other]) => other - one || a - b)
  const { objective = {} } = busiest ? planOf(busiest[0]) : {}
  if (objective.unfilledPerUnit !== undefined) {
    const paid = paidIn(happenings, skuOf, lacking.length)
    return paid.map((amount) => unfilledCost(objective, amount)!)
  }
  const share = unfilledPercent > 0 ? lookAhead.marginPercent / unfilledPercent : 0
  return lacking.map((worth, sku) => Math.round(own.has(sku) ? worth : worth * share))
}

/** What was paid for a whole unit of each SKU, as a mean; 0 where nobody knows. */
function paidIn(
  happenings: Course['happenings'],
  skuOf: ReadonlyMap<number, number>,
  count: number,
): Float64Array {
  const [sums, units] = [new Float64Array(count), new Float64Array(count)]
  for (const one of happenings) {
    if (one.kind !== 'order' || one.order.isApart) continue
    for (const { skuId, quantity, wholePerUnit, paid } of one.order.groups.flatMap(demandOf)) {
      const sku = skuOf.get(skuId)
      if (sku === undefined || paid === undefined) continue
      sums[sku]! += paid * quantity * wholePerUnit
      units[sku]! += quantity * wholePerUnit
    }
  }
  return sums.map((sum, sku) => (units[sku]! > 0 ? Math.round(sum / units[sku]!) : 0))
}

const demandOf = ({ demand }: GroupToRoute) => demand
