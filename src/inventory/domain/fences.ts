import { baseUnitsOf } from './counter.ts'
import type { RuleTerms } from './rules/rule.ts'

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
  /** What is believed, by SKU: another list where it was read anew. */
  believed: ReadonlyMap<number, readonly Share[]>
  /** False: nothing is set aside anywhere. */
  readonly isAny: boolean
  /** Units set aside at a location for other channels than this one. */
  aside(channelId: number, skuId: number, locationId: number): number
  /** The id of the rule that sets most of them aside. */
  asideBy(channelId: number, skuId: number, locationId: number): string | undefined
  /** Shares read while these supply rows are locked, in place of what was believed of them. */
  refresh(rows: readonly Place[], shares: readonly Share[]): void
}

type Place = { skuId: number; locationId: number }

/**
 * What one decision believes of shares, which are given by SKU. `learn` is told of the SKUs of
 * which something turns out to be set aside although nothing was believed to be.
 */
export function fencesOf(
  believed: ReadonlyMap<number, readonly Share[]>,
  learn: (skuIds: readonly number[]) => void = () => undefined,
): Fences {
  /** By SKU and location; most decisions read nothing anew. */
  let fresh: Map<number, Map<number, readonly Share[]>> | undefined
  let isAny = believed.size > 0
  function others(channelId: number, skuId: number, locationId: number): readonly Share[] {
    const shares = fresh?.get(skuId)?.get(locationId) ?? believed.get(skuId)
    return shares ? sharesAt(shares, locationId).filter((one) => one.channelId !== channelId) : []
  }
  return {
    believed,
    get isAny() {
      return isAny
    },
    aside: (...of) => others(...of).reduce((sum, { quantity }) => sum + quantity, 0),
    asideBy: (...of) => others(...of).toSorted((a, b) => b.quantity - a.quantity)[0]?.ruleId,
    refresh(rows, shares) {
      isAny ||= shares.length > 0
      const read = Map.groupBy(shares, ({ skuId }) => skuId)
      learn([...read.keys()].filter((skuId) => !believed.has(skuId)))
      fresh ??= new Map()
      for (const { skuId, locationId } of rows) {
        let places = fresh.get(skuId)
        if (!places) fresh.set(skuId, (places = new Map()))
        places.set(locationId, read.get(skuId) ?? [])
      }
    },
  }
}

/** So many are as quickly walked as looked up. */
const FEW = 16
/** Shares of a SKU by location, of lists that were asked about: a list is never changed. */
const byLocation = new WeakMap<readonly Share[], Map<number, Share[]>>()

function sharesAt(shares: readonly Share[], locationId: number): readonly Share[] {
  if (shares.length <= FEW) return shares.filter((one) => one.locationId === locationId)
  let places = byLocation.get(shares)
  if (!places) byLocation.set(shares, (places = Map.groupBy(shares, (one) => one.locationId)))
  return places.get(locationId) ?? []
}

/** What a ring-fence says: so many units, or a percentage of what is on hand. */
export type FenceTerms = Extract<RuleTerms, { kind: 'ring_fence' }>

/**
 * A ring-fence as its counter has it: units that its channel took, and how many it is about in all,
 * with the percentage of which that was taken; null before it has begun.
 */
export type FenceLevel = { used: number; fenced: number | null; percent: number | null }

/** A row on hand in the places of a ring-fence; free is what no other ring-fence has of it. */
export type FenceRow = { locationId: number; onHand: number; free: number }

/** What a ring-fence is about from now on, and its shares by location. */
export type Cut = Pick<FenceLevel, 'fenced' | 'percent'> & { shares: Map<number, number> }

/** Cuts one ring-fence of a SKU; `mine` is where its units lie now. */
export function decideCut(
  { terms, decimals }: { terms: FenceTerms; decimals: number },
  level: FenceLevel,
  rows: readonly FenceRow[],
  mine: ReadonlyMap<number, number>,
): Cut {
  const { fenced, percent } = fencedBy(terms, decimals, level, rows)
  return { fenced, percent, shares: decideShares(fenced - level.used, rows, mine) }
}

/**
 * Units that it is about: a percentage is taken once, of what is on hand when it begins; where
 * nothing is yet, when some comes. Another percentage begins anew: what was used up before it does
 * not count.
 */
function fencedBy(
  { quantity, percent }: FenceTerms,
  decimals: number,
  known: FenceLevel,
  rows: readonly FenceRow[],
): { fenced: number; percent: number | null } {
  if (quantity !== null) return { fenced: baseUnitsOf(quantity, decimals), percent: null }
  if (known.fenced !== null && known.percent === percent) return { fenced: known.fenced, percent }
  const onHand = rows.reduce((sum, row) => sum + Math.max(0, row.onHand), 0)
  if (onHand === 0) return { fenced: 0, percent: null }
  const before = known.fenced ? known.used : 0
  return { fenced: before + Math.floor((onHand * percent!) / 100), percent }
}

/** A ring-fence of one SKU with where its channel may sell from. */
export type FenceHere = {
  rule: { id: string; terms: FenceTerms }
  channelId: number
  level: FenceLevel
  isPlace: (locationId: number) => boolean
}

/** One of the ring-fences of a SKU cut, given what all of them have set aside of it. */
export function cutOf(
  { rule, level, isPlace }: FenceHere,
  { decimals, rows }: { decimals: number; rows: readonly FenceRow[] },
  shares: readonly Share[],
): Cut {
  const [mine, aside] = [new Map<number, number>(), new Map<number, number>()]
  for (const { ruleId, locationId, quantity } of shares) {
    const of = ruleId === rule.id ? mine : aside
    of.set(locationId, (of.get(locationId) ?? 0) + quantity)
  }
  const left = rows
    .filter(({ locationId }) => isPlace(locationId))
    .map((row) => ({ ...row, free: row.free - (aside.get(row.locationId) ?? 0) }))
  return decideCut({ terms: rule.terms, decimals }, level, left, mine)
}

/** The shares of a SKU where one ring-fence has been cut. */
export function sharesWith(
  shares: readonly Share[],
  { rule, channelId }: Pick<FenceHere, 'rule' | 'channelId'>,
  { skuId, cut }: { skuId: number; cut: Cut },
): Share[] {
  const others = shares.filter(({ ruleId }) => ruleId !== rule.id)
  const own = [...cut.shares].map(([locationId, quantity]) => {
    return { ruleId: rule.id, skuId, locationId, channelId, quantity }
  })
  return [...others, ...own]
}

/**
 * What would be set aside of a SKU were these its ring-fences: those that are over let go, then
 * each is cut until all have what they find. Twice is enough: what one gives up in the first round,
 * another has in the second.
 */
export function decideAllShares(
  fences: readonly FenceHere[],
  stock: { skuId: number; decimals: number; rows: readonly FenceRow[] },
  before: readonly Share[],
): Share[] {
  const stays = new Set(fences.map(({ rule }) => rule.id))
  let shares: Share[] = before.filter(({ ruleId }) => stays.has(ruleId))
  const levels = new Map(fences.map(({ rule, level }) => [rule.id, level]))
  for (const fence of [...fences, ...fences]) {
    const level = levels.get(fence.rule.id)!
    const cut = cutOf({ ...fence, level }, stock, shares)
    levels.set(fence.rule.id, { ...level, fenced: cut.fenced, percent: cut.percent })
    shares = sharesWith(shares, fence, { skuId: stock.skuId, cut })
  }
  return shares
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
