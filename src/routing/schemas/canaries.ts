import { Type, type Static } from 'typebox'
import {
  code,
  currency,
  instant,
  nullable,
  object,
  pageOf,
  partial,
  text,
  uuid,
} from '../../platform/http/schemas.ts'
import { guardNames, guardStates, usualGuards } from '../domain/canary/guards.ts'
import { canaryMeasures } from '../domain/canary/sums.ts'
import { canaryCauses } from '../store/canaries.ts'
import { publicationBody } from './rule-versions.ts'

const { version, note, despiteTests, despiteReason } = publicationBody.properties

const most = (says: string, usual: number | null) =>
  nullable(
    Type.Number({
      minimum: 0,
      maximum: 1000,
      description: `${says} Usual: ${usual}; null: it does not count.`,
    }),
  )

const guards = {
  costPercent: most('What an order costs, in percent.', usualGuards.costPercent),
  parcelsPercent: most('Parcels of an order, in percent.', usualGuards.parcelsPercent),
  unfilledPoints: most(
    'Share of what was ordered that no place was found for, in percentage points.',
    usualGuards.unfilledPoints,
  ),
  refusedPoints: most(
    'Share of orders that were refused, since they could not be served, in percentage points.',
    usualGuards.refusedPoints,
  ),
  latePoints: most(
    'Share of parcels that are expected to be late, in percentage points.',
    usualGuards.latePoints,
  ),
  declinedPoints: most(
    'Share of orders that a location has declined, in percentage points.',
    usualGuards.declinedPoints,
  ),
  timeMs: most('How long deciding on an order takes, in milliseconds.', usualGuards.timeMs),
}

export const canaryBody = object({
  version,
  note,
  despiteTests,
  despiteReason,
  sharePermille: Type.Integer({
    minimum: 1,
    maximum: 999,
    description: 'Of 1000 orders so many are decided by the draft.',
  }),
  channels: Type.Optional(
    Type.Array(code, {
      minItems: 1,
      maxItems: 200,
      uniqueItems: true,
      description: 'Only orders of these, which sell in one currency. Left out: of all.',
    }),
  ),
  guards: Type.Optional({
    ...partial(guards),
    description: 'By how much it may be worse at most than the version in force.',
  }),
  minimumOrders: Type.Optional(
    Type.Integer({
      minimum: 30,
      maximum: 1e6,
      default: 200,
      description: 'Of each side; no guard is judged by fewer.',
    }),
  ),
  until: Type.Optional({
    ...instant,
    description: 'Then it returns where nobody has promoted it; 14 days from now where left out.',
  }),
})
export type CanaryBody = Static<typeof canaryBody>

export const canaryEndBody = object({
  note: Type.Optional(text(500, 'Why: it stands beside the canary for ever.')),
})

const side = object({
  n: Type.Integer({ minimum: 0, description: 'Of so many.' }),
  mean: nullable(Type.Number()),
})
const bound = nullable(Type.Number())
const guardName = Type.Enum([...guardNames])

const figure = object(
  {
    guard: guardName,
    measure: Type.Enum([...canaryMeasures]),
    most: nullable(Type.Number({ description: 'In the unit that the name of the guard says.' })),
    state: Type.Enum([...guardStates], {
      description:
        '`waiting`: too few orders yet. `open`: it may be kept or broken. `kept`: it surely is. ' +
        '`broken`: it surely is not. `off`: it does not count.',
    }),
    canary: side,
    control: side,
    difference: { ...bound, description: 'Canary less control.' },
    low: { ...bound, description: 'The true difference lies between, however often one looks.' },
    high: bound,
  },
  'Costs in 1e-4 of the major unit, shares from 0 to 1, times in milliseconds.',
)

export const canaryAnswer = object({
  id: uuid,
  version: Type.Integer(),
  control: Type.Integer({ description: '0: none was ever published.' }),
  state: Type.Enum(['running', 'promoted', 'returned']),
  sharePermille: Type.Integer(),
  channels: Type.Array(code),
  currency,
  minimumOrders: Type.Integer(),
  startsAt: instant,
  until: instant,
  note: Type.String({ description: 'Why it was published.' }),
  startedBy: Type.String(),
  endedAt: nullable(instant),
  endedBy: nullable(Type.String()),
  endNote: nullable(Type.String()),
  cause: nullable(Type.Enum([...canaryCauses])),
  why: nullable(
    object({
      guard: nullable(guardName),
      most: bound,
      canary: nullable(side),
      control: nullable(side),
      low: bound,
      high: bound,
      error: nullable(Type.String()),
    }),
  ),
  figures: Type.Array(figure),
  can: Type.Array(Type.String()),
})
export const canariesAnswer = pageOf(canaryAnswer)
