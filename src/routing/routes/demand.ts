import { Type } from 'typebox'
import type { SkuBook } from '../../catalog/index.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Network } from '../../network/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, object, pageQuery } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import type { DemandWorld } from '../actions/learn-rates.ts'
import { demandErrorAnswer, demandRatesAnswer } from '../schemas/demand.ts'
import { findNewestLearning, listRates, type StoredRates } from '../store/demand.ts'

const tag = 'Demand rates'

/** What is to be expected, and how well that is known. */
export function demandRoutes(world: Pick<DemandWorld, 'skus' | 'network'>): Route[] {
  return [ratesRoute(world), errorRoute()]
}

function ratesRoute({ skus, network }: Pick<DemandWorld, 'skus' | 'network'>): Route {
  return read(
    {
      path: '/v1/demand-rates',
      access: 'routing:read',
      tag,
      summary: 'What is expected of each SKU on a day, by channel, region and store',
      description: 'Learnt once a day from orders and from sales over the counter.',
      query: object({ ...pageQuery, sku: Type.Optional(code) }),
      answers: { 200: demandRatesAnswer },
    },
    async (db, { query: { sku, cursor, limit = PAGE_DEFAULT } }) => {
      const [after = '0'] = decodeCursor(cursor, ['number']) ?? []
      if (sku !== undefined) await skus.load([sku])
      const one = sku === undefined ? undefined : skus.byCode(sku)
      if (sku !== undefined && !one) return refuse('sku_unknown', { field: '/sku' })
      const of = one ? { skuIds: [one.id] } : { after: Number(after), limit: limit + 1 }
      const page = pageOfRows(await listRates(db, of), limit, ({ skuId }) => [skuId])
      await skus.loadIds(page.items.map(({ skuId }) => skuId))
      const known = await network.current()
      return { items: page.items.map((rates) => answerOf(rates, skus, known)), next: page.next }
    },
  )
}

function answerOf(rates: StoredRates, skus: SkuBook, network: Network) {
  const { skuId, linesPerDay, unitsPerLine, channels, zones, counter, learntAt } = rates
  return {
    sku: skus.byId(skuId)!.code,
    linesPerDay,
    unitsPerLine,
    channels: channels.map(([id, perDay]) => {
      return { channel: network.channelById.get(id)!.code, linesPerDay: perDay }
    }),
    regions: zones.map(([region, perDay]) => ({ region, linesPerDay: perDay })),
    stores: counter.map(([id, perDay]) => {
      return { location: network.locationById.get(id)!.code, unitsPerDay: perDay }
    }),
    learntAt: learntAt.toString(),
  }
}

function errorRoute(): Route {
  return read(
    {
      path: '/v1/demand-rates/error',
      access: 'routing:read',
      tag,
      summary: 'How far off the rates were in weeks that they had not seen',
      answers: { 200: demandErrorAnswer },
    },
    async (db) => {
      const newest = await findNewestLearning(db)
      if (!newest) return { learning: null }
      const { learntAt, fromAt, weeks, lines, importedLines } = newest
      const { counterUnits, spread, error } = newest
      const times = { learntAt: learntAt.toString(), from: fromAt.toString() }
      const sizes = (spread.sizes ?? []).map(([of, share]) => ({ lines: of, share }))
      const from = { weeks, lines, importedLines, counterUnits }
      return { learning: { ...times, ...from, sizes, heldBack: error } }
    },
  )
}
