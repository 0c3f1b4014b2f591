import { appendFile } from 'node:fs/promises'
import type { Database } from '../src/platform/db/index.ts'
import { sql } from '../src/platform/db/sql.ts'
import { listDecisions } from '../src/routing/index.ts'
import type { BenchServer } from './world.ts'

/** One measurement beside its reference of the same run. */
export type Figure = { name: string; value: number; unit: string; reference: number; ratio: number }

/** A running server with its data, and how to reach it. */
export type Bench = { db: Database; server: BenchServer; secret: string; dataDir: string }

export const OUT = new URL('out/latest.jsonl', import.meta.url)
export const ROUNDS = 5

export function figure(name: string, value: number, unit: string, reference: number): Figure {
  return { name, value, unit, reference, ratio: value / reference }
}

export async function report(one: Figure): Promise<void> {
  const at = new Date().toISOString()
  const { name, value, unit, reference, ratio } = one
  print(
    `[${name}] ${value.toFixed(2)} ${unit}, reference ${reference.toFixed(2)}, ` +
      `ratio ${ratio.toFixed(3)}`,
  )
  await appendFile(OUT, `${JSON.stringify({ ...one, at })}\n`)
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

export function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** A decision of a real order, for references that write what the product would. */
export async function sampleDecision(database: Database) {
  const [order] = await database.query<{ id: string }>(sql`
    select order_id as id from routing.decision limit 1`)
  const [decision] = await listDecisions(database, order!.id)
  return decision!
}
