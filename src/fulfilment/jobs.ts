import { Refusal } from '../lib/refusal.ts'
import type { Tx } from '../platform/db/index.ts'
import { inHalves } from '../platform/halves.ts'
import { startLoop, type Loop } from '../platform/loop.ts'
import type { Platform, Stoppable } from '../platform/module.ts'
import { supplySubject, type By } from '../inventory/index.ts'
import { listCancelRequests, listReleasable, type OrdersWorld } from '../orders/index.ts'
import { raiseTasks } from '../tasks/index.ts'
import { answerCancelsOf } from './actions/cancel.ts'
import { escalateWork } from './actions/escalate.ts'
import { retryFactsOf } from './actions/facts.ts'
import { releaseOrders } from './actions/release.ts'
import { closedQueue } from './actions/closed.ts'
import { uncoveredQueue } from './actions/uncovered.ts'
import { listDueFacts } from './store/facts.ts'
import { listOverdue } from './store/work.ts'

const LOOK_MS = 1000
/** However often it is woken: releasing after every single order costs more than the orders. */
const LEAST_MS = 50
const SLOW_MS = 15_000
const AT_ONCE = 200
/** How long what has failed by itself is passed over. */
const REST_MS = 600_000

/** Work that is found by state: ids of what is ready, and what to do with them. */
type Queue = {
  name: string
  /** What an id is, for the task that tells a person of one that cannot be worked on. */
  subjectKind: string
  everyMs: number
  /** Least pause between two looks, where it is another than that of most. */
  leastMs?: number
  find: (now: Temporal.Instant, limit: number) => Promise<string[]>
  work: (ids: readonly string[], by: By) => Promise<unknown>
}

/**
 * The background work of fulfilment. All of it selects by state, so nothing is lost between a
 * commit and a queue; a wake-up only makes it look sooner.
 */
export function startJobs(world: OrdersWorld): Stoppable[] {
  const { platform } = world
  const { db, wake } = platform
  const inTx = (work: (tx: Tx, ids: readonly string[], by: By) => Promise<unknown>) => {
    return (ids: readonly string[], by: By) => db.transaction((tx) => work(tx, ids, by))
  }
  const queues: Queue[] = [
    {
      name: 'release',
      subjectKind: 'order',
      everyMs: LOOK_MS,
      find: async (now, limit) =>
        (await listReleasable(db, now, { after: undefined, limit })).map(({ id }) => id),
      work: inTx((tx, ids, by) => releaseOrders(tx, world, ids, by)),
    },
    {
      name: 'cancellations',
      subjectKind: 'order',
      everyMs: LOOK_MS,
      find: (_now, limit) => listCancelRequests(db, limit),
      work: inTx((tx, ids, by) => answerCancelsOf(tx, world, ids, by)),
    },
    {
      name: 'parked facts',
      subjectKind: 'fact',
      everyMs: LOOK_MS,
      find: (now, limit) => listDueFacts(db, now, limit),
      work: inTx((tx, ids, by) => retryFactsOf(tx, world, ids, by)),
    },
    {
      name: 'uncovered stock',
      subjectKind: supplySubject,
      everyMs: LOOK_MS,
      leastMs: LOOK_MS,
      ...uncoveredQueue(world),
    },
    {
      name: 'closed places',
      subjectKind: 'location',
      everyMs: LOOK_MS,
      leastMs: LOOK_MS,
      ...closedQueue(world),
    },
    {
      name: 'late work',
      subjectKind: 'fulfilment_order',
      everyMs: SLOW_MS,
      find: (now, limit) => listOverdue(db, now, limit),
      work: inTx((tx, ids, by) => escalateWork(tx, world, ids, by)),
    },
  ]
  const loops = queues.map((queue) => startQueue(platform, queue))
  const forget = wake.listen(() => {
    loops.forEach((loop, i) => queues[i]!.everyMs === LOOK_MS && loop.wake())
  })
  return [{ stop: async () => forget() }, ...loops]
}

function startQueue(platform: Platform, queue: Queue): Loop {
  const { clock, log } = platform
  /** What has failed, and until when it is passed over (performance.now). */
  const resting = new Map<string, number>()
  return startLoop({
    name: queue.name,
    everyMs: queue.everyMs,
    leastMs: queue.leastMs ?? LEAST_MS,
    log,
    async run() {
      for (const [id, until] of resting) if (until < performance.now()) resting.delete(id)
      const by: By = { actor: queue.name, now: clock.now(), nowMs: clock.nowMs() }
      const found = await queue.find(by.now, AT_ONCE + resting.size)
      const ids = found.filter((id) => !resting.has(id))
      const failed = await inHalves(ids, (some) => queue.work(some, by))
      for (const { item, error } of failed) {
        resting.set(item, performance.now() + REST_MS)
        log.error({ err: error, queue: queue.name, id: item }, 'passed over')
        await tellStuck(platform, queue, item, by)
      }
      return ids.length >= AT_ONCE
    },
  })
}

/** A fault of ours is never dressed up as anything else: the work stays, and a person hears. */
async function tellStuck({ db }: Platform, queue: Queue, id: string, by: By): Promise<void> {
  const task = {
    cause: 'work_stuck',
    subjectKind: queue.subjectKind,
    subjectId: id,
    orderId: queue.subjectKind === 'order' ? id : undefined,
    summary: `The server cannot go on with this (${queue.name})`,
    nextStep: 'Show the log to your administrator; it is tried again every ten minutes.',
  }
  await db
    .transaction((tx) => raiseTasks(tx, [task], by))
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
}
