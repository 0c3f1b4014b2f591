import { Type, type Static, type TProperties, type TSchema } from 'typebox'
import { deliveryMethods } from '../../lib/delivery.ts'
import { locationKinds } from '../../network/index.ts'
import { problemAnswer } from '../../platform/http/problem.ts'
import {
  code,
  instant,
  nullable,
  object,
  partial,
  tag,
  text,
  uuid,
  versionNo,
} from '../../platform/http/schemas.ts'
import { ruleProblems } from '../domain/rules/problems.ts'
import { ruleKinds } from '../domain/rules/rule.ts'

export const ruleKind = Type.Enum([...ruleKinds])

const clock = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'HH:MM by the clock of the location; of the channel where no location is named.',
})
const clockEnd = Type.String({
  pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
  description: 'HH:MM; not later than `from`: on the day after.',
})

/** Of which stock a rule is: null is any, and all of the rest must fit. */
export const aboutStock = {
  sku: nullable(code),
  category: nullable(text(100)),
  skuTag: nullable(tag),
  location: nullable(code),
  group: nullable(code),
  locationTag: nullable(tag),
  locationKind: nullable(Type.Enum([...locationKinds])),
}
const about = {
  ...aboutStock,
  channel: nullable(code),
  method: nullable(Type.Enum([...deliveryMethods])),
}
/** When it counts. */
const when = {
  from: nullable(instant),
  until: nullable(instant),
  weekdays: nullable(
    Type.Array(Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
    }),
  ),
  hours: nullable(object({ from: clock, to: clockEnd })),
}

const units = Type.Number({ minimum: 0, maximum: 1e9, description: 'Whole units.' })
const some = Type.Number({ exclusiveMinimum: 0, maximum: 1e9, description: 'Whole units.' })
const most = { ...some, description: 'Whole units at most.' }
const least = { ...some, description: 'Whole units at least; of one order only.' }
const percent = Type.Number({
  minimum: 0,
  maximum: 100,
  description: 'Of what is on hand, rounded up; at most two decimals.',
})
const days = Type.Integer({ minimum: 1, maximum: 3650 })
const minutes = Type.Integer({ minimum: 1, maximum: 100_000 })
const per = <const Of extends readonly string[]>(...all: Of) => Type.Enum([...all])

/** What a rule says, by its kind. `said` is how what may be left out is declared. */
function termsWith<Said extends <T extends TSchema>(schema: T) => TSchema>(said: Said) {
  const of = <const Kind extends string, const P extends TProperties>(kind: Kind, terms: P) =>
    object({ kind: Type.Literal(kind), ...terms })
  return Type.Union([
    of('pool', { sells: Type.Boolean() }),
    of('eligibility', { eligible: Type.Boolean() }),
    of('safety_stock', { quantity: said(units), percent: said(percent) }),
    of('threshold', { quantity: units }),
    of('quota', { quantity: units }),
    of('ring_fence', { quantity: said(units), percent: said(percent) }),
    of('purchase_limit', {
      quantity: said(most),
      minQuantity: said(least),
      per: per('order', 'customer', 'address'),
      days: said(days),
    }),
    of('hold_limit', {
      minutes,
      extensions: Type.Integer({ minimum: 0, maximum: 100 }),
      open: said(Type.Integer({ minimum: 1, maximum: 10_000 })),
      per: per('customer', 'address'),
    }),
    of('pre_order', {
      quantity: said(some),
      withinDays: days,
      minConfidence: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent.' }),
    }),
    of('backorder', { quantity: some, days }),
  ])
}

const givenTerms = termsWith((schema) => Type.Optional(nullable(schema)))
export const optional = <P extends TProperties>(fields: P) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, Type.Optional(schema)]),
  ) as { [Name in keyof P]: ReturnType<typeof Type.Optional<P[Name]>> }

const newRule = object({
  name: text(100),
  ...optional(about),
  ...optional(when),
  terms: givenTerms,
})
const fields = partial({ name: text(100), ...about, ...when, terms: givenTerms })

const change = Type.Union([
  object({ action: Type.Literal('add'), rule: newRule }),
  object({ action: Type.Literal('change'), id: uuid, fields }),
  object({ action: Type.Literal('remove'), id: uuid }),
  object({ action: Type.Literal('undo'), id: uuid }),
])

