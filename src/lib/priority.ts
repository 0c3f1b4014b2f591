/** How much an order counts beside others, from the least. */
export const priorities = ['low', 'normal', 'high'] as const
export type Priority = (typeof priorities)[number]

const NORMAL = priorities.indexOf('normal')

/** As it is kept and compared: 0 is normal. */
export function rankOf(priority: Priority): number {
  return priorities.indexOf(priority) - NORMAL
}

export function priorityOf(rank: number): Priority {
  return priorities[rank + NORMAL]!
}

/** What says which of two orders is served first. */
export type Precedence = { priority: number; placedAt: Temporal.Instant }

/** The higher priority first, of those the order that was placed first. */
export function compareServed(a: Precedence, b: Precedence): number {
  return b.priority - a.priority || Temporal.Instant.compare(a.placedAt, b.placedAt)
}
