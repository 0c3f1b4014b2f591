import { improve, openSearch, type Movable, type Network } from '../prices/index.ts'

/** A delivery that may move: where each line is, and what a parcel costs from every place. */
export type Open = {
  lines: readonly { skuId: number; quantity: number; place: number }[]
  /** By place: what a parcel with all of it costs from there; Infinity where none goes. */
  parcels: Float64Array
  moves: number
  guards: { leastSaving: number; mostMoves: number }
}

/** What the deliveries are moved in, without functions: places by number from 0. */
export type Field = {
  places: number
  handling: Float64Array
  free: FreeCells
}

/**
 * Free units besides what the deliveries hold, with what one is worth to orders to come. Cells of a
 * SKU lie side by side: of the one at `i` of `skuIds` from `first[i]` up to `first[i + 1]`.
 */
export type FreeCells = {
  skuIds: readonly number[]
  first: Int32Array
  place: Int32Array
  units: Float64Array
  price: Float64Array
}

export type FreeCell = { place: number; units: number; price: number }

export function freeCellsOf(cellsOf: ReadonlyMap<number, readonly FreeCell[]>): FreeCells {
  const all = [...cellsOf.values()].flat()
  const first = new Int32Array(cellsOf.size + 1)
  Array.from(cellsOf.values(), ({ length }, i) => (first[i + 1] = first[i]! + length))
  return {
    skuIds: [...cellsOf.keys()],
    first,
    place: Int32Array.from(all, ({ place }) => place),
    units: Float64Array.from(all, ({ units }) => units),
    price: Float64Array.from(all, ({ price }) => price),
  }
}

function freeBySku({ skuIds, first, place, units, price }: FreeCells): Map<number, FreeCell[]> {
  return new Map(
    skuIds.map((skuId, i) => {
      const at = Array.from({ length: first[i + 1]! - first[i]! }, (_, n) => first[i]! + n)
      return [skuId, at.map((n) => ({ place: place[n]!, units: units[n]!, price: price[n]! }))]
    }),
  )
}

/** Rounds of the search for who needs a scarce unit most, and its first step, in parcels. */
const SEARCH = { rounds: 30, step: 0.3 }
/** What no parcel costs, in any currency: there the engine sends nothing. */
const NEVER = 1e12
/** As many are decided anew in one transaction. */
const TOGETHER = 8

/**
 * Deliveries that would better go from elsewhere, found all together: sets of them that want or
 * give the same SKUs, in each the one that gains most first. Only a proposal: what carriage by
 * weight, rules and calendars say of it is found when they are decided anew.
 */
export function decideProposals(open: readonly Open[], field: Field): number[][] {
  if (open.length === 0) return []
  const { network, room } = networkOf(open, field)
  const skuOf = skusIn(open)
  const movables = open.map(({ lines, moves }, at): Movable => {
    return {
      order: {
        day: 0,
        region: at,
        service: 0,
        lines: lines.map(({ skuId, quantity }) => ({ sku: skuOf.get(skuId)!, quantity })),
      },
      plan: lines.map(({ place }) => place),
      moves,
    }
  })
  const least = Math.min(...open.map(({ guards }) => guards.leastSaving))
  const most = Math.max(...open.map(({ guards }) => guards.mostMoves))
  const guards = { leastSaving: least, mostMoves: most, ...SEARCH }
  const { plans } = improve(openSearch(network), movables, room, guards)
  const gains = plans.map((plan, at) => {
    const { lines, parcels } = open[at]!
    const costOf = (places: readonly number[]) =>
      [...new Set(places)].reduce((sum, place) => sum + parcels[place]!, 0)
    return costOf(lines.map(({ place }) => place)) - costOf(plan)
  })
  const moved = plans.flatMap((plan, at) =>
    plan.some((place, line) => place !== open[at]!.lines[line]!.place) ? [at] : [],
  )
  return setsOf(moved, open).map((set) => set.toSorted((a, b) => gains[b]! - gains[a]! || a - b))
}

function skusIn(open: readonly Open[]): Map<number, number> {
  const ids = new Set(open.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)))
  return new Map([...ids].toSorted((a, b) => a - b).map((skuId, sku) => [skuId, sku]))
}

/** Every delivery is a region of its own, so that its parcels cost what they cost. */
function networkOf(open: readonly Open[], { places, handling, free }: Field) {
  const skuOf = skusIn(open)
  const known = freeBySku(free)
  const held = Map.groupBy(
    open.flatMap(({ lines }) => lines),
    ({ skuId }) => skuId,
  )
  const cells = [...skuOf.keys()].map((skuId) => {
    const own = new Map((known.get(skuId) ?? []).map((cell) => [cell.place, cell]))
    for (const { place } of held.get(skuId)!) {
      if (!own.has(place)) own.set(place, { place, units: 0, price: 0 })
    }
    return [...own.values()].toSorted((a, b) => a.place - b.place)
  })
  const first = new Int32Array(cells.length + 1)
  cells.forEach((own, sku) => {
    first[sku + 1] = first[sku]! + own.length
  })
  const all = cells.flat()
  const parcel = new Float64Array(open.length * places)
  open.forEach(({ parcels }, at) => {
    parcel.set(
      parcels.map((cost) => Math.min(cost, NEVER)),
      at * places,
    )
  })
  const network: Network = {
    nodes: places,
    regions: open.length,
    services: 1,
    parcel,
    days: new Uint8Array(parcel.length),
    handling,
    perKg: new Float64Array(parcel.length),
    slots: new Float64Array(places).fill(Infinity),
    kg: new Float64Array(cells.length),
    unfilled: new Float64Array(cells.length).fill(NEVER),
    margin: new Float64Array(cells.length),
    first,
    node: Int32Array.from(all, ({ place }) => place),
  }
  const room = {
    free: Float64Array.from(all, ({ units }) => Math.max(0, units)),
    slots: new Float64Array(places).fill(Infinity),
    stock: Float64Array.from(all, ({ price }) => price),
    slot: new Float64Array(places),
  }
  return { network, room }
}

/** Those that share a SKU, a few at a time. */
function setsOf(moved: readonly number[], open: readonly Open[]): number[][] {
  const sets: number[][] = []
  const left = new Set(moved)
  for (const at of moved) {
    if (!left.delete(at)) continue
    const set = [at]
    for (let next = 0; next < set.length && set.length < TOGETHER; next += 1) {
      const skus = new Set(open[set[next]!]!.lines.map(({ skuId }) => skuId))
      for (const other of left) {
        if (set.length === TOGETHER) break
        if (!open[other]!.lines.some(({ skuId }) => skus.has(skuId))) continue
        set.push(other)
        left.delete(other)
      }
    }
    sets.push(set)
  }
  return sets
}
