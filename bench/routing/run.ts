import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { problemOf, type RoutingOrder } from '../../src/routing/domain/exchange.ts'
import { solve } from '../../src/routing/domain/solve/index.ts'
import { bruteForce } from '../../test/routing/brute-force.ts'
import { costByHighs, loadHighs } from '../../test/routing/highs.ts'
import { drawnOrder, publishedOrders, type Size } from '../../test/routing/instances.ts'
import { median, print } from '../figure.ts'
import { balanceRows, networkRows } from './networks.ts'
import { compareOlist } from './olist.ts'
import { isThere } from './olist-data.ts'
import { ratesRows } from './rates.ts'
import { simulatedRows } from './simulated.ts'

/**
 * `npm run bench:routing -- [orders] [networks] [olist] [rates] [balance] [simulated [together]]
 * [a kind of network…] [small] [large orders] [--seed <number>] [--folder <networks>]`. Orders: the
 * optimum of the product's own optimiser beside the published ones, brute force and HiGHS.
 * Networks: how much of the gap between exact-for-the-order and hindsight its prices close, and
 * what they save against a rule engine. Olist: what orders of a marketplace would have cost, beside
 * what they did. Only when named: rates, how far off what is learnt of the networks is; balance,
 * what prices without a forecast would be worth there; simulated, the same networks in the
 * planner's simulator, and whether prices are proven there (together: by prices of all SKUs and
 * slots together). `seed` is what futures are drawn by (1), `folder` where other networks are than
 * the published. A table, and JSON lines in `bench/out/routing.jsonl`. Ends with 1 where an order
 * differs or is not proven, a log is not feasible, a target is missed or prices are not proven.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, folder: { type: 'string' } },
})
const words = positionals.filter((word) => Number.isNaN(Number(word)))
const sizes = positionals.filter((word) => !words.includes(word))
const parts = new Set(['orders', 'networks', 'olist', 'rates', 'balance', 'simulated', 'together'])
const kinds = words.filter((word) => !parts.has(word))
const asked = { kinds, folder: values.folder, seed: Number(values.seed ?? 1) }
const [SMALL = 5000, LARGE = 300] = sizes.map(Number)
const OUT = new URL('../out/routing.jsonl', import.meta.url)

type Known = { order: RoutingOrder; cost: number | undefined; ms?: number }
type Row = { orders: number; optimal: number; medianMs: number; otherMedianMs: number | null }

let isOptimal = true
await mkdir(new URL('.', OUT), { recursive: true })
await writeFile(OUT, '')
if (words.length === 0 || words.includes('orders')) await benchOrders()
if (words.length === 0 || words.includes('networks')) await benchNetworks()
if (words.includes('rates')) await write(ratesRows(asked.folder, kinds))
if (words.includes('balance')) await write(balanceRows(asked))
if (words.includes('simulated')) await benchSimulated()
if (words.length === 0 || words.includes('olist')) await benchOlist()
process.exit(isOptimal ? 0 : 1)

async function benchOrders(): Promise<void> {
  print(`${'orders'.padEnd(44)} optimal       ms  the other's ms`)
  const published = publishedOrders()
  if (published) {
    await report(
      'published, against their known optimum',
      published.map(({ instance, expected }) => ({ order: instance, cost: expected.cost })),
    )
  } else print('the published orders are not there (../shared/routing/orders.json)')
  await report('small, all limits, against brute force', smallOnes())
  for (const priced of [false, true]) {
    const name = `10 lines x 500 locations${priced ? ', priced' : ''}, against HiGHS`
    await report(name, largeOnes(Math.floor(LARGE / 2), { lines: 10, nodes: 500, priced }))
  }
}

/** Orders of a marketplace: by rules, exact and priced, beside what really happened. */
async function benchOlist(): Promise<void> {
  if (!isThere()) return print('the Olist orders are not there (../shared/data/olist)')
  for (const row of compareOlist()) {
    const { policy, orders, cost, parcels, km, split, unfilled } = row
    if (policy === 'as it was') {
      print(`${orders} orders; carriage paid ${row.paid.toFixed(2)} BRL an order`)
      print(`${'olist'.padEnd(12)} BRL an order  parcels  km a parcel  split %  unfilled`)
    }
    print(
      policy.padEnd(12) +
        cost.toFixed(2).padStart(13) +
        parcels.toFixed(3).padStart(9) +
        km.toFixed(0).padStart(13) +
        (100 * split).toFixed(1).padStart(9) +
        String(unfilled).padStart(10),
    )
    const line = { name: `olist-${policy}`, ...row, at: new Date().toISOString() }
    await appendFile(OUT, `${JSON.stringify(line)}\n`)
  }
}

