import type { Decision } from '../decide.ts'
import type { Here } from './rooms.ts'
import { routeOn, send, take, wantUnfilled, type At } from './send.ts'
import type { Shelf } from './shelf.ts'
import type { Now, OpenGroup, Run, Waiting } from './state.ts'

/** What of it nobody has waits, unless a rule cancels that. */
export function sendGroup(
  run: Run,
  { placed, group, decision, taken }: Pick<OpenGroup, 'placed' | 'group' | 'decision' | 'taken'>,
  at: At,
): void {
  const parcels = new Set<number>()
  const left = send(run, placed, group, decision, { ...at, parcels, taken })
  wantUnfilled(run, placed, left, 1)
  if (left.length > 0 && !isCancelled(decision)) {
    wait(run, { placed, group, demand: left, parcels })
  }
}

function wait({ waiting }: Run, entry: Waiting): void {
  for (const { skuId } of entry.demand) {
    const all = waiting.get(skuId)
    if (all) all.add(entry)
    else waiting.set(skuId, new Set([entry]))
  }
}

/** Stock of a SKU has changed: where it became more, those who wait are served, in their order. */
export function changeStock(
  run: Run,
  { skuId, locationId, change }: { skuId: number; locationId: number; change: number },
  now: Now,
): void {
  run.shelf.change(skuId, locationId, change)
  if (change <= 0) return
  for (const entry of run.waiting.get(skuId) ?? []) {
    if (!isSomewhere(run.shelf, skuId)) return
    serve(run, entry, now)
  }
}

function isSomewhere(shelf: Shelf, skuId: number): boolean {
  let isThere = false
  shelf.forEach(skuId, (_, free) => {
    isThere ||= free > 0
  })
  return isThere
}

function serve(run: Run, entry: Waiting, now: Now): void {
  const { placed, group, demand, parcels } = entry
  const network = run.surroundings.networkOf(placed.order.channelId, now.at)
  const here: Here = new Map()
  const rest = { ...group, demand }
  const decision = routeOn(run, placed, rest, { now, here, network })
  if (decision.parts.length === 0) return
  take(run, rest, decision.parts, { now, here, sign: 1 })
  wantUnfilled(run, placed, demand, -1)
  entry.demand = send(run, placed, rest, decision, { now, here, network, parcels })
  wantUnfilled(run, placed, entry.demand, 1)
  const waits = isCancelled(decision) ? [] : entry.demand
  const still = new Set(waits.map(({ skuId }) => skuId))
  for (const { skuId } of demand) if (!still.has(skuId)) run.waiting.get(skuId)?.delete(entry)
}

/** What it leaves short does not wait, nor what is declined later. */
function isCancelled({ record }: Decision): boolean {
  return record.rule?.otherwise === 'cancel'
}
