import {
  acceptWork,
  declineWork,
  deliverParcels,
  listOpenWork,
  listParcelsUnderWay,
  packWork,
  pickWork,
  shipWork,
  shortPickWork,
  type StoredWork,
} from '../../fulfilment/index.ts'
import type { By } from '../../inventory/index.ts'
import { listGroups } from '../../orders/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { randomOf } from '../domain/random.ts'
import { carriageOf, doneAt, stepOf, type OpenWork, type StaffStep } from '../domain/staff.ts'
import { ACTOR } from './make.ts'
import type { DemoWorld } from './plan.ts'

/** So many at a look: what a history has left over is worked off, but not in one blow. */
const AT_ONCE = 12
const SEEN = 2000

/** Staff do what is due at `now`, and carriers deliver what should have arrived. */
export async function letStaffWork(world: DemoWorld, now: Temporal.Instant): Promise<void> {
  const { db, clock } = world.platform
  const by: By = { actor: ACTOR, now, nowMs: clock.nowMs() }
  const due = await listDue(world, now)
  for (const [step, works] of Map.groupBy(due, ({ step: one }) => one)) {
    const chosen = works.slice(0, AT_ONCE).map(({ work }) => work)
    await db.transaction((tx) => doStep(tx, world, { step, works: chosen }, by))
  }
  const under = await listParcelsUnderWay(db, SEEN)
  const arrived = under
    .filter(({ id, shippedAt }) => isPast(doneAt('deliver', id, shippedAt), now))
    .slice(0, AT_ONCE)
    .map(({ id }) => ({ id, occurredAt: null }))
  if (arrived.length === 0) return
  await db.transaction((tx) => deliverParcels(tx, world, arrived, by))
}

type Due = { work: StoredWork; step: StaffStep; at: Temporal.Instant }

async function listDue({ platform: { db } }: DemoWorld, now: Temporal.Instant): Promise<Due[]> {
  const works = await listOpenWork(db, SEEN)
  const orderIds = [...new Set(works.map(({ orderId }) => orderId))]
  const groups = await listGroups(db, orderIds)
  const collected = new Set(
    groups
      .filter(({ pickupLocationId }) => pickupLocationId !== null)
      .map(({ orderId, no }) => `${orderId} ${no}`),
  )
  return works
    .map((work) => {
      const isCollected = collected.has(`${work.orderId} ${work.groupNo}`)
      const withdrawn = work.lines.some((line) => line.withdrawn > 0)
      const step = stepOf({ ...work, collected: isCollected, withdrawn } as OpenWork)
      return { work, step, at: doneAt(step, work.id, work.changedAt) }
    })
    .filter(({ at }) => isPast(at, now))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

function isPast(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, now) <= 0
}

/** A refusal means that somebody else was quicker: it is looked at again next time. */
async function doStep(
  tx: Tx,
  world: DemoWorld,
  { step, works }: { step: StaffStep; works: readonly StoredWork[] },
  by: By,
): Promise<void> {
  const whole = works.map(({ id }) => ({ id }))
  switch (step) {
    case 'accept':
      await acceptWork(tx, whole, by)
      return
    case 'pick':
      await pickWork(tx, whole, by)
      return
    case 'pack':
      await packWork(tx, whole, by)
      return
    case 'decline': {
      const reasons = ['too_busy', 'damaged', 'closed', 'not_found'] as const
      const items = works.map(({ id }) => ({ id, reason: randomOf(0, id).pick(reasons) }))
      await declineWork(tx, world, items, by)
      return
    }
    case 'short_pick': {
      const items = works.map(({ id, lines }) => {
        const { lineNo } = lines.find(({ quantity, picked }) => quantity > picked)!
        return { id, missing: [{ lineNo, quantity: 1 }] }
      })
      await shortPickWork(tx, world, items, by)
      return
    }
    default:
      await send(tx, world, { step, works }, by)
  }
}

async function send(
  tx: Tx,
  world: DemoWorld,
  { step, works }: { step: 'ship' | 'hand_over'; works: readonly StoredWork[] },
  by: By,
): Promise<void> {
  const { locationById } = await world.network.current()
  const items = works.map(({ id, locationId }) => {
    if (step === 'hand_over') {
      const nobody = { carrier: null, trackingNumber: null, occurredAt: null }
      return { id, kind: 'handover' as const, ...nobody }
    }
    const carriage = carriageOf(locationById.get(locationId)!.country, id)
    return { id, kind: 'shipment' as const, ...carriage, occurredAt: null }
  })
  await shipWork(tx, world, items, by)
}
