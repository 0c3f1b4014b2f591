import { Type, type Static } from 'typebox'
import {
  currency,
  instant,
  nullable,
  object,
  pageOf,
  uuid,
  versionNo,
} from '../../platform/http/schemas.ts'
import { usualUnfilledPercent } from '../domain/objective.ts'
import { draftStandings } from '../domain/rules/standing.ts'
import { againstWith, count, loadHere, money, outcomeSums, paired, units } from './compared.ts'
import { planChanges, planChangesAnswer } from './plan-changes.ts'
import { lookAheadAnswer, lookAheadBody } from './plans.ts'
import { gate } from './price-gate.ts'
import { ran } from './rule-tests.ts'

const POLICIES_MAX = 5

export const simulationStates = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const

const prices = Type.Optional(
  Type.Boolean({
    description:
      'With prices of scarce stock, learnt from the weeks before, found anew each night.',
  }),
)

/** By which rules is decided; plans are those in force where nothing else is said. */
const lookAhead = Type.Optional({
  ...lookAheadBody,
  description: 'What prices are found by; left out, as the plans in force say, else as usual.',
})
const asIfNow = Type.Optional(
  Type.Boolean({
    description:
      'Rules with dates decide in all of the period, as if their time were now; but those whose ' +
      'time is over do not. Left out: by the dates of what was ordered.',
  }),
)
const besides = { prices, lookAhead, plans: planChanges, asIfNow }
const policyBody = Type.Union([
  object({ of: Type.Literal('live'), ...besides }, 'The rules in force.'),
  object({ of: Type.Literal('draft'), ...besides }, 'The draft.'),
  object({ of: Type.Literal('version'), version: versionNo, ...besides }, 'A published version.'),
])
export type PolicyBody = Static<typeof policyBody>

const percent = (description: string, usual: number) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, default: usual, description }))

export const WORTH = { unfilledPercent: usualUnfilledPercent, lostSalePercent: 40 }

export const simulationBody = object({
  from: { ...instant, description: 'The period begins; RFC 3339.' },
  until: { ...instant, description: 'And ends, at most 92 days later; not after now.' },
  policies: Type.Array(policyBody, {
    minItems: 1,
    maxItems: POLICIES_MAX,
    uniqueItems: true,
    description: 'The others are compared with the first.',
  }),
  ruleCosts: Type.Optional(
    Type.Boolean({ description: 'Also what each rule of the first policy costs.' }),
  ),
  hindsight: Type.Optional(
    Type.Boolean({
      description: 'Also a proven bound: what the period had cost at least, whoever decides.',
    }),
  ),
  unfilledPercent: percent(
    'What is not served costs so many percent of what it was sold for; of a SKU with a ' +
      'marginPercent that many.',
    WORTH.unfilledPercent,
  ),
  lostSalePercent: percent(
    'What a till wanted and had not costs so many percent of its usual price; of a SKU with a ' +
      'marginPercent that many.',
    WORTH.lostSalePercent,
  ),
  currency: Type.Optional({
    ...currency,
    description:
      'Only orders in it are counted, others take stock and room; left out: that of most orders.',
  }),
  seed: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 2 ** 31 - 1,
      default: 1,
      description: 'Of the luck by which places decline. The same seed gives the same numbers.',
    }),
  ),
})
export type SimulationBody = Static<typeof simulationBody>

const policy = object({
  of: Type.Enum(['live', 'draft', 'version']),
  version: nullable(
    Type.Integer({ description: 'Of the rules; 0 where none are published, null for a draft.' }),
  ),
  prices: Type.Boolean(),
  lookAhead: nullable(lookAheadAnswer),
  plans: planChangesAnswer,
  asIfNow: Type.Boolean(),
})

const load = object({
  ...loadHere,
  busiestDay: Type.Integer({ description: 'Parcels of the day that had most.' }),
  against: nullable({
    ...paired,
    description:
      'Its parcels beside those by the first policy; null for that, and where it was played ' +
      'before locations were compared.',
  }),
})
const playedPaired = nullable({
  ...paired,
  description: 'Null where it was played before this was compared.',
})
const against = againstWith({
  declined: playedPaired,
  moved: playedPaired,
  stockOuts: playedPaired,
})

