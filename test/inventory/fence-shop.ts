import assert from 'node:assert/strict'
import type { RuleTerms } from '../../src/inventory/domain/rules/rule.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client } from '../app.ts'
import { inForce, ruleOf } from '../rules.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

type Fenced = Omit<Extract<RuleTerms, { kind: 'ring_fence' }>, 'kind'>

export async function fence(app: App, terms: Fenced): Promise<void> {
  const { channelByCode } = await app.orders.network.current()
  const channelId = channelByCode.get('APP')!.id
  const [row] = await app.platform.db.query<{ id: number }>(sql`select id from catalog.sku`)
  inForce(app, [ruleOf({ kind: 'ring_fence', ...terms }, { channelId, skuId: row!.id })])
}

export async function aside({ platform }: App): Promise<number> {
  const [row] = await platform.db.query<{ n: number }>(
    sql`select coalesce(sum(quantity), 0)::int as n from inventory.ring_fence_share`,
  )
  return row!.n
}

export async function untilAside(app: App, units: number): Promise<void> {
  await untilSeen(app, async () => ((await aside(app)) === units ? units : undefined))
}

export async function availableTo(client: Client): Promise<Record<string, number>> {
  const of = async (channel: string) => {
    return (await client.get(`/v1/availability?channel=${channel}&sku=X`)).body.available
  }
  return { WEB: await of('WEB'), APP: await of('APP') }
}

export function order(client: Client, channel: string, quantity: number) {
  return client.post('/v1/orders', orderOf({ X: quantity }, { channel }))
}

export function hold(client: Client, channel: string, quantity = 1) {
  return client.post('/v1/stock-holds', { channel, lines: [{ sku: 'X', quantity }] })
}

export async function inShop(
  run: (at: { app: App; client: Client }) => Promise<void>,
  onShortage: 'refuse' | 'accept' = 'refuse',
): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    const stock = { X: { A: 6, B: 4 } }
    await openShop(client, { onShortage, locations: { A: {}, B: {} }, skus: { X: {} }, stock })
    const pool = ['A', 'B'].map((location, priority) => ({ location, priority }))
    const rest = { kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris', onShortage: 'refuse' }
    const channel = { code: 'APP', name: 'App', brand: 'BRAND', orderPrefix: 'A', pool, ...rest }
    assert.equal((await client.post('/v1/channels', channel)).status, 201)
    await run({ app, client })
  } finally {
    await app.stop()
  }
}
