import { mkdir, writeFile } from 'node:fs/promises'
import {
  figure,
  median,
  OUT,
  print,
  report,
  ROUNDS,
  spread,
  type Bench,
  type Figure,
} from './figure.ts'
import { availableFigures } from './figures/available.ts'
import { captureFigure, captureIdle } from './figures/capture.ts'
import { consoleFigures } from './figures/console.ts'
import { fenceFigures } from './figures/fences.ts'
import { feedDelta, feedFull } from './figures/feeds.ts'
import { captureHot, hotSku } from './figures/hot.ts'
import { indexFigures } from './figures/index.ts'
import { lifeApi, lifeFigure } from './figures/life.ts'
import { listFigure } from './figures/list.ts'
import { captureMany } from './figures/many.ts'
import { priceFigures, togetherFigures } from './figures/prices.ts'
import { replayFigure } from './figures/replay.ts'
import { solveFigures } from './figures/route-solve.ts'
import { captureRouted } from './figures/routed.ts'
import { captureShadowed } from './figures/shadowed.ts'
import { simulatedFigures } from './figures/simulated.ts'
import { firstNumbers } from './figures/simulation-first.ts'

import { makeDataDir, makeKey, openBenchDatabase, seed, startServer } from './world.ts'

/** `npm run bench [name…]`: see docs/decisions/0009-benchmarks.md. */
const ONLY_WHEN_NAMED = new Set(['feed-delta', 'feed-full', 'hot-sku', 'capture-hot'])
const figures: Record<string, (bench: Bench) => Promise<Figure | Figure[]>> = {
  capture: captureFigure,
  'capture-idle': captureIdle,
  'capture-routed': captureRouted,
  shadow: captureShadowed,
  life: lifeFigure,
  'life-api': lifeApi,
  'hot-sku': hotSku,
  'capture-hot': captureHot,
  'feed-delta': feedDelta,
  'feed-full': feedFull,
}

/** Figures with a world of their own. What takes minutes is measured only when it is named. */
const apart: Record<string, () => Promise<Figure[]>> = {
  replay: async () => [await replayFigure()].flatMap((one) => one ?? []),
  'list-1m': async () => [await listFigure()],
  console: consoleFigures,
  index: indexFigures,
  availability: availableFigures,
  fences: fenceFigures,
  'route-solve': solveFigures,
  prices: priceFigures,
  'prices-together': togetherFigures,
  'replay-policy': simulatedFigures,
  'simulation-first': async () => [await firstNumbers()],
  'capture-1m': async () => [await captureMany()],
}

const wanted = process.argv.slice(2)
const usual = [...Object.keys(figures), 'start', 'replay', 'console', 'route-solve']
const names = wanted.length > 0 ? wanted : usual.filter((name) => !ONLY_WHEN_NAMED.has(name))
await mkdir(new URL('out/', import.meta.url), { recursive: true })
await writeFile(OUT, '')
for (const name of names) {
  for (const one of (await apart[name]?.()) ?? []) await report(one)
}
if (names.every((name) => name in apart)) process.exit()
const { dataDir, remove } = await makeDataDir()
let server = await startServer(dataDir)
const db = openBenchDatabase(server.host)
await seed(db)
const secret = await makeKey(db)
await server.stop()
if (names.includes('start')) await report(await startFigure())
server = await startServer(dataDir)
for (const name of names) {
  const measure = figures[name]
  if (!measure) continue
  for (const one of [await measure({ db, server, secret, dataDir })].flat()) await report(one)
}
await db.close()
await server.stop()
await remove()

/** From the command to the first answered request, data present; reference: the target of 4 s. */
async function startFigure(): Promise<Figure> {
  const values: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const started = await startServer(dataDir)
    values.push(started.startedMs)
    await started.stop()
  }
  print(`  spread: ${spread(values)} ms`)
  return figure('start', median(values), 'ms', 4000)
}