export type RuleFieldsBody = Static<typeof fields>
export type ChangeBody = Static<typeof change>

const CHANGES_MAX = 2000
const draftVersion = Type.Integer({ minimum: 0, description: 'Of the draft, as it was read.' })

export const draftChangesBody = object({
  version: draftVersion,
  changes: Type.Array(change, { minItems: 1, maxItems: CHANGES_MAX }),
})
export const discardBody = object({ version: draftVersion })
export const publicationBody = object({
  version: draftVersion,
  note: text(500, 'Why: it stands beside the version for ever.'),
})
export const rollbackBody = object({
  version: draftVersion,
  restores: { ...versionNo, description: 'The version whose rules are to come back.' },
})

const ruleSaid = { name: Type.String(), ...about, ...when, terms: termsWith(nullable) }
export const ruleAnswer = object({ id: uuid, ...ruleSaid })

const draftAction = Type.Enum(['add', 'change', 'remove'], {
  description: 'What the draft does to the rule.',
})

export const listedRule = object({
  ...ruleAnswer.properties,
  drafted: nullable(draftAction),
})

export const draftHead = {
  version: Type.Integer(),
  basedOn: Type.Integer({ description: 'The version in force; 0: none was published.' }),
  restores: nullable(Type.Integer()),
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
  changedAt: nullable(instant),
  changedBy: nullable(Type.String()),
  can: Type.Array(Type.String()),
}

export const draftAnswer = object({
  ...draftHead,
  problems: Type.Array(
    object({
      kind: Type.Enum([...ruleProblems]),
      keepsFromPublishing: Type.Boolean(),
      rule: object({ id: uuid, name: Type.String() }),
      other: nullable(object({ id: uuid, name: Type.String() })),
    }),
    { description: 'With the first page only; at most 200, those first that must be mended.' },
  ),
  moreErrors: Type.Integer({ description: 'How many more were found that must be mended.' }),
  items: Type.Array(
    object({
      id: uuid,
      action: draftAction,
      before: nullable(ruleAnswer),
      after: nullable(ruleAnswer),
    }),
  ),
  next: nullable(Type.String()),
})

export const draftOutcomes = object({
  version: Type.Integer(),
  outcomes: Type.Array(
    object({
      index: Type.Integer(),
      id: Type.Optional(uuid),
      outcome: Type.Enum(['added', 'changed', 'removed', 'undone', 'refused']),
      problem: Type.Optional(problemAnswer),
    }),
  ),
})

export const versionAnswer = object({
  version: Type.Integer(),
  note: Type.String(),
  restores: nullable(Type.Integer()),
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
  publishedAt: instant,
  publishedBy: Type.String(),
})

export const ruleHistoryAnswer = object({
  id: uuid,
  live: Type.Boolean(),
  draft: nullable(object({ action: draftAction, rule: ruleAnswer })),
  items: Type.Array(
    object({
      fromVersion: Type.Integer(),
      untilVersion: nullable(Type.Integer()),
      publishedAt: instant,
      publishedBy: Type.String(),
      note: Type.String(),
      rule: ruleAnswer,
    }),
  ),
  can: Type.Array(Type.String()),
})

const named = nullable(object({ id: uuid, name: Type.String() }))
const effect = object({
  available: Type.Number({ description: 'What the channel can sell of the SKU.' }),
  threshold: Type.Number(),
  thresholdRule: named,
  quotaLeft: nullable(Type.Number({ description: 'No more than this is sold to the channel.' })),
  quotaRule: named,
  locations: Type.Array(
    object({
      location: code,
      available: Type.Number({ description: 'Free on hand, before any rule.' }),
      safety: Type.Number({ description: 'Of those, what stays as safety stock.' }),
      safetyRule: named,
      buffer: Type.Number({ description: 'Held back since the feed is overdue.' }),
      aside: Type.Number({ description: 'Set aside for other channels.' }),
      asideRule: named,
      barred: nullable(Type.Enum(['not_sold_now', 'not_eligible'])),
      barredRule: named,
      sellable: Type.Number(),
    }),
  ),
})
export const effectsAnswer = object({ sku: code, channel: code, live: effect, draft: effect })
export type Effect = Static<typeof effect>
