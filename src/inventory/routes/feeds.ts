import { Value } from 'typebox/value'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Network } from '../../network/index.ts'
import { runFile, type Upload } from '../../platform/http/file.ts'
import { file, read, type Route } from '../../platform/http/route.ts'
import { code, object, pageOf, pageQuery, uuid } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { Type } from 'typebox'
import { CHUNK, chunksOfFile } from '../actions/feeds/chunks.ts'
import { previewFeed, wholeOf, type FeedPreview } from '../actions/feeds/preview.ts'
import { takeFeed, type TakenFeed } from '../actions/feeds/take.ts'
import type { FeedChunks, FeedHead, FeedSender } from '../actions/feeds/world.ts'
import { REFUSED_PERCENT } from '../domain/feed.ts'
import { readJsonRow } from '../domain/feed-file.ts'
import { findFeed, listFeeds, listRefusals, type FeedRefusal } from '../store/feeds.ts'
import {
  feedAnswer,
  feedBody,
  feedHead,
  feedOf,
  feedQuery,
  refusedOf,
  refusedRow,
  takenAnswer,
  type FeedBody,
  type FeedHeadGiven,
} from './feed-schemas.ts'
import { locationIdOf } from './named.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Stock feeds'

/** Routes through which other systems tell their stock, and what came of that. */
export function feedRoutes(world: InventoryWorld): Route[] {
  return [takeRoute(world), listRoute(world), findRoute(world)]
}

function takeRoute(world: InventoryWorld): Route {
  const { db } = world.platform
  return file(
    {
      path: '/v1/stock-feeds',
      access: 'stock:write',
      tag,
      summary: 'Tell the stock of a location, or of many, as another system has it',
      description:
        'As JSON, or as a file of any size (`text/csv` with a line of names first, or ' +
        '`application/x-ndjson`) with the head in the query. A number becomes what is on hand ' +
        'plus what happened since; open orders are not touched. Each row has its own outcome.',
      query: feedQuery,
      body: feedBody,
      answers: { 200: takenAnswer },
    },
    async (upload, { query, caller, now }) => {
      const given = upload.file ? headInQuery(query) : headInBody(upload.body as FeedBody, query)
      const head = headOf(given)
      const { id: actor, scope, system } = caller
      const sender: FeedSender = { actor, scope, system }
      const from = { head, sender }
      if (given.dryRun) {
        const { preview, refusals } = await previewFeed(world, from, chunksOf(upload))
        const network = await world.network.current()
        const shown = previewOf(world, network, preview)
        const body = { feed: null, preview: shown, refusals: refusals.map(refusedOf) }
        return { status: 200, body }
      }
      return runFile(db, upload, now, async (save) => {
        const network = await world.network.current()
        const answerOf = ({ feed, refusals }: TakenFeed) => ({
          status: 200,
          body: {
            feed: feedOf(network, feed),
            preview: null,
            refusals: refusals.map(refusedOf),
          },
        })
        const taken = await takeFeed(world, from, chunksOf(upload), (tx, done) =>
          save(tx, answerOf(done)),
        )
        return answerOf(taken)
      })
    },
  )
}

function listRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/stock-feeds',
      access: 'stock:read',
      tag,
      summary: 'List stock feeds, the latest first',
      query: object({
        ...pageQuery,
        location: Type.Optional({
          ...code,
          description: 'Those that name it, alone or among others',
        }),
        source: Type.Optional(code),
      }),
      answers: { 200: pageOf(feedAnswer) },
    },
    async (db, { query, caller }) => {
      const limit = query.limit ?? PAGE_DEFAULT
      const before = decodeCursor(query.cursor, ['uuid'])?.[0]
      const network = await world.network.current()
      const locationId = locationIdOf(network, caller.scope, query.location)
      const of = { locationId, source: query.source, before, limit: limit + 1 }
      const rows = await listFeeds(db, caller.scope, of)
      const page = pageOfRows(rows, limit, ({ id }) => [id])
      return { items: page.items.map((feed) => feedOf(network, feed)), next: page.next }
    },
  )
}

function findRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/stock-feeds/:id',
      access: 'stock:read',
      tag,
      summary: 'Read one stock feed, with the first 1,000 rows that were not taken',
      params: object({ id: uuid }),
      answers: { 200: object({ feed: feedAnswer, refusals: Type.Array(refusedRow) }) },
    },
    async (db, { params, caller }) => {
      const feed = (await findFeed(db, caller.scope, params.id)) ?? refuse('not_found')
      const refusals: FeedRefusal[] = await listRefusals(db, feed.id)
      const network = await world.network.current()
      return { feed: feedOf(network, feed), refusals: refusals.map(refusedOf) }
    },
  )
}

/** The head of a file; a part that is missing is named. */
function headInQuery(query: unknown): FeedHeadGiven {
  if (Value.Check(feedHead, query)) return query
  const missing = ['source', 'kind', 'number', 'asOf'].find((name) => !(name in (query as object)))
  const detail = `A file needs ${missing ?? 'its head'} in the query, as /v1/stock-feeds?source=…`
  return refuse('field_invalid', { field: `/${missing ?? ''}`, detail })
}

/** The head of a JSON feed; what its address says besides would be ignored in silence. */
function headInBody(body: FeedBody, query: object): FeedHeadGiven {
  const [name] = Object.keys(query)
  if (name === undefined) return body
  const detail = `${name} stands in the address; say it in the body: only a file has its head there`
  return refuse('field_invalid', { field: `/${name}`, detail })
}

function headOf({ asOf, containsUpTo, ...given }: Omit<FeedHeadGiven, 'dryRun'>): FeedHead {
  const at = Temporal.Instant.from(asOf)
  const { source, kind, number, location, refusedPercent = REFUSED_PERCENT } = given
  return {
    source,
    kind,
    number,
    location,
    refusedPercent,
    asOf: at,
    containsUpTo: containsUpTo === undefined ? at : Temporal.Instant.from(containsUpTo),
  }
}

/** The rows that were sent, in chunks. */
async function* chunksOf({ body, file: sent }: Upload): FeedChunks {
  if (sent) {
    yield* chunksOfFile(sent.format, sent.lines)
    return
  }
  const { rows } = body as FeedBody
  for (let at = 0; at < rows.length; at += CHUNK) {
    yield rows.slice(at, at + CHUNK).map((row, i) => readJsonRow(row, at + i + 1))
  }
}

function previewOf(
  { skus }: InventoryWorld,
  network: Network,
  { more, less, largest, isWhole, ...preview }: FeedPreview,
) {
  return {
    ...preview,
    more: wholeOf(more),
    less: wholeOf(less),
    zeroes: isWhole,
    largest: largest.map(({ skuId, locationId, units: told, since, row, change }) => {
      const { code: sku, decimals } = skus.byId(skuId)!
      const show = (units: number) => quantityOf(units, decimals)
      return {
        sku,
        location: network.locationById.get(locationId)!.code,
        told: show(told),
        since: show(since),
        onHand: show(row.quantity),
        after: show(row.quantity + change),
        change: show(change),
        allocated: show(row.allocated),
      }
    }),
  }
}
