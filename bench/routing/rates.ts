import {
  cellOf,
  devianceOf,
  learnDemand,
  type Demand,
  type Network,
} from '../../src/routing/domain/prices/index.ts'
import { print } from '../figure.ts'
import { horizonsIn } from './files.ts'
import {
  categoriesOf,
  networkOf,
  pastOf,
  trueDemandOf,
  type Horizon,
  type HorizonEvent,
} from './horizon.ts'

const WEEK = 7
/** Of four weeks before the first day. */
const LEARNT_DAYS = 21
/** What is thought of what was not seen in the weeks before: else it would be impossible. */
const UNSEEN = 0.01

type Of = 'SKUs' | 'tills'
/** How far the last week of a history was from what was expected of it, by three ways to expect. */
export type RatesRow = { name: string; of: Of; learnt: number; plain: number; true: number }

/**
 * Rates learnt from three weeks of the history of each network, against the week after them that
 * was held back: mean Poisson deviance, beside plain counts and the rates that it was drawn from.
 */
export function* ratesRows(
  folder: string | undefined,
  onlyKinds: readonly string[],
): Generator<RatesRow> {
  print(`${'rates of the last week'.padEnd(28)}  learnt   plain    true`)
  for (const { name, horizon } of horizonsIn(folder, onlyKinds)) {
    if (!horizon.history || !horizon.rates) continue
    for (const row of rowsOf(name, horizon, horizon.history)) {
      const errors = [row.learnt, row.plain, row.true]
      const shown = errors.map((error) => error.toFixed(3).padStart(8)).join('')
      print(`${`${name}, ${row.of}`.padEnd(28)}${shown}`)
      yield row
    }
  }
}

function rowsOf(name: string, horizon: Horizon, history: readonly HorizonEvent[]): RatesRow[] {
  const network = networkOf(horizon)
  const cut = -WEEK
  const [before, held] = [(t: number) => t < cut, (t: number) => t >= cut].map((isIn) => {
    return countsOf(
      network,
      history.filter(({ t }) => isIn(t)),
    )
  }) as [Counts, Counts]
  const past = pastOf(
    history.filter(({ t }) => t < cut),
    LEARNT_DAYS,
  )
  const learnt = learnDemand(network, categoriesOf(horizon), past)
  const truth = trueDemandOf(horizon, network)
  const kinds: Of[] = held.tills.some((count) => count > 0) ? ['SKUs', 'tills'] : ['SKUs']
  return kinds.map((of) => {
    const errorOf = (rates: Float64Array) =>
      devianceOf(
        held[of],
        rates.map((rate) => WEEK * rate + Number.MIN_VALUE),
      )
    return {
      name,
      of,
      learnt: errorOf(perDay(learnt, of)),
      plain: errorOf(before[of].map((count) => (count + UNSEEN) / LEARNT_DAYS)),
      true: errorOf(perDay(truth, of)),
    }
  })
}

/** Lines of each SKU a day, or what tills sell of each cell. */
function perDay({ ordersPerDay, sizes, skus, tills }: Demand, of: Of): Float64Array {
  if (of === 'tills') return tills
  const lines = sizes.reduce((sum, share, at) => sum + share * (at + 1), 0)
  return skus.map((share) => ordersPerDay * lines * share)
}

type Counts = Record<Of, Float64Array>

function countsOf(network: Network, events: readonly HorizonEvent[]): Counts {
  const counts = {
    SKUs: new Float64Array(network.kg.length),
    tills: new Float64Array(network.node.length),
  }
  for (const { type, skus, node } of events) {
    if (type === 'order') for (const sku of skus) counts.SKUs[sku]! += 1
    else {
      const cell = cellOf(network, skus[0]!, node)
      if (cell >= 0) counts.tills[cell]! += 1
    }
  }
  return counts
}
