import { setImmediate } from 'node:timers/promises'
import type { By } from '../../../inventory/index.ts'
import type { Network } from '../../../network/index.ts'
import { decideCutOffs, endLease, listPlans, takeLease } from '../../../routing/index.ts'
import { decideLookAgain, LOOK_MS } from '../../domain/look-again.ts'
import { daysIn } from '../../domain/network-view.ts'
import { listMovable, type MovableGroup } from '../../store/movable.ts'
import type { OrdersWorld } from '../world.ts'
import { proposals } from './proposals.ts'
import { redecide, Unchanged } from './redecide.ts'

const MOST = 500
const LEASE = { work: 'improving', minutes: 5 }

/** What was moved and saved, in 1e-4 of the currencies' major units. */
type Moved = { groups: number; saved: number }

/** The same, and in how long to look again. */
export type Run = Moved & { nextMs: number }

/**
 * Decides deliveries that are not released yet anew, those of a currency together, and moves those
 * that save enough. One process does it at a time. What is released next is looked at first.
 */
export async function improveOrders(world: OrdersWorld): Promise<Run> {
  const { clock, db } = world.platform
  const run: Run = { groups: 0, saved: 0, nextMs: LOOK_MS }
  const now = clock.now()
  const plans = (await listPlans(db)).filter(({ improving }) => improving !== null)
  if (plans.length === 0) return run
  const until = now.add({ minutes: LEASE.minutes })
  if (!(await takeLease(db, { work: LEASE.work, until }, now))) return run
  try {
    const network = await world.network.current()
    const byCurrency = Map.groupBy(
      plans.map(({ channelId }) => channelId),
      (channelId) => network.channelById.get(channelId)!.currency,
    )
    for (const channelIds of byCurrency.values()) {
      const groups = await listMovable(db, { channelIds, most: MOST }, now)
      const { sets, places } = await proposals(world, { groups, network })
      for (const set of sets) {
        const done = await moveSet(world, set)
        run.groups += done.groups
        run.saved += done.saved
      }
      const releases = groups.map(({ releaseAt }) => releaseAt)
      const cutOffs = await cutOffsOf(world, { network, places }, now)
      run.nextMs = Math.min(run.nextMs, decideLookAgain(clock.now(), [...releases, ...cutOffs]))
    }
  } finally {
    await endLease(db, { work: LEASE.work, until }, clock.now())
  }
  return run
}

/** Until the next look but one; what is later is seen by the next. */
async function cutOffsOf(
  world: OrdersWorld,
  { network, places }: { network: Network; places: ReadonlySet<number> },
  now: Temporal.Instant,
): Promise<Temporal.Instant[]> {
  const carriers = await world.carriers.current()
  const span = { from: now, until: now.add({ milliseconds: 2 * LOOK_MS }) }
  const cutOffs: Temporal.Instant[] = []
  for (const locationId of places) {
    const days = daysIn(network, locationId)
    const times = carriers.serviceCodes.map((code) => carriers.timesAt(code, locationId))
    const collecting = times.filter(({ length }) => length > 0)
    if (!days || collecting.length === 0) continue
    cutOffs.push(...decideCutOffs(days, collecting, span))
    // Requests go first.
    await setImmediate()
  }
  return cutOffs
}

async function moveSet(world: OrdersWorld, groups: readonly MovableGroup[]): Promise<Moved> {
  const { clock, db } = world.platform
  const by: By = { actor: 'orders', now: clock.now(), nowMs: clock.nowMs() }
  // Before anything is locked: the book may have to wait for a connection of its own.
  const network = await world.network.current()
  try {
    return await db.transaction((tx) => redecide(tx, world, { groups, network }, by))
  } catch (error) {
    if (error instanceof Unchanged) return { groups: 0, saved: 0 }
    throw error
  }
}
