import type { Clock } from '../src/platform/clock.ts'

/**
 * Does what needs a moment that lies ahead until it is done: with a later one where it took longer
 * than that. Answers the moment.
 */
export async function ahead(
  clock: Clock,
  act: (at: Temporal.Instant) => Promise<void>,
  leastMs = 1000,
): Promise<Temporal.Instant> {
  for (let ms = leastMs; ; ms *= 2) {
    const at = clock.now().add({ milliseconds: ms })
    try {
      await act(at)
      return at
    } catch (error) {
      if (Temporal.Instant.compare(clock.now(), at) < 0) throw error
    }
  }
}
