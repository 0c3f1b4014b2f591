import type { Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { figure, print, type Figure } from '../figure.ts'
import { makeDataDir, makeKey, openBenchDatabase, seed, startServer } from '../world.ts'
import { fillOrders, ORDERS, settle } from './list-fill.ts'

const A_SECOND = 20
const SECONDS = 60

/** What the console asks for; a number or date is drawn where one is wanted. */
const requests: Record<string, () => string> = {
  first: () => '/v1/orders',
  'by state': () => `/v1/orders?state=${one('allocated', 'on_hold', 'fulfilled', 'returned')}`,
  'by states': () => '/v1/orders?state=on_hold,waiting_for_stock,late',
  'by channel': () => `/v1/orders?channel=C${1 + below(7) + 1}&state=cancelled,returned`,
  'by location': () => `/v1/orders?location=L${1 + below(50)}`,
  'by method': () => `/v1/orders?method=locker&country=${one('FR', 'DE')}`,
  'by all': () =>
    `/v1/orders?state=on_hold&location=L${1 + below(50)}&country=FR&channel=WEB,C2&q=ma`,
  'common word': () => `/v1/orders?q=${one('paris', 'lyon', 'ma', 'S1', 'example.com', 'jo le')}`,
  'common, few states': () => `/v1/orders?q=paris&state=${one('on_hold', 'late', 'cancelled')}`,
  'common together': () => `/v1/orders?q=paris%20marie&country=${one('FR', 'DE')}&location=L40`,
  'rare word': () => `/v1/orders?q=${one('thctormamachel', 'S9876', 'vid.scal', 'nobody')}`,
  'e-mail or phone': () => `/v1/orders?q=${one('marie.', '+336', '06')}${below(1e6)}`,
  number: () => `/v1/orders?q=${numberOf(1 + below(ORDERS))}`,
  'external id': () => `/v1/orders?q=shop-${1 + below(ORDERS)}`,
  'jump to a date': () => `/v1/orders?placedBefore=${dayAgo(below(700))}`,
  'a day': () => `/v1/orders?placedFrom=${dayAgo(301)}&placedBefore=${dayAgo(300)}&sort=-total`,
  'by total': () => `/v1/orders?sort=${one('-total', 'total')}&state=${one('fulfilled', 'late')}`,
  'jump and search': () => `/v1/orders?placedBefore=${dayAgo(below(700))}&q=${one('paris', 'S77')}`,
  counts: () => '/v1/orders/counts',
  'counts of a search': () => `/v1/orders/counts?q=${one('paris', 'S1', 'S9876', 'ma')}`,
}

/**
 * Lists of a million orders at 20 requests a second, p99; reference: the first page by SQL alone in
 * the same run.
 */
export async function listFigure(): Promise<Figure> {
  const { dataDir, remove } = await makeDataDir()
  let server = await startServer(dataDir)
  let db = openBenchDatabase(server.host)
  try {
    await seed(db)
    await fillOrders(db)
    await settle(db)
    const secret = await makeKey(db)
    await db.close()
    await server.stop()
    server = await startServer(dataDir)
    db = openBenchDatabase(server.host)
    return await measure({ db, address: server.address, secret })
  } finally {
    await db.close()
    await server.stop()
    await remove()
  }
}

/** The figure of a server whose orders are there. */
export async function measure(of: {
  db: Database
  address: string
  secret: string
}): Promise<Figure> {
  await ask(of.address, of.secret, 5)
  const [done, raw] = await Promise.all([
    ask(of.address, of.secret, SECONDS),
    askRaw(of.db, SECONDS),
  ])
  for (const [name, times] of Object.entries(done)) print(`  ${name.padEnd(22)} ${text(times)}`)
  const all = Object.values(done).flat()
  print(`  all: p50 ${at(all, 0.5).toFixed(1)} ms, p99 ${at(all, 0.99).toFixed(1)} ms`)
  return figure('list-1m', at(all, 0.99), 'ms p99', at(raw, 0.99))
}

/** Asks 20 times a second, whether or not answers have come; the latencies by what was asked. */
async function ask(address: string, secret: string, forS: number) {
  const headers = { authorization: `Bearer ${secret}` }
  const names = Object.keys(requests)
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]))
  const sent: Promise<void>[] = []
  for (let n = 0; n < A_SECOND * forS; n += 1) {
    const name = names[n % names.length]!
    sent.push(
      (async () => {
        const began = performance.now()
        const path = requests[name]!()
        const reply = await fetch(`${address}${path}`, { headers })
        if (reply.status !== 200) throw new Error(`${path}: ${await reply.text()}`)
        await reply.json()
        const ms = performance.now() - began
        times[name]!.push(ms)
        if (ms > 100) print(`  ${ms.toFixed(0)} ms ${path}`)
      })(),
    )
    await new Promise((resolve) => setTimeout(resolve, 1000 / A_SECOND))
  }
  await Promise.all(sent)
  return times
}

async function askRaw(db: Database, forS: number): Promise<number[]> {
  const times: number[] = []
  const until = performance.now() + forS * 1000
  while (performance.now() < until) {
    const began = performance.now()
    await db.query(sql`
      select o.*, c.name, (select json_agg(l) from orders.order_line as l where l.order_id = o.id)
      from orders.order as o join orders.contact as c on c.order_id = o.id
      order by o.placed_at desc, o.id desc limit 50`)
    times.push(performance.now() - began)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return times
}

function text(times: readonly number[]): string {
  const most = Math.max(...times)
  return `p50 ${at(times, 0.5).toFixed(1)} ms, most ${most.toFixed(1)} ms`
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0
}

function below(n: number): number {
  return Math.floor(Math.random() * n)
}

function one(...choices: readonly string[]): string {
  return encodeURIComponent(choices[below(choices.length)]!)
}

/** As list-fill.ts numbers them. */
function numberOf(n: number): string {
  return `N${100_000 + n}${n % 10}`
}

function dayAgo(days: number): string {
  return Temporal.Now.instant()
    .subtract({ hours: 24 * days })
    .round('second')
    .toString()
}
