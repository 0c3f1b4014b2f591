import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { cutFences } from '../../src/inventory/actions/fences.ts'
import { fillIndex, offeringOf, quotasLeft, sellable } from '../../src/inventory/index.ts'
import { waitingOrders } from '../../src/orders/index.ts'
import type { Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { Platform } from '../../src/platform/module.ts'
import { createLog } from '../../src/platform/log.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openWorld } from '../../src/platform/process.ts'
import { mountModules } from '../../src/modules.ts'
import { figure, median, print, ROUNDS, spread, type Figure } from '../figure.ts'
import { load, makeDataDir, makeKey, seedMaster, vacuum, withDatabase } from '../world.ts'
import { fillSupplies } from './index.ts'

const SKUS = Number(process.env['BENCH_AVAILABLE_SKUS'] ?? 2000)
const LOCATIONS = Number(process.env['BENCH_AVAILABLE_LOCATIONS'] ?? 500)
const SECONDS = Number(process.env['BENCH_AVAILABLE_SECONDS'] ?? 4)
const CONNECTIONS = 64
/** Answers of the index a second (issue 5). */
const CORE_TARGET = 500_000

/**
 * What a channel can sell of one SKU that lies at 500 locations, and its stock at each: answers a
 * second through HTTP; reference: the same answers, ready, through the same server. Then answers a
 * second of the index in process, each of one SKU at one location.
 */
export async function availableFigures(): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack()
  const { dataDir, remove } = await makeDataDir()
  opened.defer(remove)
  const figures: Figure[] = []
  await withDatabase(dataDir, async (db, host) => {
    await db.transaction((tx) => seedMaster(tx, { skus: SKUS, locations: LOCATIONS }), {
      timeoutMs: 0,
    })
    await fillSupplies(db, { skus: SKUS, oneIn: 1 })
    await publishRules(db)
    await vacuum(db, ['inventory.supply'])
    print(`availability: ${SKUS} SKUs, each at ${LOCATIONS} locations`)
    const secret = await makeKey(db)
    figures.push(...(await throughHttp(host, secret)))
    await publishAside(db)
    figures.push(await inProcess(host))
  })
  return figures
}

/**
 * Rules of the kinds that a number goes through: safety stock of half of the SKUs by code, and of
 * all at two kinds of places by percent; a threshold; places that sell or ship some of it not.
 */
async function publishRules(db: Database): Promise<void> {
  await db.query(sql`insert into inventory.rule_version
    (version, note, added, changed, removed, published_at, published_by)
    values (1, 'bench', 0, 0, 0, now(), 'bench')`)
  await db.query(sql`
    insert into inventory.rule (id, from_version, kind, name, sku_id, location_id, location_kind,
      channel_id, method, terms)
    select uuidv7(), 1, r.terms->>'kind', r.name, r.sku_id, r.location_id, r.location_kind,
      r.channel_id, r.method, r.terms
    from (
      select 'One of this SKU' as name, s.id as sku_id, null::int as location_id,
        null as location_kind, null::int as channel_id, null as method,
        '{"kind":"safety_stock","quantity":1,"percent":null}'::jsonb as terms
      from catalog.sku as s where s.id % 2 = 0
      union all select 'A tenth in shops', null, null, 'store', null, null,
        '{"kind":"safety_stock","quantity":null,"percent":10}'
      union all select 'Two here', null, l.id, null, null, null,
        '{"kind":"safety_stock","quantity":2,"percent":null}'
      from network.location as l where l.id % 10 = 0
      union all select 'The last three', null, null, null, c.id, null,
        '{"kind":"threshold","quantity":3}' from network.channel as c
      union all select 'Not from here', null, l.id, null, c.id, null,
        '{"kind":"pool","sells":false}'
      from network.location as l, network.channel as c where l.id % 50 = 0
      union all select 'Nothing is sent from here', s.id, l.id, null, null, null,
        '{"kind":"eligibility","eligible":false}'
      from catalog.sku as s, network.location as l where s.id % 100 = 0 and l.id % 100 = 1
    ) as r`)
}

/**
 * And for the index alone, since no answer is remembered where anything is set aside: ring-fences
 * of another channel about half of the SKUs, and quotas of this one about a quarter.
 */
async function publishAside(db: Database): Promise<void> {
  await db.query(sql`
    insert into network.channel (code, name, brand_id, kind, currency, tax_mode, time_zone,
      on_shortage, order_prefix, release_minutes, created_at)
    select 'APP', 'App', id, 'site', 'EUR', 'inclusive', 'Europe/Paris', 'refuse', 'A', 0, now()
    from network.brand`)
  await db.query(sql`
    insert into network.pool (channel_id, location_id, priority)
    select c.id, l.id, l.id from network.channel as c, network.location as l where c.code = 'APP'`)
  await db.query(sql`insert into inventory.rule_version
    (version, note, added, changed, removed, published_at, published_by)
    values (2, 'bench', 0, 0, 0, now(), 'bench')`)
  await db.query(sql`
    insert into inventory.rule (id, from_version, kind, name, sku_id, channel_id, terms)
    select uuidv7(), 2, r.terms->>'kind', r.name, s.id, c.id, r.terms
    from (values
      ('Half for the app', 'APP', 2, '{"kind":"ring_fence","quantity":null,"percent":50}'::jsonb),
      ('At most so many', 'WEB', 4, '{"kind":"quota","quantity":1000}')
    ) as r (name, channel, one_in, terms)
    join network.channel as c on c.code = r.channel join catalog.sku as s on s.id % r.one_in = 0`)
}

