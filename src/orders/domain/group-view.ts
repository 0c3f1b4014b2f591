import type { Sku } from '../../catalog/index.ts'
import type { Avoided, Demand, GroupToRoute, Nominated, OrderFacts } from '../../routing/index.ts'
import { digitsOf } from '../../lib/money.ts'
import { sizeOf } from './parcel.ts'

/** A delivery group of a stored order. */
export type StoredGroup = {
  no: number
  method: string
  pickupLocationId: number | null
  wantedBy: string | null
  nominated: Nominated | null
  country: string | null
  region: string | null
  postalCode: string | null
  toHome: boolean
  lat: number | null
  lon: number | null
}

type Line = {
  no: number
  skuId: number
  weightG: number | null
  decimals: number
  /** What its units were sold for, in minor units. */
  total: number
  ordered: number
}

/** A stored delivery group as routing sees it: so many units of each of its lines. */
export function groupViewOf(
  { lat, lon, ...group }: StoredGroup,
  wanted: readonly { line: Line; quantity: number }[],
  avoid: readonly Avoided[] | undefined,
  skuOf: (skuId: number) => Sku | undefined,
  order?: OrderFacts,
): GroupToRoute {
  return {
    no: group.no,
    method: group.method,
    destination: {
      country: group.country ?? undefined,
      region: group.region ?? undefined,
      postalCode: group.postalCode ?? undefined,
      home: group.toHome,
      point: lat === null || lon === null ? undefined : { lat, lon },
    },
    pickupLocationId: group.pickupLocationId ?? undefined,
    demand: wanted.map(({ line, quantity }): Demand => {
      const { no, skuId, weightG, decimals } = line
      const wholePerUnit = 1 / 10 ** decimals
      const sku = skuOf(skuId)
      return {
        lineNo: no,
        skuId,
        quantity,
        gramsPerUnit: (weightG ?? 0) / 10 ** decimals,
        wholePerUnit,
        ...paidFor(line, order),
        size: sku && sizeOf(sku),
        ...(sku && { sku }),
        ...(sku?.kind === 'not_stocked' && { follows: true }),
      }
    }),
    ...(group.wantedBy !== null && { wantedBy: group.wantedBy }),
    ...(group.nominated && { nominated: group.nominated }),
    ...(avoid && { avoid }),
    ...(order && { order }),
  }
}

/** What was paid for a whole unit of a line, in 1e-4 of the major unit, where it is known. */
export function paidFor(
  { total, ordered, decimals }: Pick<Line, 'total' | 'ordered' | 'decimals'>,
  order: Pick<OrderFacts, 'currency'> | undefined,
): Pick<Demand, 'paid'> {
  if (order?.currency === undefined) return {}
  const digits = digitsOf(order.currency) ?? 2
  return { paid: Math.round((total * 10 ** (4 - digits + decimals)) / ordered) }
}
