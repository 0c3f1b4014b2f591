import {
  addGood,
  addNamed,
  decideFed,
  decideOvertaken,
  decideWhole,
  type FeedRow,
  isChange,
  lastOfEach,
  type Tally,
} from '../../domain/feed.ts'
import { hidesRows } from '../../domain/feed-file.ts'
import type { Supply } from '../../domain/supply.ts'
import { listDiffering, listUncoveredBy } from '../../store/feed-rows.ts'
import { findSource, readNewer, type Counts, type FeedRefusal } from '../../store/feeds.ts'
import { CHUNK } from './chunks.ts'
import { resolveLines, unmentionedOf } from './resolve.ts'
import { checkHead } from './take.ts'
import { asKept, type FeedChunks, type FeedHead, type FeedSender, type FeedWorld } from './world.ts'

/** What one row would become, and what happened since its number was true. */
export type Preview = FeedRow & { row: Supply; change: number; released: number; since: number }

/** What a feed would do. Units are summed up by the decimals of their SKUs. */
export type FeedPreview = Counts & {
  /** Units more and less than now, by decimals. */
  more: Map<number, number>
  less: Map<number, number>
  largest: Preview[]
  /** Orders that would stand without cover, and how many. */
  uncoveredOrders: string[]
  uncovered: number
  isWhole: boolean
}

const LARGEST = 100
const ORDERS_MOST = 100
const REFUSALS_MOST = 1000

/** Says what a feed would change, and writes nothing. */
export async function previewFeed(
  world: FeedWorld,
  { head: given, sender }: { head: FeedHead; sender: FeedSender },
  chunks: FeedChunks,
): Promise<{ preview: FeedPreview; refusals: FeedRefusal[] }> {
  const head = asKept(given)
  await checkHead(world, head, sender)
  const look = await lookOf(world, head)
  const tally: Tally = new Map()
  const refusals: FeedRefusal[] = []
  const { preview } = look
  let good = 0
  let mayHide = false
  for await (const lines of chunks) {
    const { rows, refused, named } = await resolveLines(world, { head, sender }, lines)
    refusals.push(...refused.slice(0, REFUSALS_MOST - refusals.length))
    preview.rows += lines.length
    preview.refused += refused.length
    good += rows.length
    mayHide ||= lines.some(hidesRows)
    addGood(tally, rows)
    addNamed(tally, named)
    preview.changed += await look.at(lastOfEach(rows), { isNamed: true })
  }
  preview.isWhole = decideWhole(head, { good, refused: preview.refused, mayHide }, tally)
  if (preview.isWhole) {
    for (const [locationId, { skuIds: mentioned, good: told }] of tally) {
      if (told === 0) continue
      const of = { sourceId: look.sourceId, locationId, mentioned }
      const skuIds = await unmentionedOf(world, of)
      for (let from = 0; from < skuIds.length; from += CHUNK) {
        const some = skuIds.slice(from, from + CHUNK)
        const rows = some.map((skuId) => ({ no: 0, skuId, locationId, units: 0 }))
        preview.zeroed += await look.at(rows, { isNamed: false })
      }
    }
  }
  return { preview, refusals }
}

async function lookOf(world: FeedWorld, head: FeedHead) {
  const { db, clock } = world.platform
  const source = await findSource(db, head.source)
  const { asOf, containsUpTo, number } = head
  const time = { asOf, containsUpTo, now: clock.now() }
  const orders = new Set<string>()
  const preview: FeedPreview = {
    rows: 0,
    changed: 0,
    zeroed: 0,
    refused: 0,
    overtaken: 0,
    more: new Map(),
    less: new Map(),
    largest: [],
    uncoveredOrders: [],
    uncovered: 0,
    isWhole: false,
  }
  return {
    preview,
    sourceId: source ?? 0,
    /** Looks at some rows; answers how many would change. */
    async at(rows: readonly FeedRow[], { isNamed }: { isNamed: boolean }): Promise<number> {
      const locationIds = [...new Set(rows.map(({ locationId }) => locationId))]
      const newer = await readNewer(db, { sourceId: source ?? 0, asOf, locationIds, now: time.now })
      const { fresh, overtaken } = decideOvertaken(rows, newer)
      if (isNamed) preview.overtaken += overtaken.length
      const differing = await listDiffering(db, { sourceId: null, number, time }, fresh)
      const changing = differing.flatMap(({ since, isNew: _new, ...one }): Preview[] => {
        const fed = decideFed(one.row, { number, units: one.units }, since)
        const change = { change: fed.quantity, released: 0 - fed.unavailable }
        return isChange(fed) ? [{ ...one, ...change, since: since.quantity }] : []
      })
      const shown = [...changing, ...preview.largest]
      await world.skus.loadIds([...new Set(shown.map(({ skuId }) => skuId))])
      for (const one of changing) sumUp(world, preview, one)
      keepLargest(world, preview, changing)
      for (const { orderId } of await listUncoveredBy(db, changing.flatMap(lackingOf))) {
        orders.add(orderId)
      }
      preview.uncovered = orders.size
      preview.uncoveredOrders = [...orders].slice(0, ORDERS_MOST)
      return changing.length
    },
  }
}

function sumUp({ skus }: FeedWorld, preview: FeedPreview, { skuId, change }: Preview): void {
  const { decimals } = skus.byId(skuId)!
  const sums = change > 0 ? preview.more : preview.less
  sums.set(decimals, (sums.get(decimals) ?? 0) + Math.abs(change))
}

function keepLargest(
  { skus }: FeedWorld,
  preview: FeedPreview,
  changing: readonly Preview[],
): void {
  // A metre weighs as much as a piece, whatever the decimals.
  const size = ({ skuId, change }: Preview) => Math.abs(change) / 10 ** skus.byId(skuId)!.decimals
  preview.largest = [...preview.largest, ...changing]
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, LARGEST)
}

/** Allocated units of a row that would have no cover; carts lose theirs first. */
function lackingOf({ row, change, released, skuId, locationId }: Preview) {
  const { quantity, unavailable, allocated } = row
  const lacks = (left: number) => Math.max(0, unavailable + allocated - left)
  const units = Math.min(allocated, lacks(quantity + change + released))
  return units > lacks(quantity) ? [{ skuId, locationId, units }] : []
}

/** Units by decimals as one number of whole ones. */
export function wholeOf(sums: ReadonlyMap<number, number>): number {
  const most = Math.max(0, ...sums.keys())
  let sum = 0
  for (const [decimals, units] of sums) sum += units * 10 ** (most - decimals)
  return Number(`${sum}e-${most}`)
}
