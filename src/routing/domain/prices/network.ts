/**
 * A network as numbers, costs in 1e-4 of the major currency unit. A cell is a SKU at a node that
 * keeps it; those of a SKU are `first[sku]` up to `first[sku + 1]`, by node ascending. Prices of
 * stock are one number for each cell, prices of slots one for each node and day.
 */
export type Network = {
  nodes: number
  regions: number
  services: number
  /** A parcel by service to a region: `parcel[(service * regions + region) * nodes + node]`. */
  parcel: Float64Array
  /** Days that such a parcel takes, of the promise that was made: `parcel`'s places. */
  days: Uint8Array
  /** What one unit costs at a node whatever it weighs. */
  handling: Float64Array
  /** Carriage of a kg to a region: `perKg[region * nodes + node]`. */
  perKg: Float64Array
  /** Parcels that a node can send on a day; Infinity without a limit. */
  slots: Float64Array
  kg: Float64Array
  /** What a unit of a SKU costs that an order asks for and does not get. */
  unfilled: Float64Array
  /** What a unit of a SKU is worth to a till that has none to sell. */
  margin: Float64Array
  first: Int32Array
  node: Int32Array
}

/** Orders as columns: the lines of an order are `first[order]` up to `first[order + 1]`. */
export type Orders = {
  count: number
  day: Int32Array
  region: Int32Array
  service: Int32Array
  first: Int32Array
  sku: Int32Array
  quantity: Int32Array
}

/** An order as rows: days are counted from any day, whole ones for what is decided together. */
export type Order = {
  day: number
  region: number
  service: number
  lines: readonly { sku: number; quantity: number }[]
}

export function ordersOf(rows: readonly Order[]): Orders {
  const lines = rows.flatMap((row) => row.lines)
  const first = new Int32Array(rows.length + 1)
  rows.forEach((row, order) => {
    first[order + 1] = first[order]! + row.lines.length
  })
  return {
    count: rows.length,
    day: Int32Array.from(rows, ({ day }) => Math.floor(day)),
    region: Int32Array.from(rows, ({ region }) => region),
    service: Int32Array.from(rows, ({ service }) => service),
    first,
    sku: Int32Array.from(lines, ({ sku }) => sku),
    quantity: Int32Array.from(lines, ({ quantity }) => quantity),
  }
}

/** The cell of a SKU at a node; -1 where it is not kept. */
export function cellOf({ first, node }: Network, sku: number, at: number): number {
  let low = first[sku]!
  let high = first[sku + 1]! - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (node[middle] === at) return middle
    if (node[middle]! < at) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The SKU of each cell. */
export function skusOf({ first, node }: Network): Int32Array {
  const skus = new Int32Array(node.length)
  for (let sku = 0; sku + 1 < first.length; sku += 1) skus.fill(sku, first[sku], first[sku + 1])
  return skus
}

/** What a unit of a SKU costs from a node to a region, without parcel and price. */
export function unitCost(network: Network, sku: number, node: number, region: number): number {
  const { handling, kg, perKg, nodes } = network
  return handling[node]! + kg[sku]! * perKg[region * nodes + node]!
}

/** What a parcel costs on average over all lanes there are: the measure of how far prices move. */
export function meanParcelOf({ parcel }: Network): number {
  const lanes = parcel.filter((cost) => cost < Infinity)
  return lanes.length === 0 ? 0 : lanes.reduce((sum, cost) => sum + cost, 0) / lanes.length
}
