import { loadavg } from 'node:os'
import { problemOf } from '../../src/routing/domain/exchange.ts'
import { solve, type Problem } from '../../src/routing/domain/solve/index.ts'
import { allOrMost } from '../../src/routing/domain/solve/leaving-out.ts'
import { newWork } from '../../src/routing/domain/solve/work.ts'
import { drawnOrder } from '../../test/routing/instances.ts'
import { littleRoom } from '../../test/routing/little-room.ts'
import { figure, median, print, ROUNDS, type Figure } from '../figure.ts'
import { soonestDecisions } from './soonest.ts'

const NODES = 500
/** Orders of each length, half of them with prices of stock and capacity. */
const DRAWN = 100
const WARM = 3000
/** Groups in little room, of few places and of many. */
const LITTLE = 10
const TARGETS = { p50Us: 50, p99Us: 5000, perSecond: 5000 }

/**
 * What it takes to solve a group at 500 locations, nothing else: microseconds of groups of up to
 * three lines (p50) and of up to ten (p99), and groups of up to three lines a second on one core.
 * References: the targets. Besides, without one: whole decisions where a rule ranks by who is there
 * soonest, and groups of ten lines where each place has room for few of them on its day.
 */
export async function solveFigures(): Promise<Figure[]> {
  const few = [1, 2, 3].flatMap(drawn)
  const all = [...few, ...[4, 5, 6, 7, 8, 9, 10].flatMap(drawn)]
  for (let n = 0; n < WARM; n += 1) solve(few[n % few.length]!)
  for (const problem of all) solve(problem)
  const fewUs = timesOf(few.map((problem) => () => solve(problem)))
  const allUs = timesOf(all.map((problem) => () => solve(problem)))
  const soonest = soonestDecisions(DRAWN)
  for (const decide of soonest) decide()
  const soonestUs = timesOf(soonest)
  const littleUs = timesOf([8, 100].flatMap(inLittleRoom))
  print(`  up to 3 lines p50 ${at(fewUs, 0.5)}, p99 ${at(fewUs, 0.99)} µs`)
  print(`  up to 10 lines p50 ${at(allUs, 0.5)}, p99 ${at(allUs, 0.99)} µs; load ${loadavg()[0]}`)
  print(`  by soonest, whole decisions p50 ${at(soonestUs, 0.5)}, p99 ${at(soonestUs, 0.99)} µs`)
  print(`  in little room p50 ${at(littleUs, 0.5)}, worst ${at(littleUs, 1)} µs`)
  return [
    figure('route-solve', at(fewUs, 0.5), 'µs p50', TARGETS.p50Us),
    figure('route-solve-long', at(allUs, 0.99), 'µs p99', TARGETS.p99Us),
    figure('route-solve-rate', perSecondOf(few), 'groups/s', TARGETS.perSecond),
  ]
}

function drawn(lines: number): Problem[] {
  return Array.from({ length: DRAWN }, (_, n) => {
    return problemOf(drawnOrder(1000 * lines + n, { lines, nodes: NODES, priced: n % 2 === 1 }))
  })
}

/** Too much to be proven: they take what work there is. */
function inLittleRoom(nodes: number): (() => unknown)[] {
  return Array.from({ length: LITTLE }, (_, n) => {
    const problem = littleRoom({ skus: 10, nodes, seed: n + 1 })
    return () => allOrMost(problem, solve, newWork())
  })
}

/** Microseconds of each, its median of five runs: others on the machine interrupt. Ascending. */
function timesOf(all: readonly (() => unknown)[]): number[] {
  const runs: number[][] = all.map(() => [])
  for (let round = 0; round < ROUNDS; round += 1) {
    all.forEach((run, n) => {
      const began = performance.now()
      run()
      runs[n]!.push(1000 * (performance.now() - began))
    })
  }
  return runs.map(median).toSorted((a, b) => a - b)
}

/** By the time that this thread had a core: others on the machine do not count. */
function perSecondOf(problems: readonly Problem[]): number {
  const groups = 100 * problems.length
  const before = process.threadCpuUsage()
  for (let n = 0; n < groups; n += 1) solve(problems[n % problems.length]!)
  const { user, system } = process.threadCpuUsage(before)
  return (1e6 * groups) / (user + system)
}

function at(sorted: readonly number[], share: number): number {
  return Math.round(10 * sorted[Math.floor(share * (sorted.length - 1))]!) / 10
}
