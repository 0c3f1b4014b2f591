import type { Course, Shelves } from './course.ts'

/** Every place where a SKU is at some time of a course: rows of a SKU side by side, by location. */
export type Cells = {
  /** From which cell, and up to which. */
  rangeOf: ReadonlyMap<number, readonly [from: number, end: number]>
  location: Int32Array
  /** Free units when the course begins. */
  units: Float64Array
}

export function cellsOf({ stock, happenings }: Pick<Course, 'stock' | 'happenings'>): Cells {
  const bySku = new Map<number, Map<number, number>>()
  const add = (skuId: number, locationId: number, units: number) => {
    let places = bySku.get(skuId)
    if (!places) bySku.set(skuId, (places = new Map()))
    places.set(locationId, (places.get(locationId) ?? 0) + units)
  }
  for (const { skuId, locationId, units } of stock) add(skuId, locationId, units)
  for (const one of happenings) if (one.kind !== 'order') add(one.skuId, one.locationId, 0)
  const rangeOf = new Map<number, readonly [number, number]>()
  const location: number[] = []
  const units: number[] = []
  for (const [skuId, places] of [...bySku].toSorted(([a], [b]) => a - b)) {
    const from = location.length
    for (const [at, free] of [...places].toSorted(([a], [b]) => a - b)) {
      location.push(at)
      units.push(free)
    }
    rangeOf.set(skuId, [from, location.length])
  }
  return { rangeOf, location: Int32Array.from(location), units: Float64Array.from(units) }
}

/** The cell of a SKU at a location; -1 where it never is. */
export function cellAt({ rangeOf, location }: Cells, skuId: number, locationId: number): number {
  const [from = 0, end = 0] = rangeOf.get(skuId) ?? []
  let low = from
  let high = end - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = location[middle]!
    if (found === locationId) return middle
    if (found < locationId) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The stock of one policy: what is left where, and how often something ran out. */
export type Shelf = Shelves & {
  /**
   * Takes units for an order that was told they are there; below 0 it gives back. Of what is only
   * tried nothing runs out or comes back.
   */
  take(skuId: number, locationId: number, units: number, isTried?: boolean): void
  /** So many units more than before were taken there by what was only tried: now it is so. */
  settle(skuId: number, locationId: number, units: number): void
  /** Sells what of it is there; answers how much that was. */
  sell(skuId: number, locationId: number, units: number): number
  /** What is known of stock changed: never below nought, as what is claimed of it is not here. */
  change(skuId: number, locationId: number, by: number): void
  free(): Float64Array
  freeAt(skuId: number, locationId: number): number
  /** SKUs of which some became free since this was asked last. */
  takeRisen(): ReadonlySet<number>
  ranOut(): number
}

export function openShelf(cells: Cells): Shelf {
  const free = cells.units.slice()
  let ranOut = 0
  let risen = new Set<number>()

  function lower(cell: number, by: number): void {
    const before = free[cell]!
    free[cell] = before - by
    if (before > 0 && free[cell]! <= 0) ranOut += 1
  }

  return {
    forEach(skuId, visit) {
      const range = cells.rangeOf.get(skuId)
      if (!range) return
      for (let cell = range[0]; cell < range[1]; cell += 1) {
        visit(cells.location[cell]!, free[cell]!, free[cell]!)
      }
    },
    take(skuId, locationId, units, isTried = false) {
      const cell = cellAt(cells, skuId, locationId)
      if (cell < 0) throw new Error(`SKU ${skuId} was never at location ${locationId}`)
      if (isTried) free[cell]! -= units
      else if (units >= 0) lower(cell, units)
      else {
        free[cell]! -= units
        risen.add(skuId)
      }
    },
    settle(skuId, locationId, units) {
      const left = free[cellAt(cells, skuId, locationId)]!
      if (units > 0 && left <= 0 && left + units > 0) ranOut += 1
      if (units < 0) risen.add(skuId)
    },
    sell(skuId, locationId, units) {
      const cell = cellAt(cells, skuId, locationId)
      const sold = cell < 0 ? 0 : Math.min(units, Math.max(0, free[cell]!))
      if (sold > 0) lower(cell, sold)
      return sold
    },
    change(skuId, locationId, by) {
      const cell = cellAt(cells, skuId, locationId)
      if (by >= 0) {
        free[cell]! += by
        risen.add(skuId)
      } else lower(cell, Math.min(-by, Math.max(0, free[cell]!)))
    },
    free: () => free,
    freeAt(skuId, locationId) {
      const cell = cellAt(cells, skuId, locationId)
      return cell < 0 ? 0 : free[cell]!
    },
    takeRisen() {
      const own = risen
      risen = new Set()
      return own
    },
    ranOut: () => ranOut,
  }
}
