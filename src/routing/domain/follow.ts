import type { Decision } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import type { Along, Demand, GroupToRoute, NetworkView, Part, Short, StockView } from './types.ts'

/**
 * Adds to a decision what goes along with the rest of its group (gift wrap): from the place that
 * gives most lines, else from the next that may. It never opens a place of its own, so where
 * nothing is given yet, it waits too.
 */
export function withFollowing(
  { parts, short, record }: Decision,
  group: GroupToRoute,
  network: NetworkView,
  stock: StockView,
): Decision {
  const places = placesOf(parts)
  const following = group.demand.filter(({ follows }) => follows)
  const left = new Map<string, number>()
  const added: Part[] = []
  const missing: Short[] = []
  for (const one of following) {
    const { lineNo, skuId, quantity } = one
    const free = freeOf(one, new Set(places), { group, network, stock })
    const locationId = places.find((id) => {
      return (left.get(`${skuId} ${id}`) ?? free.get(id) ?? 0) >= quantity
    })
    if (locationId === undefined) {
      missing.push({ lineNo, skuId, wanted: quantity, available: 0 })
      continue
    }
    const key = `${skuId} ${locationId}`
    left.set(key, (left.get(key) ?? free.get(locationId)!) - quantity)
    added.push({ lineNo, skuId, locationId, quantity })
  }
  return {
    parts: [...parts, ...added],
    short: [...short, ...missing],
    record: recordWith(record, following, added, missing),
  }
}

/** Units that a decision lacks of what leads, and of what goes along. */
export function lackOf(
  { short }: Pick<Decision, 'short'>,
  { demand }: GroupToRoute,
): { leading: number; following: number } {
  const along = new Set(demand.filter(({ follows }) => follows).map(({ lineNo }) => lineNo))
  const lack = { leading: 0, following: 0 }
  for (const { lineNo, wanted, available } of short) {
    lack[along.has(lineNo) ? 'following' : 'leading'] += wanted - available
  }
  return lack
}

/** Of more SKUs it is not worth trying each by itself. */
const SKUS_MOST = 10

/**
 * How the rest may be bound to the places that give all that goes along: all of it, or one SKU, so
 * that one of several parcels has it. Empty where no place gives it.
 */
export function alongsOf(group: GroupToRoute, network: NetworkView, stock: StockView): Along[] {
  const following = group.demand.filter(({ follows }) => follows)
  const skuIds = [...new Set(group.demand.filter((one) => !one.follows).map((one) => one.skuId))]
  let places: ReadonlySet<number> | undefined
  for (const one of following) {
    const free = freeOf(one, places, { group, network, stock })
    places = new Set([...free].filter(([, units]) => units >= one.quantity).map(([id]) => id))
  }
  if (!places || places.size === 0) return []
  const bound = [skuIds]
  if (skuIds.length > 1 && skuIds.length <= SKUS_MOST) bound.push(...skuIds.map((id) => [id]))
  return bound.map((ids): Along => ({ skuIds: new Set(ids), places }))
}

/** The places that give something, those that give most lines first. */
function placesOf(parts: readonly Part[]): number[] {
  const lines = new Map<number, number>()
  for (const { locationId } of parts) lines.set(locationId, (lines.get(locationId) ?? 0) + 1)
  return [...lines].toSorted(([a, n], [b, m]) => m - n || a - b).map(([id]) => id)
}

/** What there is of a SKU at the places that may give it; at all, where none are named. */
function freeOf(
  { skuId }: Demand,
  places: ReadonlySet<number> | undefined,
  of: { group: GroupToRoute; network: NetworkView; stock: StockView },
): Map<number, number> {
  const free = new Map<number, number>()
  of.stock.forEach(skuId, (id, available) => {
    if ((places && !places.has(id)) || of.network.isSkuPaused(skuId, id)) return
    if (of.stock.barred?.(skuId, id)) return
    const isAvoided = of.group.avoid?.some((one) => one.locationId === id && one.skuId === skuId)
    if (!isAvoided) free.set(id, available)
  })
  return free
}

function recordWith(
  record: DecisionRecord,
  following: readonly Demand[],
  added: readonly Part[],
  missing: readonly Short[],
): DecisionRecord {
  const bySku = Map.groupBy(following, ({ skuId }) => skuId)
  const unitsOf = (parts: readonly { skuId: number; quantity: number }[], skuId: number) =>
    parts.reduce((sum, part) => (part.skuId === skuId ? sum + part.quantity : sum), 0)
  return {
    ...record,
    wanted: [
      ...record.wanted,
      ...[...bySku.keys()].map((skuId) => {
        const quantity = unitsOf(following, skuId)
        return { skuId, quantity, available: unitsOf(added, skuId) }
      }),
    ],
    chosen: record.chosen.map((place, i) => {
      // Of several parcels of one place the first has it.
      const isFirst = record.chosen.findIndex((one) => one.locationId === place.locationId) === i
      if (!isFirst) return place
      const here = added.filter(({ locationId }) => locationId === place.locationId)
      const skus = [...new Set(here.map(({ skuId }) => skuId))]
      const units = skus.map((skuId): [number, number] => [skuId, unitsOf(here, skuId)])
      return { ...place, units: [...place.units, ...units] }
    }),
    short: [...record.short, ...missing],
  }
}
