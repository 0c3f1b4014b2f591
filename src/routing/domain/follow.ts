import type { Decision } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import type { Demand, GroupToRoute, NetworkView, Part, Short, StockView } from './types.ts'

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
    const free = freeOf(one, places, { group, network, stock })
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

/** The places that give something, those that give most lines first. */
function placesOf(parts: readonly Part[]): number[] {
  const lines = new Map<number, number>()
  for (const { locationId } of parts) lines.set(locationId, (lines.get(locationId) ?? 0) + 1)
  return [...lines].toSorted(([a, n], [b, m]) => m - n || a - b).map(([id]) => id)
}

/** What there is of a SKU at the places that may give it. */
function freeOf(
  { skuId }: Demand,
  places: readonly number[],
  of: { group: GroupToRoute; network: NetworkView; stock: StockView },
): Map<number, number> {
  const free = new Map<number, number>()
  of.stock.forEach(skuId, (id, available) => {
    if (!places.includes(id) || of.network.isSkuPaused(skuId, id)) return
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
    chosen: record.chosen.map((place) => {
      const here = added.filter(({ locationId }) => locationId === place.locationId)
      const skus = [...new Set(here.map(({ skuId }) => skuId))]
      const units = skus.map((skuId): [number, number] => [skuId, unitsOf(here, skuId)])
      return { ...place, units: [...place.units, ...units] }
    }),
    short: [...record.short, ...missing],
  }
}