async function benchNetworks(): Promise<void> {
  for await (const row of networkRows(asked)) {
    const { name, gapPercent, targetPercent, savedPercent, isFeasible } = row
    const isMet = isFeasible && gapPercent >= targetPercent
    isOptimal &&= isMet
    print(
      `[${name}] ${gapPercent.toFixed(1)} % of the gap closed, target ${targetPercent} %` +
        (isMet ? '' : isFeasible ? ': missed' : ': not feasible') +
        `; ${savedPercent.toFixed(1)} % less than by rules`,
    )
    const line = { ...row, load: loadavg()[0], at: new Date().toISOString() }
    await appendFile(OUT, `${JSON.stringify(line)}\n`)
  }
}

/** Rows that no target is about; who makes them prints them. */
async function write(rows: Iterable<object> | AsyncIterable<object>): Promise<void> {
  for await (const row of rows) {
    const line = { ...row, at: new Date().toISOString() }
    await appendFile(OUT, `${JSON.stringify(line)}\n`)
  }
}

async function benchSimulated(): Promise<void> {
  for (const row of simulatedRows(asked, words.includes('together'))) {
    isOptimal &&= row.passed
    const line = { ...row, load: loadavg()[0], at: new Date().toISOString() }
    await appendFile(OUT, `${JSON.stringify(line)}\n`)
  }
}

function* smallOnes(): Generator<Known> {
  for (let seed = 1; seed <= SMALL; seed += 1) {
    const size = { lines: 1 + (seed % 4), nodes: 1 + (seed % 5), units: 3, density: 0.7 }
    const order = drawnOrder(seed, { ...size, priced: seed % 2 === 0, limited: seed % 3 > 0 })
    const began = performance.now()
    const cost = bruteForce(problemOf(order))
    yield { order, cost, ms: performance.now() - began }
  }
}

async function* largeOnes(count: number, size: Size): AsyncGenerator<Known> {
  const highs = await loadHighs()
  for (let seed = 1; seed <= count; seed += 1) {
    const order = drawnOrder(seed, size)
    const began = performance.now()
    const cost = costByHighs(highs, order)
    yield { order, cost, ms: performance.now() - began }
  }
}

async function report(name: string, known: Iterable<Known> | AsyncIterable<Known>): Promise<void> {
  const ours: number[] = []
  const others: number[] = []
  let optimal = 0
  for await (const { order, cost, ms } of known) {
    const problem = problemOf(order)
    const began = performance.now()
    const solution = solve(problem)
    ours.push(performance.now() - began)
    if (ms !== undefined) others.push(ms)
    if (solution?.cost === cost && (solution?.gap ?? 0) === 0) optimal += 1
    else
      print(
        `differs: ${solution?.cost} (gap ${solution?.gap}), not ${cost}: ${JSON.stringify(order)}`,
      )
  }
  const orders = ours.length
  isOptimal &&= optimal === orders
  const otherMedianMs = others.length > 0 ? median(others) : null
  const row: Row = { orders, optimal, medianMs: median(ours), otherMedianMs }
  const counts = `${optimal}/${orders}`.padStart(9)
  const other = otherMedianMs === null ? '' : otherMedianMs.toFixed(1).padStart(12)
  print(`${name.padEnd(44)}${counts}${row.medianMs.toFixed(3).padStart(9)}${other}`)
  const line = { name, ...row, load: loadavg()[0], at: new Date().toISOString() }
  await appendFile(OUT, `${JSON.stringify(line)}\n`)
}
