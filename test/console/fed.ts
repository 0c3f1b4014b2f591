import assert from 'node:assert/strict'
import type { Client, Json } from '../app.ts'

const MINUTE_MS = 60_000

/**
 * Two systems that feed three places, one of them late, and a feed with rows that cannot be taken:
 * what the place and that feed are
 * called, and another place for which people may upload.
 */
export async function feedStock(
  client: Client,
): Promise<Record<'fed' | 'feed' | 'uploaded', string>> {
  const places = await itemsOf(client, '/v1/locations?state=open&limit=3')
  const [fed, late, other] = places.map(({ code }) => code as string)
  // Items of their own, so that no order is served or loses its units.
  const skus = Array.from({ length: 12 }, (_, i) => {
    return { code: `ZZ-UMBRELLA-${i + 1}`, name: `Umbrella ${i + 1}` }
  })
  await done(client.post('/v1/skus', { skus }))
  const before = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
  const send = async (location: string | undefined, minutes: number, rows: Json[]) => {
    const head = { source: 'WMS', kind: 'delta', number: 'on_hand', asOf: before(minutes) }
    const body = { ...head, ...(location !== undefined && { location }), rows }
    return (await done(client.post('/v1/stock-feeds', body))).feed
  }
  const rows = skus.map(({ code: sku }, i) => ({ sku, quantity: i + 3 }))
  const bad = [
    ...Array.from({ length: 4 }, (_, i) => ({ sku: `UNKNOWN-${i}`, quantity: 1 })),
    { sku: rows[0]!.sku, quantity: -1 },
    { sku: rows[1]!.sku, quantity: 2.5, location: other },
  ]
  await send(late, 190, rows.slice(0, 5))
  await send(undefined, 30, [{ ...rows[2]!, location: other }])
  await send(fed, 20, rows)
  const sold = rows.slice(0, 10).map(({ sku, quantity }) => ({ sku, quantity: quantity - 1 }))
  const feed = await send(fed, 8, [...sold, ...bad])
  const watch = (location: string | undefined, source: string, everyMinutes: number) => {
    const body = { location, source, everyMinutes, bufferPercent: 20 }
    return done(client.post('/v1/stock-feed-watches', body))
  }
  await watch(fed, 'WMS', 60)
  await watch(late, 'WMS', 120)
  await watch(fed, 'A-TILL-WITH-A-VERY-LONG-NAME-OF-ITS-OWN-0000000000000000001', 1440)
  await done(client.post('/v1/stock-alert-rules', { name: 'Late numbers', kind: 'overdue_feed' }))
  await untilTold(client)
  return { fed: fed!, feed: feed.id, uploaded: other! }
}

/**
 * An exception or an alert that comes while a list is looked at is told above its first row, and
 * covers it.
 */
async function untilTold(client: Client): Promise<void> {
  for (;;) {
    const tasks = await itemsOf(client, '/v1/tasks?cause=feed_overdue')
    const alerts = await itemsOf(client, '/v1/stock-alerts?kind=overdue_feed')
    if (tasks.length > 0 && alerts.length > 0) return
  }
}

async function itemsOf(client: Client, path: string): Promise<Json[]> {
  return (await done(client.get(path))).items
}

async function done(reply: ReturnType<Client['post']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  return body
}
