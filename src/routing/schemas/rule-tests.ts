import { Type, type Static } from 'typebox'
import {
  code,
  currency,
  instant,
  nullable,
  object,
  partial,
  text,
  uuid,
} from '../../platform/http/schemas.ts'
import { expectedParts } from '../domain/rules/expected.ts'
import { invented } from './invented.ts'

export const TESTS_MAX = 500
const STOCK_MAX = 10_000

const places = (description: string, minItems = 1) =>
  Type.Array(code, { minItems, maxItems: 1000, uniqueItems: true, description })

const expected = partial({
  rule: nullable({
    ...uuid,
    description: 'The rule that decides. Null: none fits, so the plan of the channel does.',
  }),
  exactly: places('From these places, from all of them; none: it goes from nowhere.', 0),
  among: places('From no other places.'),
  never: places('From none of these places.'),
  maxParcels: Type.Integer({ minimum: 1, maximum: 1000 }),
  maxCost: Type.Integer({
    minimum: 0,
    maximum: 1e12,
    description: 'In 1e-4 of the major currency unit.',
  }),
  unfilled: Type.Boolean({ description: 'Whether something stays unfilled.' }),
})

const at = nullable(
  object(
    {
      weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
      time: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM' }),
    },
    'When it is decided, by the clock of the channel: at the next such moment. Null: when the ' +
      'rules that are tested begin to decide, or now.',
  ),
)

const stock = Type.Array(
  object({
    sku: code,
    location: code,
    quantity: Type.Number({ minimum: 0, maximum: 1e12 }),
  }),
  {
    maxItems: STOCK_MAX,
    description: 'All that is offered anywhere. The stock of the day plays no part in it.',
  },
)

const said = { name: text(100), invented, at, stock, expected }
const fields = partial(said)
export const newTest = object({
  code,
  name: said.name,
  invented,
  at: Type.Optional(at),
  stock,
  expected,
})
const version = Type.Integer({ minimum: 1 })
export const testChange = object({ version, fields })
export const testRemoval = object({ version })
export type NewTestBody = Static<typeof newTest>

export const testAnswer = object({
  code,
  ...said,
  version,
  changedAt: instant,
  changedBy: Type.String(),
})
export const testsAnswer = object({ items: Type.Array(testAnswer) })
export const removedTest = object({ code })
/** A test that is not kept yet. */
export const proposed = { invented, at, stock, expected }

export const runBody = object({
  at: Type.Optional({ ...instant, description: 'As it will be then; now where left out.' }),
  tests: Type.Optional(
    Type.Array(code, {
      minItems: 1,
      maxItems: TESTS_MAX,
      uniqueItems: true,
      description: 'Only these; left out: all.',
    }),
  ),
  against: Type.Optional(
    Type.Enum(['live', 'draft'], {
      description: 'Left out: against both, where there is a draft.',
    }),
  ),
})

const result = object({
  code,
  name: Type.String(),
  outcome: Type.Enum(['passed', 'failed']),
  misses: Type.Array(
    object({
      part: Type.Enum([...expectedParts]),
      says: Type.String({ description: 'What was expected, and what was decided.' }),
    }),
  ),
  got: nullable(
    object({
      rule: nullable(object({ id: uuid, name: Type.String() })),
      places: Type.Array(code),
      parcels: Type.Integer(),
      cost: Type.Number({ description: '1e-4 of the major currency unit.' }),
      unfilled: Type.Boolean(),
      currency,
    }),
  ),
  problem: Type.Optional(
    object(
      { code: Type.String(), detail: Type.String(), field: Type.Optional(Type.String()) },
      'Why it cannot be run: what it names is gone, or a rule cannot be made ready to decide.',
    ),
  ),
})
/** What came of tests. */
export const ran = {
  passed: Type.Integer(),
  failed: Type.Integer(),
  items: Type.Array(result),
}
const results = nullable(object({ at: instant, ...ran }))
export const runAnswer = object({ live: results, draft: results })
