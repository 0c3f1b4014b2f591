import type { PurchaseLimit, Rule } from '../../src/inventory/domain/rules/rule.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client } from '../app.ts'
import { inForce, ruleOf } from '../rules.ts'
import { openShop, orderOf } from '../shop.ts'

type At = { app: App; client: Client }
type Limited = Omit<PurchaseLimit, 'kind' | 'minQuantity'> & { minQuantity?: number }

export function limitOf(terms: Limited): Rule {
  return ruleOf({ kind: 'purchase_limit', minQuantity: null, ...terms })
}

export function quotaOf(quantity: number): Rule {
  return ruleOf({ kind: 'quota', quantity })
}

export function order(client: Client, quantity: number, over: Record<string, unknown> = {}) {
  return client.post('/v1/orders', orderOf({ X: quantity }, over))
}

export async function countedIn({ platform }: App): Promise<number> {
  const [row] = await platform.db.query<{ n: number }>(
    sql`select coalesce(sum(used), 0)::int as n from inventory.counter`,
  )
  return row!.n
}

/** Resolves when so many units are counted: what is cancelled is taken off a moment later. */
export async function untilCounted(app: App, units: number): Promise<void> {
  while ((await countedIn(app)) !== units) app.platform.wake.committed()
}

const SHOP = { locations: { A: {}, B: {} }, skus: { X: {} }, stock: { X: { A: 30, B: 30 } } }

export async function inShop(
  rules: readonly Rule[],
  run: (at: At) => Promise<void>,
): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    await openShop(client, SHOP)
    inForce(app, rules)
    await run({ app, client })
  } finally {
    await app.stop()
  }
}
