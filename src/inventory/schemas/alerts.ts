import { Type, type Static } from 'typebox'
import {
  code,
  instant,
  nullable,
  object,
  partial,
  text,
  uuid,
} from '../../platform/http/schemas.ts'
import { alertKinds } from '../domain/alerts.ts'
import { aboutStock, optional } from './rules.ts'

export const alertKind = Type.Enum([...alertKinds], {
  description:
    '`low`: some is available, at most the threshold; `out`: none is; `over`: more is on hand ' +
    'than the threshold; `negative`: fewer than none are on hand; `uncovered`: more is promised ' +
    'than is there; `overdue_feed`: no numbers from a system for longer than agreed.',
})
const threshold = Type.Number({ minimum: 0, maximum: 1e9, description: 'Whole units.' })
const terms = {
  name: text(100),
  threshold: nullable(threshold),
  ...aboutStock,
  validFrom: instant,
  validUntil: nullable(instant),
  raisesTask: Type.Boolean({ description: 'Whether each alert is a task for a person.' }),
}
const fields = partial(terms)
export type AlertRuleFields = Static<typeof fields>

export const newAlertRule = object({
  name: terms.name,
  kind: alertKind,
  ...optional(aboutStock),
  threshold: Type.Optional(threshold),
  validFrom: Type.Optional(instant),
  validUntil: Type.Optional(instant),
  raisesTask: Type.Optional(terms.raisesTask),
})
export const alertRuleChange = Type.Union([
  object({ action: Type.Literal('set'), fields }),
  object({ action: Type.Literal('archive') }),
])
export const alertRuleAnswer = object({
  id: uuid,
  version: Type.Integer(),
  kind: alertKind,
  ...terms,
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})
export const alertAnswer = object({
  id: uuid,
  kind: alertKind,
  sku: nullable(Type.String({ description: 'Null: it is about a feed.' })),
  name: nullable(Type.String()),
  source: nullable(Type.String({ description: 'Of `overdue_feed`: the system that is late.' })),
  location: code,
  rule: object({ id: uuid, name: Type.String() }),
  level: Type.Number({
    description: 'The number it is about, as it is now; of a feed minutes that it is late.',
  }),
  raisedLevel: Type.Number({ description: 'The same when the alert was raised.' }),
  raisedAt: instant,
  clearedAt: nullable(instant),
})
