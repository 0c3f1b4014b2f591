/** Units of a SKU that a ring-fence sets aside at a location for its channel; base units. */
export type Share = {
  ruleId: string
  skuId: number
  locationId: number
  channelId: number
  quantity: number
}

/** What ring-fences keep from the channels that they are not for. */
export type Fences = {
  /** What is believed, by SKU; another object when it was read anew. */
  believed: ReadonlyMap<number, readonly Share[]>
  /** False: nothing is set aside anywhere. */
  readonly isAny: boolean
  /** Units set aside at a location for other channels than this one. */
  aside(channelId: number, skuId: number, locationId: number): number
  /** The id of the rule that sets most of them aside. */
  asideBy(channelId: number, skuId: number, locationId: number): string | undefined
  /** Shares just read while their supply rows are locked, in place of what was believed. */
  refresh(skuIds: readonly number[], shares: readonly Share[]): void
}

/** What one decision believes of shares, which are given by SKU and not changed. */
export function fencesOf(believed: ReadonlyMap<number, readonly Share[]>): Fences {
  const fresh = new Map<number, readonly Share[]>()
  let isAny = believed.size > 0
  function others(channelId: number, skuId: number, locationId: number): readonly Share[] {
    const shares = fresh.get(skuId) ?? believed.get(skuId)
    if (!shares) return []
    return shares.filter((one) => one.locationId === locationId && one.channelId !== channelId)
  }
  return {
    believed,
    get isAny() {
      return isAny
    },
    aside: (...of) => others(...of).reduce((sum, { quantity }) => sum + quantity, 0),
    asideBy: (...of) => others(...of).toSorted((a, b) => b.quantity - a.quantity)[0]?.ruleId,
    refresh(skuIds, shares) {
      isAny ||= shares.length > 0
      for (const skuId of skuIds) fresh.set(skuId, [])
      for (const [skuId, some] of Map.groupBy(shares, (one) => one.skuId)) fresh.set(skuId, some)
    },
  }
}

/**
 * How a ring-fence is cut into shares: what its channel has not taken of it, as far as units are
 * free. They stay where they are; what must be found elsewhere goes where most is free.
 */
export function decideShares(
  wanted: number,
  rows: readonly { locationId: number; free: number }[],
  before: ReadonlyMap<number, number>,
): Map<number, number> {
  const shares = new Map<number, number>()
  let left = Math.max(0, wanted)
  for (const { locationId, free } of rows) {
    const stays = Math.max(0, Math.min(left, free, before.get(locationId) ?? 0))
    if (stays > 0) shares.set(locationId, stays)
    left -= stays
  }
  const fullest = rows.toSorted((a, b) => b.free - a.free || a.locationId - b.locationId)
  for (const { locationId, free } of fullest) {
    const here = shares.get(locationId) ?? 0
    const more = Math.max(0, Math.min(left, free - here))
    if (more > 0) shares.set(locationId, here + more)
    left -= more
  }
  return shares
}