async function throughHttp(host: string, secret: string): Promise<Figure[]> {
  const reader = fork(path.join(import.meta.dirname, '../reader.ts'), [JSON.stringify({ host })])
  const [address] = (await once(reader, 'message')) as [string]
  const skus = Array.from({ length: SKUS }, (_, i) => `S${i + 1}`)
  const asked: Record<string, string[]> = {
    availability: skus.map((sku) => `/v1/availability?channel=WEB&sku=${sku}`),
    'availability-places': skus.map((sku) => `/v1/availability?channel=WEB&sku=${sku}&by=location`),
    stock: skus.map((sku) => `/v1/stock/${sku}`),
  }
  const headers = { authorization: `Bearer ${secret}` }
  const ready: Record<string, unknown> = {}
  for (const [name, paths] of Object.entries(asked)) {
    const reply = await fetch(`${address}${paths[0]}`, { headers })
    const text = await reply.text()
    print(`  ${name}: ${reply.status}, ${text.length} characters`)
    if (reply.ok) ready[name] = JSON.parse(text)
  }
  const taken = once(reader, 'message')
  reader.send(ready)
  await taken
  const figures: Figure[] = []
  for (const [name, paths] of Object.entries(asked)) {
    if (!(name in ready)) continue
    const readyPaths = skus.map((sku) => `/v1/ready/${name}?channel=WEB&sku=${sku}`)
    figures.push(await inTurns(name, { address, secret, paths, readyPaths }))
  }
  reader.disconnect()
  await once(reader, 'exit')
  return figures
}

async function inTurns(
  name: string,
  of: { address: string; secret: string; paths: string[]; readyPaths: string[] },
): Promise<Figure> {
  const values: number[] = []
  const references: number[] = []
  const ask = async (paths: string[], seconds: number) => {
    const done = await load(of, of.secret, { connections: CONNECTIONS, seconds, paths })
    if (Object.keys(done.statuses).join() !== '200') throw new Error(JSON.stringify(done.statuses))
    return done
  }
  await ask(of.paths, 2)
  await ask(of.readyPaths, 2)
  for (let round = 1; round <= ROUNDS; round += 1) {
    const done = await ask(of.paths, SECONDS)
    values.push(done.perSecond)
    references.push((await ask(of.readyPaths, SECONDS)).perSecond)
    const [value, reference] = [values.at(-1)!, references.at(-1)!]
    print(
      `  ${name} ${round}: ${Math.round(value)}/s, p99 ${done.p99.toFixed(0)} ms; ` +
        `ready ${Math.round(reference)}/s`,
    )
  }
  print(`  spread: ${spread(values)}; ready ${spread(references)}`)
  return figure(`${name}-http`, median(values), 'answers/s', median(references))
}

/** What the process that answers does for each SKU, at each of its locations. */
async function inProcess(host: string): Promise<Figure> {
  const connection = { host, port: 5432, user: 'tutti', database: 'tutti' }
  const world = await openWorld(readConfig({}), connection, createLog('error'))
  const { orders } = mountModules(world.platform)
  await fillIndex(world.platform.db, orders.index)
  const skuIds: number[] = []
  orders.index.forEachSku((id) => skuIds.push(id))
  await orders.skus.loadIds(skuIds)
  await cutAll(orders, world.platform)
  const answer = await answering(orders)
  const values: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const until = performance.now() + 1000
    const began = performance.now()
    let answers = 0
    let units = 0
    while (performance.now() < until) {
      const skuId = skuIds[Math.floor(Math.random() * skuIds.length)]!
      units += answer(skuId)
      answers += LOCATIONS
    }
    if (units === 0) throw new Error('nothing is available')
    values.push(answers / ((performance.now() - began) / 1000))
  }
  await world.close()
  print(`  core: ${spread(values)}`)
  return figure('availability-core', median(values), 'answers/s', CORE_TARGET)
}

type Orders = ReturnType<typeof mountModules>['orders']

/** Units are set aside as the job does it that looks after ring-fences. */
async function cutAll(orders: Orders, platform: Platform): Promise<void> {
  const now = Temporal.Now.instant()
  const by = { actor: 'bench', now, nowMs: now.epochMilliseconds }
  const inventory = { ...orders, waiting: waitingOrders(platform) }
  await cutFences(inventory, { looks: new Map(), turn: 0 }, by)
  const { believed } = await orders.rules.fences()
  print(`  units are set aside of ${believed.size} SKUs`)
}

/** Answers the units that the channel can sell of a SKU, as `GET /v1/availability` adds them up. */
async function answering(orders: Orders): Promise<(skuId: number) => number> {
  const network = await orders.network.current()
  const channelId = network.channelByCode.get('WEB')!.id
  const rules = await orders.rules.current()
  const now = Temporal.Now.instant()
  const offering = await offeringOf(orders, now)
  const offer = offering.to(channelId, null)
  const skuIds: number[] = []
  orders.index.forEachSku((id) => skuIds.push(id))
  const skus = skuIds.map((id) => orders.skus.byId(id)!)
  const asking = { channelId, method: null, now }
  const quotas = await quotasLeft(orders.platform.db, rules, skus, asking)
  print(`  quotas of ${quotas.size} SKUs`)
  const seller = { network, channelId, method: null, rules, offer, quotas }
  return (id) => sellable(orders.index, seller, { id, archived: false }, () => undefined).units
}
