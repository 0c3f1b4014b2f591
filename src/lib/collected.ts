/** Ways in which the customer comes for the goods; by all others they are sent. */
const collected: ReadonlySet<string> = new Set([
  'click_and_collect',
  'reserve_and_collect',
  'curbside',
  'locker',
  'pickup_point',
])

export function isCollected(method: string): boolean {
  return collected.has(method)
}
