import {
  BACKORDER,
  keyOf,
  leftByRule,
  promisableOf,
  withinLimits,
  type ComingPlace,
  type ComingRow,
  type ComingTerms,
  type PreOrderTerms,
  type Promisable,
  type SupplyKey,
} from '../../inventory/index.ts'
import type { Decision, Demand, GroupToRoute, Part, StockView } from '../../routing/index.ts'

/** Units of a line that are promised of what is to come, and the day they are expected. */
export type ComingPart = Part & Limit & { supplyNo: number; expectedOn: Temporal.PlainDate }

export type Limit = {
  /** How many units may be promised, of this backorder or of all; null: as many as come. */
  limit: number | null
  /** The limit counts receipts of the SKU, or its backorders, at other locations too. */
  isOverall: boolean
  /** Whether it counts those at a location. */
  counts(locationId: number): boolean
}

export const noLimit: Limit = { limit: null, isOverall: false, counts: () => false }

/** What is to come as a batch sees it: rows as read, less what orders before have taken. */
export type ComingStock = {
  rowsOf(skuId: number): ComingRow[]
  /** Rows just read replace what was known of their SKUs. */
  refresh(rows: readonly ComingRow[]): void
  take(parts: readonly ComingPart[]): void
  giveBack(parts: readonly ComingPart[]): void
  /** Forgets what was taken. */
  reset(): void
}

export function createComingStock(): ComingStock {
  let known = new Map<number, ComingRow[]>()
  const taken = new Map<string, number>()
  const add = (parts: readonly ComingPart[], sign: 1 | -1) => {
    for (const part of parts) {
      const key = keyOf(part)
      taken.set(key, (taken.get(key) ?? 0) + sign * part.quantity)
    }
  }
  return {
    rowsOf(skuId) {
      const rows = known.get(skuId) ?? []
      // A backorder that nobody has opened yet is not among them, but may be taken from.
      const unopened = [...taken.keys()].filter((key) => !rows.some((row) => keyOf(row) === key))
      return [...rows, ...unopened.flatMap((key) => backorderOf(key, skuId))].map((row) => {
        const gone = taken.get(keyOf(row)) ?? 0
        return { ...row, free: row.free - gone, claimed: row.claimed + gone }
      })
    },
    refresh(rows) {
      known = Map.groupBy(rows, ({ skuId }) => skuId)
    },
    take: (parts) => add(parts, 1),
    giveBack: (parts) => add(parts, -1),
    reset: () => taken.clear(),
  }
}

function backorderOf(key: string, skuId: number): ComingRow[] {
  const [sku, locationId, supplyNo] = key.split('/').map(Number) as [number, number, number]
  if (sku !== skuId || supplyNo !== BACKORDER) return []
  const none = { free: 0, claimed: 0, dueOn: null, confidence: 100, late: false }
  return [{ skuId, locationId, supplyNo, ...none }]
}

/** Units of one SKU that stock on hand cannot serve, and by which rules others may be promised. */
export type Lacking = {
  /** Its demand is of one SKU: the units that each line lacks. */
  group: GroupToRoute
  rows: readonly ComingRow[]
  terms: ComingTerms
  today: Temporal.PlainDate
  placeOf: (locationId: number) => ComingPlace | undefined
  /** Locations of the channel, those it prefers first. */
  pool: readonly number[]
  /** Why nothing of the SKU may go from a location: neither what is there nor what comes. */
  barred: NonNullable<StockView['barred']>
}

type Route = (group: GroupToRoute, stock: StockView) => Decision

/**
 * Promises what lines lack of what is to come: of receipts, those of the earliest day by which
 * there are enough, at the least cost among those; what they cannot give as a backorder, where that
 * may be. A unit of one day is never counted for an earlier one: each rests on its own receipt.
 */
export function decideComing(
  lacking: Lacking,
  route: Route,
): { parts: ComingPart[]; decisions: Decision[] } {
  const receipts = ofReceipts(lacking, route)
  const left = without(lacking.group.demand, receipts.parts)
  if (left.length === 0) return receipts
  const rest = asBackorder({ ...lacking, group: { ...lacking.group, demand: left } }, route)
  return {
    parts: [...receipts.parts, ...rest.parts],
    decisions: [...receipts.decisions, ...rest.decisions],
  }
}

function ofReceipts(lacking: Lacking, route: Route) {
  const { rows, terms, placeOf, today, barred } = lacking
  const receipts = promisableOf(rows, terms, placeOf, today).filter(
    ({ skuId, locationId }) => !barred(skuId, locationId),
  )
  const leftOf = leftByRule(rows, terms, placeOf)
  const ofPlace = ({ locationId }: Promisable) => String(locationId)
  const most = new Map(receipts.map((row) => [row.terms.rule.id, leftOf(row.terms)]))
  const free = decideEarliest(lacking, withinLimits(receipts, leftOf, ofPlace), most, route)
  // Where places were chosen that exceed the limit of one of several rules, the earliest count.
  const decision = isWithin(free, receipts, most)
    ? free
    : decideEarliest(lacking, withinLimits(receipts, leftOf), most, route)
  if (!decision || decision.parts.length === 0) return { parts: [], decisions: [] }
  const limitOf = (row: Promisable) => limitBy(row.terms, lacking)
  return { parts: spread(decision.parts, receipts, limitOf), decisions: [decision] }
}

