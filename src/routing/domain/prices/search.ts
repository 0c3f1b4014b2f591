import type { Network } from './network.ts'

/** The memory of a search. The plan found last is in `plan`: the offer of each line, or -1. */
export type Search = {
  network: Network
  plan: Int32Array
  /**
   * What a line saves at a node beside staying unfilled, by `node * stride + line`; which offer.
   */
  stride: number
  saves: Float64Array
  offer: Int32Array
  /** The most that each line saves anywhere. */
  most: Float64Array
  /** Where the offers of each line end that need a look. */
  last: Int32Array
  /** What offers cost with prices, line after line. */
  priced: Float64Array
  /** The nodes that offer anything, what their parcel costs and all their offers save. */
  nodes: number
  touched: Int32Array
  isTouched: Uint8Array
  opening: Float64Array
  saved: Float64Array
  sets: Sets
}

/** By set of lines: the most one parcel of them saves, from which node; the best plan of them. */
type Sets = {
  together: Float64Array
  giver: Int32Array
  best: Float64Array
  part: Int32Array
  sum: Float64Array
}

/** Longer orders are left to the optimiser, which does not go over all sets of lines. */
export const LINES = 8

export function openSearch(network: Network): Search {
  const count = 1 << LINES
  const { nodes } = network
  return {
    network,
    plan: new Int32Array(LINES),
    stride: LINES,
    saves: new Float64Array(LINES * nodes),
    offer: new Int32Array(LINES * nodes),
    most: new Float64Array(LINES),
    last: new Int32Array(LINES),
    priced: new Float64Array(0),
    nodes: 0,
    touched: new Int32Array(nodes),
    isTouched: new Uint8Array(nodes),
    opening: new Float64Array(nodes),
    saved: new Float64Array(nodes),
    sets: {
      together: new Float64Array(count),
      giver: new Int32Array(count),
      best: new Float64Array(count),
      part: new Int32Array(count),
      sum: new Float64Array(count),
    },
  }
}

export function widen(search: Search, lines: number): void {
  const cells = 2 * lines * search.network.nodes
  search.stride = 2 * lines
  search.plan = new Int32Array(2 * lines)
  search.most = new Float64Array(2 * lines)
  search.last = new Int32Array(2 * lines)
  search.saves = new Float64Array(cells)
  search.offer = new Int32Array(cells)
}
