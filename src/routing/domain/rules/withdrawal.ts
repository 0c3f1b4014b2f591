import { Refusal } from '../../../lib/refusal.ts'

/** A published version that is still to come. */
export type Coming = { version: number; validFrom: Temporal.Instant }

/**
 * Undefined where a version may be withdrawn: the last of those to come, and none that begins
 * before every process knows of it. `coming` in the order in which they begin.
 */
export function decideWithdrawal(
  version: number,
  coming: readonly Coming[],
  knownBy: Temporal.Instant,
): Refusal | undefined {
  const one = coming.find((other) => other.version === version)
  if (!one) return new Refusal('rules_not_coming')
  if (Temporal.Instant.compare(one.validFrom, knownBy) <= 0) {
    return new Refusal('rules_not_coming', { detail: 'It begins within seconds.' })
  }
  const last = coming.at(-1)!
  if (last === one) return undefined
  const detail = `Version ${last.version} was made from it: withdraw that one first.`
  return new Refusal('rules_made_from', { detail })
}

/**
 * What is in force just before each version that is still to come begins: by what is published for
 * an earlier moment, that version begins with it. Null: nothing is.
 */
export function beforeEach<One extends Coming>(
  coming: readonly One[],
  inForce: number | null,
): { one: One; before: number | null }[] {
  return coming.map((one, i) => ({ one, before: coming[i - 1]?.version ?? inForce }))
}
