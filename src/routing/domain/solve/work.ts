/**
 * What looking for a plan may still take, in steps of about a nanosecond; below 0 it is used up.
 * All that looks for the plan of one group takes from the same: others wait meanwhile. It is
 * counted and not measured, so that the same group has the same plan whatever the machine.
 */
export type Work = { left: number }

/** For one group: some hundredths of a second. */
const ALL = 4_000_000

export function newWork(): Work {
  return { left: ALL }
}

/** Does something with a share of what is left, and takes what it took. */
export function withShare<Found>(work: Work, share: number, run: (own: Work) => Found): Found {
  const given = Math.max(0, work.left * share)
  const own = { left: given }
  const found = run(own)
  work.left -= given - own.left
  return found
}

/** So many times something that takes `each` can be done with what is left. */
export function timesIn(work: Work | undefined, each: number, most: number): number {
  return work ? Math.min(most, Math.max(0, Math.floor(work.left / each))) : most
}

export function spend(work: Work | undefined, steps: number): void {
  if (work) work.left -= steps
}

export function isUsedUp(work: Work | undefined): boolean {
  return work !== undefined && work.left <= 0
}
