/** What may be told from outside of an order: that it was shipped, delivered, or cancelled. */
export const factKinds = ['shipment', 'delivery', 'cancellation'] as const
export type FactKind = (typeof factKinds)[number]

/** Why a fact cannot be applied yet. */
export type Parked =
  | 'order_unknown'
  | 'waiting_for_stock'
  | 'not_shipped'
  | 'already_packed'
  | 'nothing_left'

/** What of an order a fact depends on, summed over its lines, in base units. */
export type Standing = {
  /** Ordered and not cancelled. */
  wanted: number
  allocated: number
  packed: number
  fulfilled: number
  /** Parcels that have left and not arrived: those that a delivery tells of, and all. */
  meant: number
  underWay: number
}

/**
 * Whether a fact is legal now, has happened already, or why it must wait. A shipment speaks of the
 * whole order, so it waits until all of it has stock; a delivery waits for the shipment; what is
 * packed or gone is not cancelled any more, so where nothing else is left a cancellation waits for
 * a person.
 */
export function decideFact(
  kind: FactKind,
  order: Standing | undefined,
): Parked | 'apply' | 'already' {
  if (!order) return 'order_unknown'
  const { wanted, allocated, packed, fulfilled, meant, underWay } = order
  const isGone = wanted > 0 && fulfilled === wanted
  if (kind === 'delivery') {
    if (meant > 0) return 'apply'
    return isGone && underWay === 0 ? 'already' : 'not_shipped'
  }
  if (kind === 'cancellation') {
    if (wanted === 0) return 'already'
    return wanted > packed ? 'apply' : 'already_packed'
  }
  if (wanted === 0) return 'nothing_left'
  if (isGone) return 'already'
  return allocated < wanted ? 'waiting_for_stock' : 'apply'
}

/** A parked fact is tried again after 1, 2, 4 … hours, at most a day. */
export function retryAfterHours(tries: number): number {
  return Math.min(24, 2 ** Math.min(tries, 5))
}

/** Hours after which a parked fact is a task for a person: what may still come true waits long. */
export const patienceHours: Record<FactKind, number> = {
  shipment: 40 * 24,
  delivery: 40 * 24,
  cancellation: 24,
}
