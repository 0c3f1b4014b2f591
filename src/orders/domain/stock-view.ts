import { isCollected } from '../../lib/collected.ts'
import type { DayLoads, Offering, Offer } from '../../inventory/index.ts'
import type { NetworkView, StockView } from '../../routing/index.ts'

/**
 * Stock as a batch sees it: fresh rows where they were read, the index otherwise, less what orders
 * that were decided earlier in the batch have taken.
 */
export type BatchStock = {
  /** How full the days of locations are; left out where none has a limit. */
  days: DayLoads | undefined
  /** What of it one may have: less what rules keep back from the channel and the method. */
  offeredTo(buyer: Buyer): StockView
  take(skuId: number, locationId: number, quantity: number): void
  /** Units that who asks has there already: theirs whatever is kept back. */
  own(skuId: number, locationId: number, quantity: number): void
  /** Forgets what was taken: the batch decides again from the start. */
  reset(): void
  /** Rows just read from the database replace what the index believes of their SKUs. */
  refresh(skuIds: readonly number[], rows: readonly FreshRow[]): void
}

/** Who buys, and how it is delivered. */
export type Buyer = {
  channelId: number
  method: string
  /**
   * Units that were sold before and look for another place: the last units that a channel keeps
   * back are there for them.
   */
  isSold?: boolean
  /** Its order: its id, or itself before it has one. */
  order: string | object
}

/** What the index believes. */
type Believed = {
  forEach(
    skuId: number,
    visit: (locationId: number, available: number, onHand: number) => void,
  ): void
}

type FreshRow = { skuId: number; locationId: number; available: number; onHand: number }

export function createBatchStock(index: Believed, offering: Offering, days?: DayLoads): BatchStock {
  const taken = new Map<number, Map<number, number>>()
  const owned = new Map<number, Map<number, number>>()
  const fresh = new Map<number, FreshRow[]>()

  /** Free units of each row, with those on hand. */
  function forEach(
    skuId: number,
    visit: (locationId: number, free: number, onHand: number) => void,
  ): void {
    const gone = taken.get(skuId)
    const rows = fresh.get(skuId)
    const less = gone
      ? (locationId: number, available: number, onHand: number) =>
          visit(locationId, available - (gone.get(locationId) ?? 0), onHand)
      : visit
    if (!rows) index.forEach(skuId, less)
    else for (const row of rows) less(row.locationId, row.available, row.onHand)
  }

  function viewOf(offer: Offer, buyer: Buyer): StockView {
    const { isSold = false, method, order } = buyer
    const view: StockView = {
      forEach(skuId, visit) {
        const own = owned.get(skuId)
        forEach(skuId, (locationId, free, onHand) => {
          const safety = offer.safety(skuId, locationId, onHand, free)
          const back = offer.buffer(locationId, onHand, free, safety)
          const aside = offer.aside(skuId, locationId, free, safety + back)
          const offered = free - safety - back - aside + (own?.get(locationId) ?? 0)
          visit(locationId, offered, back, safety, aside)
        })
      },
      barred: offer.barred,
      safetyRule: offer.safetyRule,
      ...(days && { day: (locationId: number) => days.dayFor(order, locationId) }),
      asideRule: offer.asideRule,
    }
    if (isSold) return view
    return { ...view, most: (skuId, network) => mostOf(offer, skuId, { network, method }) }
  }

  /** Of all that the channel could sell the last ones stay, wherever they are. */
  function mostOf(offer: Offer, skuId: number, by: By) {
    const kept = offer.threshold(skuId)
    if (kept === 0) return undefined
    let units = 0
    const own = owned.get(skuId)
    forEach(skuId, (locationId, free, onHand) => {
      const mine = own?.get(locationId) ?? 0
      if (free + mine <= 0 || !isSoldFrom({ skuId, locationId }, by, offer.barred)) return
      units += free - offer.keep(skuId, locationId, onHand, free) + mine
    })
    return { units: Math.max(0, units - kept), kept, rule: offer.thresholdRule(skuId)! }
  }

  function add(to: Map<number, Map<number, number>>, skuId: number, at: number, units: number) {
    let places = to.get(skuId)
    if (!places) to.set(skuId, (places = new Map()))
    places.set(at, (places.get(at) ?? 0) + units)
  }

  return {
    days,
    offeredTo: (buyer) => viewOf(offering.to(buyer.channelId, buyer.method), buyer),
    take: (skuId, locationId, quantity) => add(taken, skuId, locationId, quantity),
    own: (skuId, locationId, quantity) => add(owned, skuId, locationId, quantity),
    reset() {
      taken.clear()
      days?.reset()
    },
    refresh(skuIds, rows) {
      for (const skuId of skuIds) fresh.set(skuId, [])
      for (const row of rows) fresh.get(row.skuId)?.push(row)
    },
  }
}

type By = { network: NetworkView; method: string }

/** Whether a channel sells a SKU from a location by a method at all, as its availability counts. */
export function isSoldFrom(
  { skuId, locationId }: { skuId: number; locationId: number },
  { network, method }: By,
  barred: StockView['barred'],
): boolean {
  if (network.rank(locationId) === undefined) return false
  const location = network.location(locationId)
  if (!location || location.paused || location.archived) return false
  if (!(isCollected(method) ? location.pickup : location.ships)) return false
  return !network.isSkuPaused(skuId, locationId) && !barred?.(skuId, locationId)
}
