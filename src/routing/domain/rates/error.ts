import { learnRates, type SkuRates } from './learn.ts'
import { weeksOf, type Goods, type Past } from './past.ts'

/** What rates are compared at: all of a SKU, and its parts. */
export const levels = ['sku', 'channel', 'region', 'store'] as const
export type Level = (typeof levels)[number]

/**
 * How far off rates were in weeks that they had not seen: of lines of orders, at stores of units.
 * `off` is the sum of all differences as a share of what came (as is `before`: of who expects that
 * the same comes again as in as many weeks before), `over` how much more was expected in all than
 * came, as a share of it. In thousandths.
 */
export type LevelError = {
  level: Level
  came: number
  expected: number
  off: number | null
  before: number | null
  over: number | null
}

export type HeldBack = { weeks: number; learntFrom: number; levels: LevelError[] }

/** Of so many weeks so many are held back; with fewer than two there is nothing to learn from. */
export function heldBackOf(weeks: number): number {
  if (weeks < 2) return 0
  return weeks < 4 ? 1 : 2
}

/**
 * Learns from all weeks but the last ones and compares what it expects of those with what came.
 * Null where there are too few. What is used is then learnt from all weeks.
 */
export function decideError(past: Past, goods: Goods): HeldBack | null {
  const held = heldBackOf(past.weeks)
  if (held === 0) return null
  const came = weeksOf(past, 0, held)
  const before = weeksOf(past, held, Math.min(past.weeks, 2 * held))
  const seen = weeksOf(past, held, past.weeks)
  const { skus } = learnRates(seen, goods)
  const scale = held / before.weeks
  return {
    weeks: held,
    learntFrom: seen.weeks,
    levels: levels.map((level) => {
      const expected = expectedBy(level, skus, held * 7)
      const [now, then] = [countsBy(level, came), countsBy(level, before)]
      const again = new Map([...then.counts].map(([key, count]) => [key, count * scale]))
      return errorOf(level, now, {
        expected,
        again: { counts: again, all: then.all * scale },
      })
    }),
  }
}

/** By SKU and part; `all` counts what stands in no part, too. */
type Counts = { counts: Map<string, number>; all: number }

function countsBy(level: Level, { orders, counter }: Past): Counts {
  const counts = new Map<string, number>()
  let all = 0
  const add = (key: string, count: number) => {
    counts.set(key, (counts.get(key) ?? 0) + count)
    all += count
  }
  if (level === 'store') {
    for (const row of counter) add(`${row.skuId} ${row.locationId}`, row.units)
    return { counts, all }
  }
  for (const { skuId, channelId, zone, lines } of orders) {
    add(
      { sku: `${skuId}`, channel: `${skuId} ${channelId}`, region: `${skuId} ${zone}` }[level],
      lines,
    )
  }
  return { counts, all }
}

function expectedBy(level: Level, skus: readonly SkuRates[], days: number): Counts {
  const counts = new Map<string, number>()
  let all = 0
  for (const { skuId, linesPerDay, channels, zones, counter } of skus) {
    const parts: [unknown, number][] = {
      sku: [],
      channel: channels,
      region: zones,
      store: counter,
    }[level]
    if (level === 'sku') counts.set(`${skuId}`, linesPerDay * days)
    for (const [key, rate] of parts) counts.set(`${skuId} ${String(key)}`, rate * days)
    all += level === 'store' ? parts.reduce((sum, [, rate]) => sum + rate, 0) : linesPerDay
  }
  return { counts, all: all * days }
}

function errorOf(
  level: Level,
  came: Counts,
  { expected, again }: { expected: Counts; again: Counts },
): LevelError {
  const share = (of: number) => (came.all > 0 ? Math.round((1000 * of) / came.all) : null)
  return {
    level,
    came: rounded(came.all),
    expected: rounded(expected.all),
    off: share(distance(came, expected)),
    before: share(distance(came, again)),
    over: share(expected.all - came.all),
  }
}

/** Where nothing came all that was expected was too much. */
function distance(came: Counts, expected: Counts): number {
  let sum = expected.all
  for (const [key, count] of came.counts) {
    const mean = expected.counts.get(key) ?? 0
    sum += Math.abs(count - mean) - mean
  }
  return sum
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
