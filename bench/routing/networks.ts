import {
  learnDemand,
  meanParcelOf,
  USUAL,
  type Demand,
} from '../../src/routing/domain/prices/index.ts'
import { print } from '../figure.ts'
import { horizonsIn, PUBLISHED, type NamedHorizon } from './files.ts'
import { categoriesOf, networkOf, pastOf, trueDemandOf, type Horizon } from './horizon.ts'
import { playPlain } from './plain.ts'
import { play, type Decision } from './play.ts'

/** Weeks before, that the instances bring along. */
const PAST_DAYS = 28

/** Of the gap between exact for the order and the bound, in percent (issue 6). */
const targets: Record<string, { learnt: number; true: number }> = {
  etail: { learnt: 33, true: 38 },
  omni: { learnt: 32, true: 36 },
  omnicap: { learnt: 42, true: 47 },
}

/** How much a unit that is used up nearly is worth, of a parcel, where stock is kept in balance. */
const BALANCES = [0.05, 0.1, 0.2, 0.4]

type Verdict = { feasible: boolean; errors: string[]; orders: number; total: number }
type Judged = Verdict & { gapClosedPercent: number }
type Judge = (horizon: Horizon, log: Decision[]) => Judged
/** What it cost by a rule engine: ours, and the one that the network was published with. */
type Ruled = { rules: number; theirs: number | undefined }
type Outcome = Judged & Ruled & { file: string; seconds: number }

/** What is asked for: kinds of networks (all), in which folder (the published), by which draws. */
export type Asked = { kinds: readonly string[]; folder: string | undefined; seed: number }

/** A line of the report: the mean of the networks of one kind. */
export type GapRow = {
  name: string
  seed: number
  gapPercent: number
  targetPercent: number
  /** What is saved against the cheaper rule engine. */
  savedPercent: number
  isFeasible: boolean
  networks: {
    file: string
    costPerOrder: number
    rulesPerOrder: number
    gapPercent: number
    seconds: number
  }[]
}

/**
 * The networks, each decided on demand learnt from its earlier weeks and once more on the rates it
 * was drawn from, beside a rule engine that takes the nearest place with all of an order; judged by
 * the published referee.
 */
export async function* networkRows({ kinds, folder, seed }: Asked): AsyncGenerator<GapRow> {
  const all = Map.groupBy(horizonsIn(folder, kinds), ({ kind }) => kind)
  if (all.size === 0) return
  const judge = await readReferee()
  const head = 'cost/order   bound   exact   rules  theirs  closed  saved      s'
  print('network, demand'.padEnd(24) + head)
  for (const [kind, of] of all) {
    for (const rates of ['learnt', 'true'] as const) {
      const known = of.filter(({ horizon }) => horizon[rates === 'true' ? 'rates' : 'history'])
      if (known.length === 0) continue
      const outcomes = known.map((one) => outcomeOf(one, rates, seed, judge))
      const mean = (value: (one: Outcome) => number) =>
        outcomes.reduce((sum, one) => sum + value(one), 0) / outcomes.length
      yield {
        name: rates === 'learnt' ? `gap-${kind}` : `gap-${kind}-true`,
        seed,
        gapPercent: mean(({ gapClosedPercent }) => gapClosedPercent),
        targetPercent: targets[kind]?.[rates] ?? 0,
        savedPercent: mean(savedIn),
        isFeasible: outcomes.every(({ feasible }) => feasible),
        networks: outcomes.map(({ file, total, rules, orders, gapClosedPercent, seconds }) => ({
          file,
          costPerOrder: total / orders,
          rulesPerOrder: rules / orders,
          gapPercent: gapClosedPercent,
          seconds,
        })),
      }
    }
  }
}

/** A network by prices that only keep stock in balance, of several sizes. */
export type BalanceRow = { name: string; balance: number; gapPercent: number }

/** What prices without a forecast would be worth (P0), in the same networks. */
export async function* balanceRows({ kinds, folder }: Asked): AsyncGenerator<BalanceRow> {
  const judge = await readReferee()
  print(
    `${'in balance by, of a parcel'.padEnd(28)}${BALANCES.map((s) => `${s}`.padStart(8)).join('')}`,
  )
  for (const { name, horizon } of horizonsIn(folder, kinds)) {
    const parcel = meanParcelOf(networkOf(horizon))
    const rows = BALANCES.map((balance): BalanceRow => {
      const verdict = judge(horizon, playPlain(horizon, { balance: balance * parcel }))
      return { name, balance, gapPercent: verdict.gapClosedPercent }
    })
    const shown = rows.map(({ gapPercent }) => `${gapPercent.toFixed(1)} %`.padStart(8))
    print(name.padEnd(28) + shown.join(''))
    yield* rows
  }
}

async function readReferee(): Promise<Judge> {
  return ((await import(new URL('referee.mjs', PUBLISHED).href)) as { judge: Judge }).judge
}

function outcomeOf(
  { name: file, horizon }: NamedHorizon,
  rates: 'learnt' | 'true',
  seed: number,
  judge: Judge,
): Outcome {
  const began = performance.now()
  const settings = { ...USUAL, days: horizon.meta.days, seed }
  const log = play(horizon, demandOf(horizon, rates), settings)
  const seconds = (performance.now() - began) / 1000
  const verdict = judge(horizon, log)
  const ruled = judge(horizon, playPlain(horizon, 'rules'))
  for (const error of [...verdict.errors, ...ruled.errors]) print(`  ${file}: ${error}`)
  const { lowerBound, exactMyopic, rulesCompleteNearest: theirs } = horizon.expected
  const outcome = { ...verdict, file, rules: ruled.total, theirs, seconds }
  const each = (cost: number) => (cost / verdict.orders).toFixed(3).padStart(8)
  print(
    `${`${file}, ${rates}`.padEnd(24)}${each(verdict.total).padStart(10)}` +
      `${each(lowerBound)}${each(exactMyopic)}${each(ruled.total)}${each(theirs ?? NaN)}` +
      `${verdict.gapClosedPercent.toFixed(1).padStart(6)} %` +
      `${savedIn(outcome).toFixed(1).padStart(5)} %${seconds.toFixed(0).padStart(7)}`,
  )
  return outcome
}

function savedIn({ rules, theirs = Infinity, total }: Ruled & { total: number }): number {
  const cheaper = Math.min(rules, theirs)
  return (100 * (cheaper - total)) / cheaper
}

/** Nothing of the two weeks to decide is known: the weeks before, or the rates themselves. */
function demandOf(horizon: Horizon, rates: 'learnt' | 'true'): Demand {
  const network = networkOf(horizon)
  return rates === 'true'
    ? trueDemandOf(horizon, network)
    : learnDemand(network, categoriesOf(horizon), pastOf(horizon.history!, PAST_DAYS))
}
