import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import {
  addClaim,
  freeOf,
  giveBack,
  lockClaims,
  supplyOf,
  type By,
  type DayLoads,
  type Ledger,
  type Offer,
  type OpenClaim,
  type SupplyKey,
} from '../../inventory/index.ts'
import { cancellingNothing, saveDecisions, type Decision, type Part } from '../../routing/index.ts'
import { workOf } from '../domain/place.ts'
import { orderRerouted } from '../events.ts'
import { moveUnits, type UnitMove } from './save.ts'

/** Units of an order line that have gone from one place to another. */
export type GoneElsewhere = { orderId: string; lineNo: number; quantity: number }

/** Where units of an order that have no cover could go. */
export type Routed = {
  orderId: string
  groupNo: number
  /** Where they are. */
  from: number
  decision: Decision
  offer: Offer
  decimalsOf: (lineNo: number) => number
}
/** Of those, what has gone. */
export type Gone = Routed & { part: Part }

/** On the locked rows, which alone decide: what has cover again by now stays, and so does what
 * another has taken over there. */
export function claimElsewhere(
  ledger: Ledger,
  days: DayLoads | undefined,
  { row, routed }: { row: SupplyKey; routed: readonly Routed[] },
  by: By,
): Gone[] {
  const gone: Gone[] = []
  let missing = supplyOf(ledger, row).uncovered
  for (const one of routed) {
    const claim = (part: Part, quantity: number): boolean => {
      const { orderId } = one
      const rest = { orderId, reference: null, expiresAt: null, supplyNo: 0 }
      const there = supplyOf(ledger, { ...part, supplyNo: 0 })
      const keep = one.offer.keep(part.skuId, part.locationId, there.quantity, freeOf(there))
      const wanted = { ...part, ...rest, quantity, kind: 'allocation' as const }
      const work = workOf([{ ...part, quantity }], one.decimalsOf)
      const isFree = freeOf(there) >= quantity + keep
      if (!isFree || days?.takeFitting(orderId, work) === false) return false
      addClaim(ledger, wanted, by, keep)
      gone.push({ ...one, part: { ...part, quantity } })
      return true
    }
    const { parts } = one.decision
    let isWhole = true
    for (const part of parts.filter(({ skuId }) => skuId === row.skuId)) {
      const quantity = Math.min(part.quantity, missing)
      const isClaimed = quantity > 0 && claim(part, quantity)
      if (isClaimed) missing -= quantity
      if (!isClaimed || quantity < part.quantity) isWhole = false
    }
    if (!isWhole) continue
    for (const part of parts) if (part.skuId !== row.skuId) claim(part, part.quantity)
  }
  return gone
}

/** Each claim here is changed once, whatever number of places its units go to. */
export async function giveBackHere(
  tx: Tx,
  ledger: Ledger,
  { gone, open }: { gone: readonly Gone[]; open: readonly OpenClaim[] },
  by: By,
): Promise<void> {
  const left = new Map<string, number>()
  for (const { orderId, quantity, lineNo } of unitsOf(gone)) {
    const key = `${orderId} ${lineNo}`
    left.set(key, (left.get(key) ?? 0) + quantity)
  }
  const mine = open.filter((claim) => left.has(`${claim.orderId} ${claim.lineNo}`))
  const claims = await lockClaims(
    tx,
    mine.map(({ id }) => id),
  )
  for (const claim of claims.toReversed()) {
    const key = `${claim.orderId} ${claim.lineNo}`
    const quantity = Math.min(claim.quantity, left.get(key)!)
    if (quantity === 0) continue
    giveBack(ledger, claim, quantity, { as: 'released', reason: 'release' }, by)
    left.set(key, left.get(key)! - quantity)
  }
  const lost = [...left].find(([, units]) => units > 0)
  if (lost) throw new Error(`${lost[0]} has fewer claims than were moved`)
}

export function unitsOf(gone: readonly Gone[]): GoneElsewhere[] {
  return gone.map(({ orderId, part: { lineNo, quantity } }) => ({ orderId, lineNo, quantity }))
}

/** What fulfilment orders give back of units that go elsewhere, and which those are. */
export type TakeBack = (gone: readonly GoneElsewhere[]) => Taken | Promise<Taken>
type Taken = {
  released: readonly UnitMove[]
  fulfilmentOrderIds: ReadonlyMap<string, readonly string[]>
}

/** Why units went by themselves. */
export type GoneCause = 'uncovered' | 'place_closed' | 'not_accepted'

/** Writes why units have gone, and tells of it: of each place that they went to, once. */
export async function writeGone(
  tx: Tx,
  of: {
    gone: readonly Gone[]
    cause: GoneCause
    reason?: string | null
    takeBack: TakeBack
  },
  by: By,
): Promise<void> {
  const { gone, cause, reason = null, takeBack } = of
  if (gone.length === 0) return
  const { released, fulfilmentOrderIds } = await takeBack(unitsOf(gone))
  const told = [...Map.groupBy(gone, ({ decision }) => decision)].map(([decision, own]) => {
    return { ...own[0]!, id: newId(by.nowMs), decision, own }
  })
  const decisions = told.map(({ id, orderId, groupNo, decision: { record } }) => {
    return { id, orderId, groupNo, cause, record: cancellingNothing(record) }
  })
  await saveDecisions(tx, decisions, by.now)
  type Before = [number, number, number, number]
  const events = told.flatMap(({ id, orderId, groupNo, from, own }) => {
    const places = Map.groupBy(own, ({ part }) => part.locationId)
    return [...places].map(([locationId, there]) => {
      const parts = there.map(({ part: { lineNo, skuId, quantity } }): Before => {
        return [lineNo, skuId, from, quantity]
      })
      const fulfilmentOrders = [...(fulfilmentOrderIds.get(orderId) ?? [])]
      const what = { group: groupNo, locationId, decisionId: id, reason, cause, parts }
      return { orderId, data: { ...what, fulfilmentOrderIds: fulfilmentOrders } }
    })
  })
  await moveUnits(tx, orderRerouted, events, released, by)
}
