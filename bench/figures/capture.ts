import { sql } from '../../src/platform/db/sql.ts'
import type { Database } from '../../src/platform/db/index.ts'
import {
  figure,
  median,
  print,
  ROUNDS,
  sampleDecision,
  spread,
  type Bench,
  type Figure,
} from '../figure.ts'
import { load } from '../world.ts'
import { rawCapture, rawOrderMs, ROWS } from './capture-reference.ts'

const ROUND_SECONDS = 6

/** Orders a second through HTTP at 256 connections; reference: the same rows by SQL alone. */
export async function captureFigure(bench: Bench): Promise<Figure> {
  print(`capture: rows of an order: ${ROWS}`)
  await load(bench.server, bench.secret, { connections: 256, seconds: ROUND_SECONDS })
  const decision = await sampleDecision(bench.db)
  await rawCapture(bench.db, 2, decision)
  const values: number[] = []
  const references: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const done = await load(bench.server, bench.secret, {
      connections: 256,
      seconds: ROUND_SECONDS,
    })
    references.push(await rawCapture(bench.db, ROUND_SECONDS, decision))
    values.push(done.perSecond)
    const { p50, p99, statuses } = done
    print(
      `  round ${round}: ${Math.round(done.perSecond)}/s, p50 ${p50.toFixed(0)} ms, ` +
        `p99 ${p99.toFixed(0)} ms, ${JSON.stringify(statuses)}; ` +
        `raw ${Math.round(references.at(-1)!)}/s`,
    )
  }
  print(`  spread: ${spread(values)}; raw ${spread(references)}`)
  return figure('capture', median(values), 'orders/s', median(references))
}

/** One client alone, p50; reference: one durably committed single-row insert. */
export async function captureIdle(bench: Bench): Promise<Figure> {
  await load(bench.server, bench.secret, { connections: 1, seconds: 5, most: 200 })
  const values: number[] = []
  const references: number[] = []
  const rows: number[] = []
  const decision = await sampleDecision(bench.db)
  for (let round = 1; round <= ROUNDS; round += 1) {
    const done = await load(bench.server, bench.secret, { connections: 1, seconds: 20, most: 300 })
    values.push(done.p50)
    references.push(await insertMs(bench.db))
    rows.push(await rawOrderMs(bench.db, decision))
  }
  print(`  spread: ${spread(values)} ms; raw insert ${spread(references)} ms`)
  print(`  the rows of an order by SQL alone, each durable: ${spread(rows)} ms`)
  return figure('capture-idle', median(values), 'ms p50', median(references))
}

async function insertMs(database: Database): Promise<number> {
  await database.query(sql`create table if not exists public.bench_row (n int)`)
  const times: number[] = []
  for (let n = 0; n < 300; n += 1) {
    const began = performance.now()
    await database.query(sql`insert into public.bench_row values (${n})`)
    times.push(performance.now() - began)
  }
  return median(times)
}
