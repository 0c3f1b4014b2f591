import { Type } from 'typebox'
import { problemAnswer } from '../../platform/http/problem.ts'
import { instant, nullable, object, uuid } from '../../platform/http/schemas.ts'
import { changeKinds } from '../domain/rules/draft.ts'
import { problemKinds } from '../domain/rules/problems.ts'
import { approvalAnswer } from './approvals.ts'
import { draftVersion, routingRule } from './rules.ts'

const problem = object({
  kind: Type.Enum([...problemKinds]),
  keepsFromPublishing: Type.Boolean(),
  ruleId: uuid,
  otherId: nullable(uuid),
  value: nullable(Type.String({ description: 'What is not known, or fits nothing.' })),
})

const change = object({
  id: uuid,
  action: Type.Enum([...changeKinds]),
  before: nullable(routingRule),
  after: nullable(routingRule),
  positions: Type.Array(nullable(Type.Integer()), {
    minItems: 2,
    maxItems: 2,
    description: 'Before and after, from 1.',
  }),
})

const coming = object({
  version: Type.Integer(),
  validFrom: instant,
  changes: Type.Array(change, { description: 'To what decides until it begins.' }),
})

/** The draft as the API shows it. */
export const draftAnswer = object({
  version: draftVersion,
  basedOn: Type.Integer({
    description: 'The newest version that is for everybody: what publishing would change.',
  }),
  next: Type.Integer({ description: 'The version that publishing would make.' }),
  restores: nullable(Type.Integer()),
  changedAt: nullable(instant),
  changedBy: nullable(Type.String()),
  rules: Type.Array(routingRule, { description: 'As they would be.' }),
  changes: Type.Array(change),
  coming: Type.Array(coming, {
    description:
      'Published versions that are still to come, as they begin; the draft is drawn from the ' +
      'last of them. One that begins later than what is published begins with it: what that ' +
      'changes are then the `changes` of the first that does, not those of the draft.',
  }),
  problems: Type.Array(problem),
  approval: approvalAnswer,
  can: Type.Array(Type.String()),
})

export const draftOutcomes = object({
  version: draftVersion,
  outcomes: Type.Array(
    object({
      index: Type.Integer(),
      action: Type.String(),
      id: nullable(uuid),
      outcome: Type.Enum(['done', 'refused']),
      problem: Type.Optional(problemAnswer),
    }),
  ),
})
