import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openDatabase, type Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { createTestDatabase } from '../database.ts'
import { openShop, orderOf } from '../shop.ts'

export const rules = '/v1/routing-rules'
export const canaries = '/v1/routing-canaries'

/** Off, so that a test breaks only what it means to break. */
export const unguarded = {
  costPercent: null,
  parcelsPercent: null,
  unfilledPoints: null,
  refusedPoints: null,
  latePoints: null,
  declinedPoints: null,
  timeMs: null,
}

export type Shop = Awaited<ReturnType<typeof openCanaryShop>>

/** Two processes on one database; NEAR is much cheaper than FAR. `first`: the rule of version 1. */
export async function openCanaryShop(
  releaseMinutes = 60,
  first: Json | null = ruleFrom('Near first', 'NEAR'),
) {
  const database = await createTestDatabase()
  const apps = [await startApp(database.connection), await startApp(database.connection)]
  const clients = await Promise.all(apps.map((app) => app.client()))
  const client = clients[0]!
  await openShop(client, {
    onShortage: 'refuse',
    releaseMinutes,
    locations: { NEAR: { lat: 48.86, lon: 2.35 }, FAR: { lat: 43.3, lon: 5.37 } },
    skus: { X: { weightG: 500 }, RARE: {} },
    stock: { X: { NEAR: 5000, FAR: 5000 }, RARE: { NEAR: 5000 } },
  })
  if (first) await publish(client, first)
  return {
    database,
    apps,
    clients,
    async close() {
      const broken = await apps[0]!.broken()
      for (const app of apps) await app.stop()
      await database.drop()
      assert.deepEqual(broken, [])
    },
  }
}

export function ruleFrom(name: string, location: string): Json {
  const choose = { by: 'least_cost' }
  return { name, use: [{ places: { locations: [location] } }], choose, otherwise: 'refuse' }
}

/** Makes a draft with only this rule; answers its version. */
export async function draft(client: Client, rule: Json): Promise<number> {
  const { version, rules: own } = (await client.get(`${rules}/draft`)).body
  const gone = own.map(({ id }: Json) => ({ action: 'remove', id }))
  const changes = [...gone, { action: 'add', rule }]
  return (await client.post(`${rules}/draft/changes`, { version, changes })).body.version
}

export async function publish(client: Client, rule: Json): Promise<Json> {
  const version = await draft(client, rule)
  const { status, body } = await client.post(`${rules}/publications`, { version, note: 'x' })
  assert.equal(status, 201, JSON.stringify(body))
  return body
}

/** Starts a canary with this rule, which decides at once. */
export async function start(shop: Shop, rule: Json, of: Json = {}): Promise<Json> {
  const client = shop.clients[0]!
  const version = await draft(client, rule)
  const wanted = { sharePermille: 500, minimumOrders: 30, guards: unguarded, ...of }
  const { status, body } = await client.post(canaries, { version, note: 'To try it', ...wanted })
  assert.equal(status, 201, JSON.stringify(body))
  await begin(shop, body)
  return (await client.get(`${canaries}/${body.id}`)).body
}

/** As if the seconds until it begins were over. */
async function begin({ apps }: Shop, { id }: Json): Promise<void> {
  await apps[0]!.platform.db.query(sql`
    update routing.canary set starts_at = ${Temporal.Now.instant()} where id = ${id}`)
  for (const { orders } of apps) {
    const [channelId] = (await orders.network.current()).channelById.keys()
    // What is being read just now may be of before.
    await orders.plans.of(channelId!, null)
    orders.plans.markStale()
  }
}

/** Places so many orders, at one process after the other; answers them with their records. */
export async function place(
  { clients }: Pick<Shop, 'clients'>,
  count: number,
  lines: Record<string, number> = { X: 1 },
): Promise<{ id: string; externalId: string; record: Json }[]> {
  const placed = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const client = clients[i % clients.length]!
      const order = orderOf(lines)
      const { status, body } = await client.post('/v1/orders', order)
      assert.equal(status, 201, JSON.stringify(body))
      return { client, id: body.id as string, externalId: order.externalId }
    }),
  )
  return Promise.all(
    placed.map(async ({ client, ...one }) => {
      const { items } = (await client.get(`/v1/orders/${one.id}/decisions`)).body
      return { ...one, record: items.at(-1).record }
    }),
  )
}

/** Looks each tenth of a second, for at most so many seconds. */
export async function until<Found>(
  look: () => Promise<Found | undefined | false>,
  seconds = 60,
): Promise<Found> {
  for (let tries = 0; tries < seconds * 10; tries += 1) {
    const found = await look()
    if (found) return found
    await setTimeout(100)
  }
  throw new Error(`not so within ${seconds} s`)
}

/** Waits until the figures have so many orders; answers them by guard. */
export async function counted(
  client: Client,
  id: string,
  orders: number,
): Promise<Map<string, Json>> {
  return until(async () => {
    const { figures } = (await client.get(`${canaries}/${id}`)).body
    const byGuard = new Map<string, Json>(figures.map((one: Json) => [one.guard, one]))
    const cost = byGuard.get('costPercent')
    return cost.canary.n + cost.control.n === orders && byGuard
  })
}

/** Does what the application may not: as who owns the server. */
export async function asOwner({ database }: Shop, run: (db: Database) => Promise<unknown>) {
  const connection = { ...database.connection, user: 'postgres' }
  const owner = openDatabase({ connection, poolSize: 1, onError: () => undefined })
  await run(owner)
  await owner.close()
}

export const versionsOf = (placed: readonly { record: Json }[]) =>
  placed.map(({ record }) => record.rule.version as number)

export async function ended(client: Client, id: string): Promise<Json> {
  return until(async () => {
    const { body } = await client.get(`${canaries}/${id}`)
    return body.state !== 'running' && body
  })
}

export type { App }
