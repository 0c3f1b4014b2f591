import type { Location } from './hours.ts'

export const measures = ['orders', 'lines', 'units'] as const
export type Measure = (typeof measures)[number]

/** What is typed about the most of a day; empty: no limit. */
export type TypedLimit = Record<Measure, string>
export type TypedCapacity = TypedLimit & { weekdays: (TypedLimit & { day: number })[] }

type Limit = Record<Measure, number | null>

export const noLimit: TypedLimit = { orders: '', lines: '', units: '' }

/** A capacity as the form keeps it: one text, like every field of a draft. */
export function textOf(capacity: Location['capacity']): string {
  const weekdays = capacity?.weekdays.map((one) => ({ day: one.day, ...typed(one) })) ?? []
  return textOfTyped({ ...(capacity ? typed(capacity) : noLimit), weekdays })
}

export function textOfTyped({ orders, lines, units, weekdays }: TypedCapacity): string {
  const inOrder = weekdays.toSorted((a, b) => a.day - b.day)
  return JSON.stringify({ orders, lines, units, weekdays: inOrder })
}

export function typedIn(text: string): TypedCapacity {
  return JSON.parse(text)
}

function typed({ orders, lines, units }: Limit): TypedLimit {
  const text = (most: number | null) => (most === null ? '' : String(most))
  return { orders: text(orders), lines: text(lines), units: text(units) }
}

const MOST = 1_000_000

export function isSound(text: string): boolean {
  const capacity = typedIn(text)
  return [capacity, ...capacity.weekdays].every((one) =>
    measures.every((measure) => {
      const most = one[measure].trim()
      return most === '' || (/^\d+$/.test(most) && Number(most) <= MOST)
    }),
  )
}

/** As the API takes it. */
export function capacityOf(text: string): NonNullable<Location['capacity']> {
  const { weekdays, ...each } = typedIn(text)
  return { ...limitOf(each), weekdays: weekdays.map((one) => ({ day: one.day, ...limitOf(one) })) }
}

function limitOf({ orders, lines, units }: TypedLimit): Limit {
  const most = (text: string) => (text.trim() === '' ? null : Number(text))
  return { orders: most(orders), lines: most(lines), units: most(units) }
}
