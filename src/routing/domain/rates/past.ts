import type { Point } from '../../../lib/geo.ts'

/**
 * Lines of orders that were sent to customers, met or not: of one SKU, channel and zone in one
 * week. Weeks are counted back from when it is learnt: 0 is the last.
 */
export type OrderRow = {
  week: number
  skuId: number
  channelId: number
  zone: string
  lines: number
  /** Whole units. */
  units: number
  /** What was paid for them, in 1e-4 of the major unit of the channel's currency. */
  paid: number
  /** The middle of where they went, as far as that is known. */
  at: Point | null
  /** Of an imported history. */
  isImported?: boolean
}

/** Whole units that left a place over the counter: sold at its till, or ordered and collected. */
export type CounterRow = { week: number; skuId: number; locationId: number; units: number }

/** Deliveries of so many lines in one week that were sent to customers, met or not. */
export type SizeRow = { week: number; lines: number; deliveries: number }

export type Past = {
  weeks: number
  orders: readonly OrderRow[]
  counter: readonly CounterRow[]
  sizes: readonly SizeRow[]
}

/** What is known besides of goods and places. */
export type Goods = {
  /** By SKU: any word for what is alike. */
  categoryOf(skuId: number): string | null
  currencyOf(channelId: number): string
  /** The places that have a row of stock of a SKU, in order. */
  placesOf(skuId: number): readonly number[]
  skuIds: readonly number[]
}

/** The weeks `from` up to `until`, counted back. */
export function weeksOf(past: Past, from: number, until: number): Past {
  const isIn = ({ week }: { week: number }) => week >= from && week < until
  return {
    weeks: until - from,
    orders: past.orders.filter(isIn),
    counter: past.counter.filter(isIn),
    sizes: past.sizes.filter(isIn),
  }
}
