import type { TooLarge } from '../../shipping/index.ts'

/** By reason the value that failed, of places that dropped out for it; of others nothing. */
export type Failed = {
  /** When it would have come at the earliest, an ISO date; null where that is not known. */
  too_late?: [locationId: number, arrivesOn: string | null][]
  /** The day on which it would be worked on there, an ISO date. */
  closed_by_rule?: [locationId: number, day: string][]
  /** Until when it is not asked for this order: an ISO instant. */
  declined?: [locationId: number, until: string][]
  not_found_there?: [locationId: number, skuId: number, until: string][]
  /** Units that were there and stay, in base units. */
  kept_by_rule?: [locationId: number, skuId: number, units: number][]
  /** What of a unit is too much for every service, and the most that one takes. */
  too_large?: [
    locationId: number,
    skuId: number,
    measure: TooLarge['measure'],
    has: number,
    most: number,
  ][]
}

/** Adds a row; lists are only there where something is in them. */
export function tell<Why extends keyof Failed>(
  failed: Failed,
  why: Why,
  row: NonNullable<Failed[Why]>[number],
): void {
  const rows: unknown[] = (failed[why] ??= [])
  rows.push(row)
}
