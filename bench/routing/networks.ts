import { existsSync, readdirSync } from 'node:fs'
import { learnDemand, USUAL, type Demand } from '../../src/routing/domain/prices/index.ts'
import { print } from '../figure.ts'
import {
  categoriesOf,
  networkOf,
  pastOf,
  readHorizon,
  trueDemandOf,
  type Horizon,
} from './horizon.ts'
import { play, type Decision } from './play.ts'

/** The published networks with their referee (`../shared/routing`). */
const SHARED = new URL('../../../shared/routing/', import.meta.url)
/** Weeks before, that the instances bring along. */
const PAST_DAYS = 28
const SEED = 1

/** Of the gap between exact for the order and the bound, in percent (issue 6). */
const targets: Record<string, { learnt: number; true: number }> = {
  etail: { learnt: 33, true: 38 },
  omni: { learnt: 32, true: 36 },
  omnicap: { learnt: 42, true: 47 },
}

type Verdict = { feasible: boolean; errors: string[]; orders: number; total: number }
type Judge = (horizon: Horizon, log: Decision[]) => Verdict & { gapClosedPercent: number }
type Outcome = Verdict & { file: string; gap: number; seconds: number }

/** A line of the report: the mean of the networks of one kind. */
export type GapRow = {
  name: string
  gapPercent: number
  targetPercent: number
  isFeasible: boolean
  networks: { file: string; costPerOrder: number; gapPercent: number; seconds: number }[]
}

/**
 * The six networks, each decided on demand learnt from its earlier weeks and once more on the rates
 * it was drawn from; judged by the published referee. `onlyKinds`: those kinds of networks.
 */
export async function* networkRows(onlyKinds: readonly string[]): AsyncGenerator<GapRow> {
  if (!existsSync(SHARED)) return print('the published networks are not there (../shared/routing)')
  const { judge } = (await import(new URL('referee.mjs', SHARED).href)) as { judge: Judge }
  const files = readdirSync(SHARED).filter((file) => /^[a-z]+-\d+\.json\.gz$/.test(file))
  const kinds = Map.groupBy(files.toSorted(), (file) => file.split('-')[0]!)
  print(`${'network, demand'.padEnd(28)}cost/order   bound   exact  closed      s`)
  for (const [kind, of] of kinds) {
    if (onlyKinds.length > 0 && !onlyKinds.includes(kind)) continue
    for (const rates of ['learnt', 'true'] as const) {
      const outcomes = of.map((file) => outcomeOf(file, rates, judge))
      const gapPercent = outcomes.reduce((sum, { gap }) => sum + gap, 0) / outcomes.length
      yield {
        name: rates === 'learnt' ? `gap-${kind}` : `gap-${kind}-true`,
        gapPercent,
        targetPercent: targets[kind]?.[rates] ?? 0,
        isFeasible: outcomes.every(({ feasible }) => feasible),
        networks: outcomes.map(({ file, total, orders, gap, seconds }) => ({
          file,
          costPerOrder: total / orders,
          gapPercent: gap,
          seconds,
        })),
      }
    }
  }
}

function outcomeOf(file: string, rates: 'learnt' | 'true', judge: Judge): Outcome {
  const horizon = readHorizon(new URL(file, SHARED))
  const began = performance.now()
  const log = play(horizon, demandOf(horizon, rates), {
    ...USUAL,
    days: horizon.meta.days,
    seed: SEED,
  })
  const seconds = (performance.now() - began) / 1000
  const { gapClosedPercent: gap, ...verdict } = judge(horizon, log)
  for (const error of verdict.errors) print(`  ${file}: ${error}`)
  const { lowerBound, exactMyopic } = horizon.expected
  const each = (cost: number) => (cost / verdict.orders).toFixed(3).padStart(8)
  print(
    `${`${file.replace('.json.gz', '')}, ${rates}`.padEnd(28)}${each(verdict.total).padStart(10)}` +
      `${each(lowerBound)}${each(exactMyopic)}${gap.toFixed(1).padStart(6)} %` +
      seconds.toFixed(0).padStart(7),
  )
  return { ...verdict, file, gap, seconds }
}

/** Nothing of the two weeks to decide is known: the weeks before, or the rates themselves. */
function demandOf(horizon: Horizon, rates: 'learnt' | 'true'): Demand {
  const network = networkOf(horizon)
  return rates === 'true'
    ? trueDemandOf(horizon, network)
    : learnDemand(network, categoriesOf(horizon), pastOf(horizon.history!, PAST_DAYS))
}
