import { unitsOf } from '../../../lib/quantity.ts'
import { Refusal } from '../../../lib/refusal.ts'
import { seesLocation } from '../../../lib/scope.ts'
import type { Network } from '../../../network/index.ts'
import { uncountedOf } from '../../domain/counted.ts'
import type { FeedRow, Named } from '../../domain/feed.ts'
import { printable, type BadLine, type FeedLine } from '../../domain/feed-file.ts'
import { listUnmentioned } from '../../store/feed-rows.ts'
import type { FeedRefusal } from '../../store/feeds.ts'
import type { FeedHead, FeedSender, FeedWorld } from './world.ts'

/** The good rows; those refused, and what they are about as far as it can be told. */
export type ResolvedLines = { rows: FeedRow[]; refused: FeedRefusal[]; named: Named[] }

/** Finds SKU and location of every row; a row that has none is refused, the others go on. */
export async function resolveLines(
  world: FeedWorld,
  { head, sender }: { head: FeedHead; sender: FeedSender },
  lines: readonly (FeedLine | BadLine)[],
): Promise<ResolvedLines> {
  const codes = new Set<string>()
  for (const line of lines) if (!('refusal' in line)) codes.add(line.sku)
  await world.skus.load([...codes])
  const network = await world.network.current()
  const rows: FeedRow[] = []
  const refused: FeedRefusal[] = []
  const named: Named[] = []
  for (const line of lines) {
    const row = 'refusal' in line ? line.refusal : rowOf(world, { network, head, sender }, line)
    if (row instanceof Refusal) {
      refused.push(refusalOf(line, row))
      named.push(...namedBy(world, network, head, line))
    } else rows.push(row)
  }
  return { rows, refused, named }
}

function namedBy(
  { skus }: FeedWorld,
  network: Network,
  head: FeedHead,
  line: Partial<Pick<FeedLine, 'sku' | 'location'>>,
): Named[] {
  const locationId = network.locationByCode.get(line.location ?? head.location ?? '')?.id
  const skuId = line.sku === undefined ? undefined : skus.byCode(line.sku)?.id
  return locationId === undefined ? [] : [{ skuId, locationId, isGood: false }]
}

function rowOf(
  { skus }: FeedWorld,
  { network, head, sender }: { network: Network; head: FeedHead; sender: FeedSender },
  { no, sku: skuCode, location: named, quantity }: FeedLine,
): FeedRow | Refusal {
  const sku = skus.byCode(skuCode)
  // Also one that is archived: what is left of it is a fact until it has gone.
  if (!sku) return new Refusal('sku_unknown')
  const uncounted = uncountedOf(sku, 'sku')
  if (uncounted) return uncounted
  const place = placeOf(head, named)
  if (place instanceof Refusal) return place
  const location = network.locationByCode.get(place)
  if (!location || !seesLocation(sender.scope, location.id)) return new Refusal('location_unknown')
  const elsewhere = network.refuseOthers(location.id, sender.system)
  if (elsewhere) return elsewhere
  const units = unitsOf(quantity, sku.decimals)
  if (units === undefined) {
    const detail = `${quantity} is too large, or has more decimals than the SKU: ${sku.decimals}`
    return new Refusal('quantity_invalid', { detail })
  }
  // The source may have promised more than it has; but nothing lies anywhere less than once.
  if (units < 0 && head.number === 'on_hand') {
    return new Refusal('quantity_invalid', { detail: 'What is on hand is never below 0' })
  }
  return { no, skuId: sku.id, locationId: location.id, units }
}

/** What a full feed says is not there by not naming it. */
export async function unmentionedOf(
  world: FeedWorld,
  of: { sourceId: number; locationId: number; mentioned: readonly number[] },
): Promise<number[]> {
  return stockedOf(world, await listUnmentioned(world.platform.db, of))
}

/** What is not stocked is nobody's to say. */
export async function stockedOf({ skus }: FeedWorld, skuIds: readonly number[]): Promise<number[]> {
  await skus.loadIds(skuIds)
  return skuIds.filter((id) => skus.byId(id)?.kind === 'stocked')
}

function placeOf(head: FeedHead, named: string | undefined): string | Refusal {
  const place = named ?? head.location
  if (place === undefined) {
    return new Refusal('feed_row_invalid', { detail: 'Neither the row nor the feed says where' })
  }
  if (head.location === undefined || place === head.location) return place
  const detail = 'The row names another location than the feed'
  return new Refusal('feed_row_invalid', { detail })
}

function refusalOf(line: FeedLine | BadLine, { code, message }: Refusal): FeedRefusal {
  return {
    no: line.no,
    sku: line.sku === undefined ? null : printable(line.sku),
    location: line.location === undefined ? null : printable(line.location),
    code,
    detail: message,
  }
}
