import { Type } from 'typebox'
import { instant, nullable, object, text, uuid } from '../../platform/http/schemas.ts'

const version = Type.Integer({ minimum: 0, description: 'Of the draft, as it was read.' })
const note = text(500, 'What the other should know.')

export const approvalBody = object({ version, note: Type.Optional(note) })
export const declineBody = object({ version, note: text(500, 'Why not.') })

/** How it stands with the approval of the draft, as the draft tells it. */
export const approvalAnswer = object({
  isNeeded: Type.Boolean({ description: 'A second person approves before it is published.' }),
  asked: nullable(
    object(
      {
        id: uuid,
        note: nullable(Type.String()),
        requestedAt: instant,
        requestedBy: Type.String(),
        outcome: nullable(Type.Enum(['approved', 'declined'])),
        decisionNote: nullable(Type.String()),
        decidedAt: nullable(instant),
        decidedBy: nullable(Type.String()),
      },
      'What was asked last about the draft as it is. Any change of the draft makes it void.',
    ),
  ),
})

export const publishingAnswer = object({
  version: Type.Integer({ description: '0: never changed.' }),
  secondPerson: Type.Boolean({
    description: 'A draft of routing rules is published only once a second person approved it.',
  }),
  changedAt: nullable(instant),
  changedBy: nullable(Type.String()),
})
export const publishingBody = object({
  version: Type.Integer({ minimum: 0, description: 'Of the setting, as it was read.' }),
  secondPerson: Type.Boolean(),
})
