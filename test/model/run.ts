import type { App, Client, Json } from '../app.ts'
import type { Model } from './model.ts'

export const SKUS = ['P', 'Q', 'R']
export const LOCATIONS = ['A', 'B']
/** A bundle, and what is in one of it. */
export const SET = { P: 2, Q: 1 }

/** A run: the server and the model that must agree with it. */
export type Run = { app: App; client: Client; model: Model; random: () => number }
export type Command = (run: Run) => Promise<void>

type Parts = Model['orders'][0]['parts']

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