const outcome = object({
  policy: Type.Integer({ description: 'Its place in `policies`, from 0.' }),
  ...outcomeSums,
  against,
  declined: Type.Integer({ description: 'Parcels that a place declined.' }),
  moved: Type.Integer({
    description: 'Times that a delivery went from elsewhere before it was released, to save.',
  }),
  tillUnits: units,
  lostUnits: { ...units, description: 'Whole units that tills wanted and had not.' },
  stockOuts: Type.Integer({ description: 'Times that a SKU ran out at a place.' }),
  outOfTime: Type.Array(object({ id: uuid, name: Type.String() }), {
    description: 'Its rules whose dates have no moment in the period: they decided on nothing.',
  }),
  load: Type.Array(load, {
    description:
      'By location, the busiest first; also where only the first policy gives something to do.',
  }),
  aboveBound: nullable(
    Type.Number({
      description:
        'Share by which it costs more than the bound of hindsight: it is left to be gained at ' +
        'most. Null until the bound is known.',
    }),
  ),
})

const ruleCost = object({
  rule: object({ id: uuid, name: Type.String() }),
  perWeek: money,
  low: nullable(money),
  high: nullable(money),
  changed: Type.Integer({ description: 'Orders that go elsewhere without it.' }),
})

export const simulationResult = object({
  days: Type.Number({ description: 'That were played so far.' }),
  orders: count,
  policies: Type.Array(outcome, { description: 'In the order in which they were named.' }),
  ruleCosts: Type.Array(ruleCost, {
    description:
      'What each rule of the first policy costs a week: what is saved without it, below 0 where ' +
      'it saves. Empty unless it was asked for.',
  }),
  hindsight: nullable(
    object({
      bound: {
        ...money,
        description: 'No way to decide costs less, even one that knows all that will be ordered.',
      },
      rounds: Type.Integer({ description: 'Of its search: more come closer.' }),
    }),
  ),
  gate: nullable(gate),
})

export const simulationAnswer = object({
  id: uuid,
  state: Type.Enum([...simulationStates]),
  why: nullable(
    Type.String({
      description: 'Of `failed`, a fault of the server: under what its log has the error.',
    }),
  ),
  from: instant,
  until: instant,
  currency: nullable({
    ...currency,
    description:
      'Of the orders that are counted; null until they are read, where none was asked for.',
  }),
  policies: Type.Array(policy),
  ruleCosts: Type.Boolean(),
  hindsight: Type.Boolean(),
  unfilledPercent: count,
  lostSalePercent: count,
  seed: count,
  progress: object(
    {
      phase: nullable(
        Type.Enum(['reading', 'learning', 'playing'], {
          description:
            'What is done now; `learning`: prices of scarce stock, from the weeks before. Null ' +
            'where it does not run.',
        }),
      ),
      share: Type.Number({ description: 'From 0 to 1.' }),
      orders: count,
      ofOrders: count,
      playedTo: nullable(instant),
    },
    'While it runs `result` is of what was played so far.',
  ),
  result: nullable(simulationResult),
  createdAt: instant,
  createdBy: Type.String(),
  endedAt: nullable(instant),
  can: Type.Array(Type.Enum(['cancel'])),
})

export const simulationsAnswer = pageOf(
  object({
    id: uuid,
    state: Type.Enum([...simulationStates]),
    from: instant,
    until: instant,
    policies: Type.Array(policy),
    createdAt: instant,
    createdBy: Type.String(),
  }),
)

export const testRunsAnswer = object({
  at: instant,
  runs: Type.Array(
    object({
      policies: Type.Array(Type.Integer(), {
        description: 'Which have these rules, by their places in `policies`, from 0.',
      }),
      ...ran,
    }),
    { description: 'One for all policies that have the same rules.' },
  ),
  draft: nullable(
    object(
      {
        standing: Type.Enum([...draftStandings], {
          description:
            '`same`: publishing the draft, in this version of it, puts in force what was played. ' +
            '`published`: that is what was published last. `changed`: it is neither.',
        }),
        version: Type.Integer({ description: 'Of the draft, as it is.' }),
      },
      'What became of the draft that was played; null where none was.',
    ),
  ),
})

export const startedAnswer = object({ id: uuid, state: Type.Enum([...simulationStates]) })

export type SimulationResult = Static<typeof simulationResult>
