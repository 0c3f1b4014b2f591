import { Type } from 'typebox'
import { code, instant, nullable, object, pageOf, text, uuid } from '../../platform/http/schemas.ts'
import { draftVersion, routingRule } from './rules.ts'

export const publicationBody = object({
  version: draftVersion,
  note: text(500, 'Why: it stands beside the version for ever.'),
  validFrom: Type.Optional({
    ...instant,
    description: 'From when it decides; now where left out.',
  }),
  despiteTests: Type.Optional(
    Type.Boolean({ description: 'Although routing tests fail: then say why.' }),
  ),
  despiteReason: Type.Optional(text(500, 'Why: it stands beside the version for ever.')),
})

const versionHead = {
  version: Type.Integer(),
  note: Type.String(),
  despite: nullable(
    object(
      { reason: Type.String(), tests: Type.Array(code) },
      'Why it was published although routing tests failed, and which.',
    ),
  ),
  restores: nullable(Type.Integer()),
  canary: nullable(
    object(
      { id: uuid, state: Type.Enum(['running', 'promoted', 'returned']) },
      'Where it decided on a share of orders first; one that was returned is in force for nobody.',
    ),
  ),
  approved: nullable(
    object(
      { requestedBy: Type.String(), approvedBy: Type.String() },
      'Who asked that somebody else approves it, and who did; null where nobody was needed.',
    ),
  ),
  withdrawn: nullable(
    object(
      { note: nullable(Type.String()), at: instant, by: Type.String() },
      'Where it was taken back before it began: it never decides.',
    ),
  ),
  validFrom: instant,
  publishedAt: instant,
  publishedBy: Type.String(),
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
}
export const withdrawalBody = object({
  note: Type.Optional(text(500, 'Why: it stands beside the version for ever.')),
})
export const versionAnswer = object(versionHead)
export const versionsAnswer = pageOf(versionAnswer)
export const rulesAnswer = object({
  version: Type.Integer({ description: '0: none was ever published.' }),
  inForce: nullable(versionAnswer),
  coming: Type.Array(versionAnswer, { description: 'Published, and not yet in force.' }),
  rules: Type.Array(routingRule),
})
const count = (description: string) => Type.Integer({ description })
export const useAnswer = object({
  decisions: count('Decisions that were counted.'),
  from: nullable({ ...instant, description: 'When the first of them was made.' }),
  rules: Type.Array(
    object({
      ruleId: nullable({ ...uuid, description: 'Null: no rule fitted.' }),
      decided: count('Delivery groups that it decided on.'),
      declined: count('Of those, which a location has declined.'),
      short: count('Of those, which had less than was wanted.'),
      passed: count('Delivery groups that it fitted and passed on.'),
    }),
  ),
})
export const oneVersionAnswer = object({ ...versionHead, rules: Type.Array(routingRule) })
