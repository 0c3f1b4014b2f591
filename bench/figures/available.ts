import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fillIndex } from '../../src/inventory/index.ts'
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
    await vacuum(db, ['inventory.supply'])
    print(`availability: ${SKUS} SKUs, each at ${LOCATIONS} locations`)
    const secret = await makeKey(db)
    figures.push(...(await throughHttp(host, secret)), await inProcess(host))
  })
  return figures
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

/** Answers the units that the channel can sell of a SKU, as `GET /v1/availability` adds them up. */
async function answering({ index, network }: Orders): Promise<(skuId: number) => number> {
  const now = await network.current()
  const pool = now.poolOf(now.channelByCode.get('WEB')!.id)
  return (skuId) => {
    let units = 0
    index.forEach(skuId, (locationId, available) => {
      const location = now.locationById.get(locationId)
      const counts = pool.has(locationId) && location && !location.paused && !location.archived
      if (!counts || now.isSkuPaused(skuId, locationId)) return
      units += Math.max(0, available) - index.heldBack(locationId, available)
    })
    return units
  }
}
