import type { App, Client, Json } from '../app.ts'
import type { TestDatabase } from '../database.ts'
import type { Checking } from './checking.ts'
import type { Model, Parts } from './model.ts'

export const SKUS = ['P', 'Q', 'R']
export const LOCATIONS = ['A', 'B']
/** A bundle, and what is in one of it. */
export const SET = { P: 2, Q: 1 }

/** An id that nothing has. */
export const UNKNOWN = '00000000-0000-7000-8000-000000000000'

/** A run: the server and the model that must agree with it. */
export type Run = {
  database: TestDatabase
  app: App
  checking: Checking
  client: Client
  /** The key by which every server of the run knows the client. */
  secret: string
  model: Model
  random: () => number
}
export type Command = (run: Run) => Promise<void>

export async function partsOf(client: Client, id: string): Promise<Parts> {
  const { lines } = (await client.get(`/v1/orders/${id}`)).body
  return lines.flatMap(({ sku, allocations }: Json) =>
    allocations.map(({ location: at, quantity: units }: Json) => ({ sku, at, units })),
  )
}

export function sumOf(parts: readonly { sku: string; units: number }[], sku?: string): number {
  return parts
    .filter((part) => sku === undefined || part.sku === sku)
    .reduce((sum, { units }) => sum + units, 0)
}

export function pick<One>({ random }: Run, from: readonly One[]): One | undefined {
  return from[Math.floor(random() * from.length)]
}

/** A SKU at a location. */
export function placeIn(run: Run): { sku: string; location: string } {
  return { sku: pick(run, SKUS)!, location: pick(run, LOCATIONS)! }
}

/** Some units of some SKUs. */
export function basketOf(random: () => number): Map<string, number> {
  const skus = SKUS.filter(() => random() < 0.5)
  const wanted = skus.length > 0 ? skus : ['P']
  return new Map(wanted.map((sku) => [sku, 1 + Math.floor(random() * 3)]))
}
