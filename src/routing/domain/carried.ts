/** What of a service with a valid card counts here. */
type Collecting = { collectsAt(locationId: number): boolean }

/**
 * Whether anything can be sent by rate cards: some service of the plan collects at some location
 * that sends. Where none sends there is nothing to be carried.
 */
export function isCarried(services: readonly Collecting[], sending: readonly number[]): boolean {
  if (sending.length === 0) return true
  return services.some((one) => sending.some((id) => one.collectsAt(id)))
}
