import type { OrdersWorld } from './actions/world.ts'
import type { Tx } from '../platform/db/index.ts'
import { startSubscriber } from '../platform/events/subscriber.ts'
import { startLoop, type Loop } from '../platform/loop.ts'
import type { Platform } from '../platform/module.ts'
import { lowerCount } from '../inventory/index.ts'
import { improveOrders } from './actions/improve/index.ts'
import { keepFindable } from './actions/find.ts'
import { forgetCounts } from './actions/forget-counts.ts'
import { LOOK_MS } from './domain/look-again.ts'
import { listWanted } from './store/counted.ts'
import {
  orderAllocated,
  orderCancelled,
  orderImproved,
  orderMarked,
  orderPlaced,
  orderRerouted,
} from './events.ts'

const FORGET_MS = 3_600_000
/** However often it is woken: looking after every single order costs more than it is worth. */
const LEAST_MS = 200
const AT_ONCE = 200
/** It works at most a fifth of the time, so that placing orders is hardly slower for it. */
const RESTS = 4

/** Gives back to quotas and limits of purchases what is cancelled, whoever does that. */
export function startCounting({ db, wake, log, clock }: Platform): Loop {
  return startSubscriber({
    db,
    wake,
    log,
    name: 'counted units',
    // Of fulfilment, which stands above: what locations gave back.
    types: [orderCancelled.type, 'fulfilment.cancelled'],
    leastMs: LEAST_MS,
    handle: async (tx: Tx, events) => {
      const ids = [...new Set(events.map(({ subject }) => subject!))]
      await lowerCount(tx, await listWanted(tx, ids), clock.now())
    },
  })
}

/** Moves what is not released yet where that saves enough, and is wanted. */
export function startImproving(world: OrdersWorld): Loop {
  const { log } = world.platform
  let nextMs = LOOK_MS
  return startLoop({
    name: 'improving until release',
    everyMs: () => nextMs,
    log,
    async run() {
      const { groups, saved, ...run } = await improveOrders(world)
      nextMs = run.nextMs
      if (groups > 0) log.info({ groups, saved }, 'deliveries moved to save')
      return false
    },
  })
}

const typeOf = ({ type }: { type: string }) => type

/** Forgets what is not counted any more. */
export function startForgetting({ db, log, clock }: Platform): Loop {
  const run = () => forgetCounts(db, clock.now())
  return startLoop({ name: 'old counts', everyMs: FORGET_MS, log, run })
}

/**
 * Keeps `orders.search` a moment behind. It reads the log from its beginning the first time, so
 * that orders from before are found too.
 */
export function startSearch({ db, wake, log }: Platform): Loop {
  return startSubscriber({
    db,
    wake,
    log,
    name: 'order search',
    types: [orderPlaced, orderAllocated, orderRerouted, orderImproved, orderMarked].map(typeOf),
    batch: AT_ONCE,
    leastMs: LEAST_MS,
    rests: RESTS,
    handle: async (tx: Tx, events) => {
      await keepFindable(tx, [...new Set(events.map(({ subject }) => subject!))])
    },
  })
}
