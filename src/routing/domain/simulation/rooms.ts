import { MILLION, type Day } from '../../../inventory/index.ts'
import { measures } from '../../../network/index.ts'
import type { Demand, Part } from '../types.ts'
import type { Surroundings } from './course.ts'

type WorkDays = ReturnType<Surroundings['workDays']>
type Load = Day['used']

/** How full the days of places are under one policy. */
export type Rooms = {
  /** The day of a place as an order finds it that has work at some places already. */
  dayFor(days: NonNullable<WorkDays>, here: Here, locationId: number): Day | undefined
  /** Whether the day of a place is not full for who has nothing there yet. */
  hasRoom(days: WorkDays, locationId: number): boolean
  /** Counts parts of an order at their places, or takes them off again. */
  count(days: WorkDays, here: Here, parts: readonly Part[], of: Goods, sign: 1 | -1): void
}

/** Lines that one order has at places: at a place where it has some it is no further order. */
export type Here = Map<number, number>

export type Goods = ReadonlyMap<number, Pick<Demand, 'wholePerUnit'>>

export function openRooms(): Rooms {
  const loads = new Map<number, Map<string, Load>>()

  function loadOf(locationId: number, on: string): Load {
    let days = loads.get(locationId)
    if (!days) loads.set(locationId, (days = new Map()))
    let load = days.get(on)
    if (!load) days.set(on, (load = { orders: 0, lines: 0, units: 0 }))
    return load
  }

  return {
    dayFor(days, here, locationId) {
      const day = days(locationId)
      if (!day) return undefined
      const { orders, lines, units } = loadOf(locationId, day.on)
      const isThere = (here.get(locationId) ?? 0) > 0
      const { on: _, ...kept } = day
      return { ...kept, used: { orders: isThere ? orders - 1 : orders, lines, units } }
    },
    hasRoom(days, locationId) {
      const day = days?.(locationId)
      const used = day && loads.get(locationId)?.get(day.on)
      return !used || measures.every((one) => used[one] < (day.limit[one] ?? Infinity))
    },
    count(days, here, parts, of, sign) {
      if (!days) return
      for (const { locationId, lineNo, quantity } of parts) {
        const day = days(locationId)
        if (!day) continue
        const load = loadOf(locationId, day.on)
        const before = here.get(locationId) ?? 0
        here.set(locationId, before + sign)
        if (before === (sign > 0 ? 0 : 1)) load.orders += sign
        load.lines += sign
        load.units += sign * Math.round(quantity * of.get(lineNo)!.wholePerUnit * MILLION)
      }
    },
  }
}