function decideEarliest(
  { group, barred }: Lacking,
  receipts: readonly Promisable[],
  most: ReadonlyMap<string, number>,
  route: Route,
): Decision | undefined {
  const inAll = [...most.values()].reduce((sum, units) => sum + units, 0)
  const demand = atMost(group.demand, inAll)
  let decision: Decision | undefined
  for (const day of daysOf(receipts)) {
    if (demand.length === 0) break
    const by = receipts.filter(({ dueOn }) => Temporal.PlainDate.compare(dueOn, day) <= 0)
    decision = route({ ...group, demand }, viewOf(by, barred))
    if (decision.short.length === 0) break
  }
  return decision
}

/** Whether no rule has more promised than it still lets. */
function isWithin(
  decision: Decision | undefined,
  receipts: readonly Promisable[],
  most: ReadonlyMap<string, number>,
): boolean {
  const ruleAt = new Map(receipts.map(({ locationId, terms }) => [locationId, terms.rule.id]))
  const parts = Map.groupBy(decision?.parts ?? [], (part) => ruleAt.get(part.locationId)!)
  return [...parts].every(([rule, own]) => {
    return own.reduce((sum, { quantity }) => sum + quantity, 0) <= most.get(rule)!
  })
}

function limitBy({ rule, limit }: PreOrderTerms, { terms, placeOf }: Lacking): Limit {
  if (limit === null) return noLimit
  const counts = (locationId: number) => {
    const place = placeOf(locationId)
    return place !== undefined && terms.preOrderAt(place)?.rule.id === rule.id
  }
  return { limit, isOverall: true, counts }
}

/**
 * At the places that rules name, each with its own limit; where they name none, at the first place
 * that may serve the group, with one limit over all.
 */
function asBackorder(lacking: Lacking, route: Route) {
  const { group, rows, terms, placeOf, pool, today, barred } = lacking
  const { skuId } = group.demand[0]!
  const { pickupLocationId } = group
  const backorders = rows.filter(({ supplyNo }) => supplyNo === BACKORDER)
  const may = pool.flatMap((locationId) => {
    const place = placeOf(locationId)
    const isChosen = pickupLocationId === undefined || pickupLocationId === locationId
    const mayBe = isChosen && !barred(skuId, locationId)
    const at = place && mayBe ? terms.backorderAt(place) : undefined
    if (!at) return []
    const counted = backorders.filter((row) => {
      return !terms.namesPlaces || row.locationId === locationId
    })
    const claimed = counted.reduce((sum, row) => sum + row.claimed, 0)
    return [{ locationId, free: Math.max(0, at.limit - claimed), at }]
  })
  const isOverall = !terms.namesPlaces
  for (const some of isOverall ? may.map((one) => [one]) : [may]) {
    const decision = route(group, viewOf(some, barred))
    if (decision.parts.length === 0) continue
    const parts = decision.parts.map((part): ComingPart => {
      const { limit, days } = some.find(({ locationId }) => locationId === part.locationId)!.at
      const expectedOn = today.add({ days })
      const by = { limit, isOverall, counts: () => isOverall }
      return { ...part, supplyNo: BACKORDER, expectedOn, ...by }
    })
    return { parts, decisions: [decision] }
  }
  return { parts: [], decisions: [] }
}

function daysOf(receipts: readonly { dueOn: Temporal.PlainDate }[]): Temporal.PlainDate[] {
  return receipts
    .map(({ dueOn }) => dueOn)
    .filter((day, i, all) => i === 0 || !day.equals(all[i - 1]!))
}

/** What there is by location, added up. */
export function viewOf(
  rows: readonly { locationId: number; free: number }[],
  barred: NonNullable<StockView['barred']>,
): StockView {
  const units = new Map<number, number>()
  for (const { locationId, free } of rows) {
    units.set(locationId, (units.get(locationId) ?? 0) + free)
  }
  const inOrder = [...units].toSorted(([a], [b]) => a - b)
  return {
    forEach(_, visit) {
      for (const [locationId, free] of inOrder) visit(locationId, free)
    },
    isComing: true,
    barred,
  }
}

/** The first units of a demand. */
function atMost(demand: readonly Demand[], most: number): Demand[] {
  let left = most
  return demand.flatMap((one) => {
    const quantity = Math.min(one.quantity, left)
    left -= quantity
    return quantity > 0 ? [{ ...one, quantity }] : []
  })
}

function without(demand: readonly Demand[], parts: readonly Part[]): Demand[] {
  return demand.flatMap((one) => {
    const got = parts.reduce((sum, p) => (p.lineNo === one.lineNo ? sum + p.quantity : sum), 0)
    return got < one.quantity ? [{ ...one, quantity: one.quantity - got }] : []
  })
}

/** Gives the units that a place was chosen for to its receipts, the earliest first. */
export function spread<Row extends SupplyKey & { free: number; dueOn: Temporal.PlainDate }>(
  parts: readonly Part[],
  receipts: readonly Row[],
  limitOf: (row: Row) => Limit,
): ComingPart[] {
  const left = new Map(receipts.map((row) => [keyOf(row), row.free]))
  return parts.flatMap((part) => {
    let open = part.quantity
    return receipts.flatMap((row): ComingPart[] => {
      if (row.locationId !== part.locationId || open === 0) return []
      const quantity = Math.min(open, left.get(keyOf(row))!)
      if (quantity === 0) return []
      open -= quantity
      left.set(keyOf(row), left.get(keyOf(row))! - quantity)
      const { supplyNo, dueOn } = row
      return [{ ...part, quantity, supplyNo, expectedOn: dueOn, ...limitOf(row) }]
    })
  })
}
