import { Refusal } from '../../../lib/refusal.ts'
import { createBatcher, type Batcher } from '../../../platform/batch.ts'
import type { Database } from '../../../platform/db/index.ts'
import { listNextReceipts } from '../../../inventory/index.ts'
import { decideNextOn } from '../../domain/next-on.ts'
import type { ShortLine } from '../../domain/place.ts'
import type { Placement } from './index.ts'

/** An order that was refused for shortage, and the day it is in its channel. */
type Refused = { item: Placement; today: Temporal.PlainDate; refusal: Refusal }

const BATCH_MAX = 256

/**
 * Adds to refusals for shortage when there will be more. Apart from the batches that place, so that
 * nobody's rows stay locked for it; gathered, and on one connection, so that a rush on what is sold
 * out does not take the database from the orders that can be served.
 */
export function createNextOn(db: Database): Batcher<Refused, Refusal> {
  return createBatcher<Refused, Refusal>({
    max: BATCH_MAX,
    concurrency: 1,
    run: (refused) => tellNextOn(db, refused),
    isCommon: (error) => error instanceof Refusal,
  })
}

/** The day it is where the channel sells. */
export function todayOf({ channel }: Placement, now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(channel.timeZone).toPlainDate()
}

async function tellNextOn(db: Database, refused: readonly Refused[]): Promise<Refusal[]> {
  const wanted = refused.flatMap(({ item, today, refusal }) => {
    const short = new Set(shortOf(refusal).map(({ sku }) => sku))
    const skus = item.order.lines.map(({ sku }) => sku).filter(({ code }) => short.has(code))
    return skus.map(({ id: skuId }) => ({ skuId, fromOn: today }))
  })
  const nameOf = (of: { skuId: number; fromOn: Temporal.PlainDate }) => `${of.skuId} ${of.fromOn}`
  const once = new Map(wanted.map((one) => [nameOf(one), one]))
  const next = Map.groupBy(await listNextReceipts(db, [...once.values()]), nameOf)
  return refused.map(({ item, today, refusal }) => {
    const skuIds = new Set(item.order.lines.map(({ sku }) => sku.id))
    const expected = [...skuIds].flatMap(
      (skuId) => next.get(nameOf({ skuId, fromOn: today })) ?? [],
    )
    const nextOn = decideNextOn(item.order, item.network, expected)
    const numbers = new Map(
      item.order.lines.map(({ no, sku, bundle }) => [`${bundle?.no ?? no} ${sku.code}`, no]),
    )
    const short = shortOf(refusal).map((line) => {
      const no = numbers.get(`${line.line} ${line.sku}`)!
      return { ...line, nextOn: nextOn.get(no)?.toString() ?? null }
    })
    return new Refusal('shortage', { facts: { short } })
  })
}

function shortOf(refusal: Refusal): ShortLine[] {
  return refusal.facts['short'] as ShortLine[]
}
