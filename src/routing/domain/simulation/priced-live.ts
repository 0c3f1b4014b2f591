import { decidePrice, type LookAhead } from '../outlook.ts'
import {
  learnDemand,
  pricePerSku,
  USUAL,
  worthPerSku,
  type Demand,
  type Network,
} from '../prices/index.ts'
import type { Course } from './course.ts'
import { forecasts } from './gate.ts'
import { lanesOf } from './lanes.ts'
import {
  mostUnits,
  pastOf,
  scaled,
  wholePerCell,
  wholeUnits,
  type Priced,
  type PricedBy,
} from './priced.ts'
import { cellAt, type Cells } from './shelf.ts'

/** P1 and P2, as live: each SKU for itself, with what its tills lose. */
const LAYER = 'P2'

/**
 * Prices as live ones are found: by the same function, always for as many days to come, anew where
 * units of a SKU have moved; here each night. `known` is what happened before.
 */
export function openPricedLive(
  known: Course,
  course: Course,
  cells: Cells,
  of: PricedBy & { lookAhead: Pick<LookAhead, 'days' | 'marginPercent'>; unfilledPercent: number },
): Priced {
  const { lookAhead, seed } = of
  const lanes = lanesOf([known, course], cells, of.surroundings, of.planOf)
  const network = withWorth(lanes.network, worthsIn(known, of, lanes.network.unfilled))
  const learnt = learnDemand(network, lanes.categories, pastOf(known, lanes))
  const draws = { scenarios: USUAL.scenarios, seed }
  const wholePerUnit = wholePerCell(lanes)
  const finder = finderOf(scaled(learnt, of.forecast))
  let prices = new Float64Array(cells.units.length)
  let moment = ''

  function finderOf(demand: Demand) {
    const most = mostUnits(demand, network, lookAhead.days)
    const found = new Float64Array(cells.units.length)
    const before = new Float64Array(cells.units.length).fill(-1)
    return (free: Float64Array): Float64Array => {
      const units = wholeUnits(free, wholePerUnit, most)
      const moved = movedIn(network, units, before)
      before.set(units)
      return pricePerSku(network, demand, { units, days: lookAhead.days }, moved, draws, found)
    }
  }

  return {
    reprice(free, at) {
      moment = Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' })
      prices = finder(free).slice()
    },
    stock(skuId, locationId) {
      const cell = cellAt(cells, skuId, locationId)
      const worth = cell < 0 ? 0 : network.unfilled[lanes.skuOf.get(skuId)!]!
      const amount = cell < 0 ? 0 : decidePrice(prices[cell]!, worth)
      return amount > 0 ? { amount, layer: LAYER, at: moment } : undefined
    },
    slot: () => undefined,
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

/**
 * What a unit is worth to anybody, as live: what the plan of the busiest channel says, else so much
 * of what is paid for it. Orders know what a unit costs that they lack, which is a share of that.
 */
function worthsIn(
  { happenings }: Course,
  { planOf, lookAhead, unfilledPercent }: Parameters<typeof openPricedLive>[3],
  lacking: Float64Array,
): Float64Array {
  const counts = new Map<number, number>()
  for (const one of happenings) {
    if (one.kind !== 'order') continue
    const { channelId } = one.order
    counts.set(channelId, (counts.get(channelId) ?? 0) + 1)
  }
  const [busiest] = [...counts].toSorted(([a, one], [b, other]) => other - one || a - b)
  const said = busiest && planOf(busiest[0]).objective?.unfilledPerUnit
  if (said !== undefined) return lacking.map(() => said)
  const share = unfilledPercent > 0 ? lookAhead.marginPercent / unfilledPercent : 0
  return lacking.map((worth) => Math.round(worth * share))
}
