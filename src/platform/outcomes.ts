import { Type } from 'typebox'
import { problemOf, refuse, Refusal, type Problem } from '../lib/refusal.ts'
import { problemAnswer } from './http/problem.ts'
import { code, object } from './http/schemas.ts'

/** What became of one item of many: each has its own, the good ones are kept. */
export type Outcome = {
  index: number
  code: string
  outcome: 'created' | 'exists' | 'refused'
  problem?: Problem
}

export const outcomesAnswer = object({
  outcomes: Type.Array(
    object({
      index: Type.Integer(),
      code,
      outcome: Type.Enum(['created', 'exists', 'refused']),
      problem: Type.Optional(problemAnswer),
    }),
  ),
})

/** The outcome of a refused item, with its place in the list. */
export function refusedOutcome(index: number, itemCode: string, refusal: Refusal): Outcome {
  return { index, code: itemCode, outcome: 'refused', problem: problemOf(refusal) }
}

/** Refuses a change of what is archived, or that was decided on an older version. */
export function refuseOldOrArchived(
  given: number,
  current: { version: number; archived: boolean },
): void {
  refuseOtherVersion(given, current.version)
  if (current.archived) refuse('archived')
}

/** Refuses a change that was decided on an older version. */
export function refuseOtherVersion(given: number, current: number): void {
  if (given === current) return
  throw new Refusal('version_conflict', {
    field: '/version',
    detail: `You decided on version ${given}; it is now version ${current}`,
    facts: { current },
  })
}
