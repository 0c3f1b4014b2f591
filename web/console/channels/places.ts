/** The locations of a channel; a priority that is no number is not typed yet. */
export type Pool = readonly { location: string; priority: number }[]

const PRIORITY_MOST = 1_000_000

/** The pool with places besides, which come last. */
export function withPlaces(pool: Pool, codes: readonly string[]): Pool {
  const last = Math.max(0, ...pool.map(({ priority }) => priority).filter(Number.isFinite))
  const after = (n: number) => Math.min(PRIORITY_MOST, last + n + 1)
  return [...pool, ...codes.map((location, n) => ({ location, priority: after(n) }))]
}

export function withoutPlaces(pool: Pool, codes: Iterable<string>): Pool {
  const gone = new Set(codes)
  return pool.filter(({ location }) => !gone.has(location))
}

/** All of these that are not in the pool yet come in; where none is missing, all of them go. */
export function toggleAll(pool: Pool, codes: readonly string[]): Pool {
  const missing = missingIn(pool, codes)
  return missing.length > 0 ? withPlaces(pool, missing) : withoutPlaces(pool, codes)
}

export function withPriority(pool: Pool, code: string, priority: number): Pool {
  return pool.map((one) => (one.location === code ? { ...one, priority } : one))
}

/** What is typed as a priority; no number where it is none that the API takes. */
export function priorityIn(typed: string): number {
  const text = typed.trim()
  return /^\d{1,7}$/.test(text) && Number(text) <= PRIORITY_MOST ? Number(text) : Number.NaN
}

export function isSoundPool(pool: Pool): boolean {
  return pool.every(({ priority }) => Number.isFinite(priority))
}

/** Codes in the order in which the pool asks them, then those that are not in it, as they come. */
export function inOrder<One extends { code: string }>(pool: Pool, all: readonly One[]): One[] {
  const priorities = new Map(pool.map(({ location, priority }) => [location, priority]))
  const of = ({ code }: One) => priorities.get(code) ?? Infinity
  return all.toSorted((a, b) => (of(a) === of(b) ? 0 : of(a) - of(b)))
}

export function missingIn(pool: Pool, codes: readonly string[]): string[] {
  const inside = new Set(pool.map(({ location }) => location))
  return codes.filter((code) => !inside.has(code))
}
