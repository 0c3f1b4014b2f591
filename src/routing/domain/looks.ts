/** One thing that is another; money in 1e-4 of the major unit. */
export type Change =
  /** A parcel from a place that is not in the plan costs less. */
  | { of: 'parcel_less'; amount: number }
  /**
   * Each whole unit there does: making a parcel cost nothing is not enough. To the rounding of
   * what is counted in fractions of a unit.
   */
  | { of: 'unit_less'; amount: number }
  /** A parcel from a place of the plan costs more. */
  | { of: 'parcel_more'; amount: number }
  /** It has more of a SKU, in base units. */
  | { of: 'stock_more'; skuId: number; units: number }
  /** The rule lets in what is so far away. */
  | { of: 'distance'; km: number }
  /** The rule does not close a place on a day (an ISO date) on which it would work on it. */
  | { of: 'open'; on: string }

/** The least change of its kind by which a place gets into the plan or out of it. */
export type Flip = {
  locationId: number
  change: Change
  /** From where it would come then. */
  to: number[]
  /** What it would cost then. */
  cost: number
}

/** One place that may be looked at. */
export type Look = () => Flip | undefined

/** Those nearest to being chosen, in order, and how many there are beyond. */
export type Looks = { looks: Look[]; beyond: number }

/** Places that are looked at: for money, and of each other kind. */
export const MOST = { money: 100, others: 50 }
/** Of a list in order the first are looked at. */
export function looksAt<Place>(
  places: readonly Place[],
  most: number,
  look: (place: Place) => Flip | undefined,
): Looks {
  const looks = places.slice(0, most).map((place) => () => look(place))
  return { looks, beyond: places.length - looks.length }
}
