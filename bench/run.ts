import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { sql } from '../src/platform/db/sql.ts'
import type { Database } from '../src/platform/db/index.ts'
import { listDecisions } from '../src/routing/index.ts'
import { rawCapture, ROWS } from './reference.ts'
import {
  load,
  makeDataDir,
  makeKey,
  openBenchDatabase,
  seed,
  startServer,
  type BenchServer,
} from './world.ts'

/** `npm run bench [name…]`: see docs/decisions/0009-benchmarks.md. */
type Figure = { name: string; value: number; unit: string; reference: number; ratio: number }
type Bench = { db: Database; server: BenchServer; secret: string; dataDir: string }

const OUT = new URL('out/latest.jsonl', import.meta.url)
const ROUNDS = 5
const ROUND_SECONDS = 6

const figures: Record<string, (bench: Bench) => Promise<Figure>> = {
  capture: captureFigure,
  'capture-idle': captureIdle,
}

const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : [...Object.keys(figures), 'start']
await mkdir(new URL('out/', import.meta.url), { recursive: true })
await writeFile(OUT, '')
const { dataDir, remove } = await makeDataDir()
let server = await startServer(dataDir)
const db = openBenchDatabase(server.host)
await seed(db)
const secret = await makeKey(db)
await server.stop()
if (names.includes('start')) await report(await startFigure())
server = await startServer(dataDir)
for (const name of names) {
  const measure = figures[name]
  if (measure) await report(await measure({ db, server, secret, dataDir }))
}
await db.close()
await server.stop()
await remove()

/** Orders a second through HTTP at 256 connections; reference: the same rows by SQL alone. */
async function captureFigure(bench: Bench): Promise<Figure> {
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
async function captureIdle(bench: Bench): Promise<Figure> {
  await load(bench.server, bench.secret, { connections: 1, seconds: 5, most: 200 })
  const values: number[] = []
  const references: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const done = await load(bench.server, bench.secret, { connections: 1, seconds: 20, most: 300 })
    values.push(done.p50)
    references.push(await insertMs(bench.db))
  }
  print(`  spread: ${spread(values)} ms; raw insert ${spread(references)} ms`)
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

/** From the command to the first answered request, data present; reference: the target of 4 s. */
async function startFigure(): Promise<Figure> {
  const values: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const started = await startServer(dataDir)
    values.push(started.startedMs)
    await started.stop()
  }
  print(`  spread: ${spread(values)} ms`)
  return figure('start', median(values), 'ms', 4000)
}

async function sampleDecision(database: Database) {
  const [order] = await database.query<{ id: string }>(sql`select id from orders.order limit 1`)
  const [decision] = await listDecisions(database, order!.id)
  return decision!
}

function figure(name: string, value: number, unit: string, reference: number): Figure {
  return { name, value, unit, reference, ratio: value / reference }
}

async function report(one: Figure): Promise<void> {
  const at = new Date().toISOString()
  const { name, value, unit, reference, ratio } = one
  print(
    `[${name}] ${value.toFixed(2)} ${unit}, reference ${reference.toFixed(2)}, ` +
      `ratio ${ratio.toFixed(3)}`,
  )
  await appendFile(OUT, `${JSON.stringify({ ...one, at })}\n`)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
