/** A pause as it is kept: since when, until when (null: until somebody ends it), and why. */
export type KeptPause = {
  pausedAt: Temporal.Instant | null
  pausedUntil: Temporal.Instant | null
  pauseReason: string | null
  /** It finishes the work that it has; else that goes to other places. */
  keepsWork: boolean
}
export type Pause = KeptPause & { paused: boolean }

export const notPaused: Pause = {
  paused: false,
  pausedAt: null,
  pausedUntil: null,
  pauseReason: null,
  keepsWork: false,
}

/**
 * The pause as it stands at a moment. One that is over is none, even before anybody has written so:
 * whoever reads it at that moment sees the location at work.
 */
export function decidePause(
  { pausedAt, pausedUntil, pauseReason, keepsWork }: KeptPause,
  now: Temporal.Instant,
): Pause {
  if (pausedAt === null) return notPaused
  const isOver = pausedUntil !== null && Temporal.Instant.compare(pausedUntil, now) <= 0
  return isOver ? notPaused : { paused: true, pausedAt, pausedUntil, pauseReason, keepsWork }
}
