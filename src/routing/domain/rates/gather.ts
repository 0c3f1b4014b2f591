import type { CounterRow, OrderRow, Past, SizeRow } from './past.ts'

export type Gathering = {
  /** Of one week, as often as something of it is known. */
  add(orders: readonly OrderRow[], counter: readonly CounterRow[], sizes: readonly SizeRow[]): void
  past(): Past
}

/**
 * Adds up by week what comes day by day, so that no more is kept than is learnt from. Rows that
 * know where they went stay apart from rows that do not, imported ones from our own: the middle
 * of a zone is that of the first.
 */
export function gatherPast(weeks: number): Gathering {
  const orders = new Map<string, OrderRow>()
  const counter = new Map<number, Map<number, Map<number, CounterRow>>>()
  const sizes = new Map<number, Map<number, SizeRow>>()
  return {
    add(sent, given, deliveries) {
      for (const row of sent) {
        const { week, skuId, channelId, zone, at, isImported } = row
        const kept = `${at ? 1 : 0}${isImported ? 1 : 0}`
        const key = `${week} ${skuId} ${channelId} ${kept} ${zone}`
        const known = orders.get(key)
        orders.set(key, known ? together(known, row) : row)
      }
      for (const row of given) {
        const own = within(within(counter, row.week), row.skuId)
        const known = own.get(row.locationId)
        own.set(row.locationId, known ? { ...known, units: known.units + row.units } : row)
      }
      for (const row of deliveries) {
        const own = within(sizes, row.week)
        const known = own.get(row.lines)?.deliveries ?? 0
        own.set(row.lines, { ...row, deliveries: known + row.deliveries })
      }
    },
    past: () => ({
      weeks,
      orders: [...orders.values()],
      counter: Array.from(counter.values(), (week) => [...week.values()])
        .flat()
        .flatMap((own) => [...own.values()]),
      sizes: Array.from(sizes.values(), (own) => [...own.values()]).flat(),
    }),
  }
}

function together(one: OrderRow, other: OrderRow): OrderRow {
  const lines = one.lines + other.lines
  const middle = (a: number, b: number) => (a * one.lines + b * other.lines) / lines
  const at = one.at &&
    other.at && { lat: middle(one.at.lat, other.at.lat), lon: middle(one.at.lon, other.at.lon) }
  return { ...one, lines, units: one.units + other.units, paid: one.paid + other.paid, at }
}

function within<Value>(all: Map<number, Map<number, Value>>, key: number): Map<number, Value> {
  let own = all.get(key)
  if (!own) all.set(key, (own = new Map()))
  return own
}
