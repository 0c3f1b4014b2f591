import type { Database, Tx } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { saveEvents } from '../../src/platform/events/index.ts'
import type { EventType, NewEvent } from '../../src/platform/events/define.ts'
import {
  parcelDelivered,
  unitsPacked,
  unitsPicked,
  unitsShipped,
  workReleased,
} from '../../src/fulfilment/events.ts'
import { insertParcels, saveDelivered } from '../../src/fulfilment/store/parcel.ts'
import { insertWork, saveWork } from '../../src/fulfilment/store/work.ts'
import { consume, listAllocations, lockLedger, type OpenClaim } from '../../src/inventory/index.ts'
import { saveLedger } from '../../src/inventory/store/ledger.ts'
import { newId } from '../../src/lib/ids.ts'
import { addToCounters, raiseVersions } from '../../src/orders/store/progress.ts'

type Line = { no: number; groupNo: number; skuId: number; units: number }
type Job = { id: string; workId: string; parcelId: string; locationId: number; lines: Line[] }
type Step = 'released' | 'picked' | 'packed' | 'fulfilled'

const nowMs = () => Temporal.Now.instant().epochMilliseconds

/**
 * The rows of whole lives, written with the product's own statements and nothing else: no locks but
 * those of stock, no decisions, no reading. What has to be known is read before.
 */
export async function rawLife(
  db: Database,
  chunks: readonly string[][],
): Promise<(() => Promise<void>)[]> {
  const prepared: (() => Promise<void>)[] = []
  for (const ids of chunks) {
    const claims = await listAllocations(db, ids)
    const lines = await db.query<Line & { orderId: string }>(sql`
      select order_id as "orderId", no, group_no as "groupNo", sku_id as "skuId",
        allocated as units
      from orders.order_line where order_id = any (${ids}::uuid[]) order by order_id, no`)
    const linesOf = Map.groupBy(lines, ({ orderId }) => orderId)
    const claimOf = new Map(claims.map((claim) => [claim.orderId!, claim]))
    const jobs = ids.map((id) => ({
      id,
      workId: newId(nowMs()),
      parcelId: newId(nowMs()),
      locationId: claimOf.get(id)!.locationId,
      lines: linesOf.get(id)!,
    }))
    prepared.push(() => writeLife(db, jobs, claims))
  }
  return prepared
}

async function writeLife(db: Database, jobs: Job[], claims: readonly OpenClaim[]): Promise<void> {
  await db.transaction(async (tx) => {
    const now = Temporal.Now.instant()
    const works = jobs.map((job) => ({ ...workOf(job, 'released'), dueAt: now, shipBy: now }))
    await Promise.all([
      insertWork(tx, works, now),
      ...move(tx, jobs, 'released', workReleased, (job) => ({ works: [told(job)] })),
    ])
  })
  for (const step of ['picked', 'packed'] as const) {
    const type = step === 'picked' ? unitsPicked : unitsPacked
    await db.transaction((tx) =>
      Promise.all([saved(tx, jobs, step), ...move(tx, jobs, step, type, told)]),
    )
  }
  await db.transaction((tx) => ship(tx, jobs, claims))
  await db.transaction((tx) => {
    const now = Temporal.Now.instant()
    const arrived = jobs.map(({ parcelId }) => ({ id: parcelId, deliveredAt: now }))
    const data = (job: Job) => ({ ...told(job), parcelId: job.parcelId })
    return Promise.all([
      saveDelivered(tx, arrived),
      saveWork(
        tx,
        jobs.map((job) => ({
          ...workOf(job, 'fulfilled'),
          ...ended,
          state: 'delivered',
          lines: [],
        })),
        now,
      ),
      ...tell(tx, jobs, parcelDelivered, data),
    ])
  })
}

const ended = { dueAt: null, escalation: 0 } as const

async function ship(tx: Tx, jobs: Job[], claims: readonly OpenClaim[]): Promise<void> {
  const now = Temporal.Now.instant()
  const by = { actor: 'bench', now, nowMs: nowMs() }
  const ledger = await lockLedger(tx, claims)
  const how = { awaitsOwner: false, occurredAt: now }
  for (const claim of claims) consume(ledger, claim, claim.quantity, how, by)
  const parcels = jobs.map(({ id, workId, parcelId, lines }) => ({
    id: parcelId,
    workId,
    orderId: id,
    kind: 'shipment' as const,
    carrier: 'Post',
    trackingNumber: null,
    shippedAt: now,
    deliveredAt: null,
    lines: lines.map(({ no, units }) => ({ lineNo: no, quantity: units })),
  }))
  const data = (job: Job) => ({ ...told(job), parcelId: job.parcelId, kind: 'shipment' })
  await Promise.all([
    saveLedger(tx, ledger, by),
    insertParcels(tx, parcels, now),
    saved(tx, jobs, 'fulfilled'),
    ...move(tx, jobs, 'fulfilled', unitsShipped, data),
  ])
}

function workOf({ id, workId, locationId, lines }: Job, step: Step) {
  const at = { released: 0, picked: 1, packed: 2, fulfilled: 3 }[step]
  return {
    id: workId,
    orderId: id,
    groupNo: lines[0]!.groupNo,
    locationId,
    state: (['open', 'picked', 'packed', 'shipped'] as const)[at]!,
    request: 'accepted' as const,
    lines: lines.map(({ no, skuId, units }) => ({
      lineNo: no,
      skuId,
      quantity: units,
      withdrawn: 0,
      picked: at >= 1 ? units : 0,
      packed: at >= 2 ? units : 0,
      fulfilled: at >= 3 ? units : 0,
    })),
  }
}

function saved(tx: Tx, jobs: Job[], step: Step): Promise<unknown> {
  const works = jobs.map((job) => ({ ...workOf(job, step), ...ended }))
  return saveWork(tx, works, Temporal.Now.instant())
}

function told({ workId, locationId, lines }: Job) {
  const units = lines.map((line) => [line.no, line.units])
  return { version: 2, fulfilmentOrderId: workId, locationId, lines: units }
}

function move(tx: Tx, jobs: Job[], step: Step, type: EventType, data: (job: Job) => object) {
  const before = { cancelled: 0, allocated: 0, expected: 0, released: 0 }
  const none = { ...before, picked: 0, packed: 0, fulfilled: 0 }
  const moves = jobs.flatMap(({ id, lines }) =>
    lines.map((line) => ({ ...none, orderId: id, lineNo: line.no, [step]: line.units })),
  )
  return [addToCounters(tx, moves), ...tell(tx, jobs, type, data)]
}

function tell(tx: Tx, jobs: Job[], type: EventType, data: (job: Job) => object) {
  const now = Temporal.Now.instant()
  const events = jobs.map((job) => ({
    id: newId(nowMs()),
    subject: job.id,
    actor: 'bench',
    data: data(job),
    occurredAt: now,
  })) as unknown as NewEvent[]
  const ones = new Map(jobs.map(({ id }) => [id, 1]))
  return [raiseVersions(tx, ones, now), saveEvents(tx, type, events)]
}
