import { Type } from 'typebox'
import { customerKinds } from '../../lib/customer.ts'
import { deliveryMethods } from '../../lib/delivery.ts'
import { hazards } from '../../lib/hazard.ts'
import { code, country, date, named, object, tag, text } from '../../platform/http/schemas.ts'

const CHOICES_MAX = 1000

/** One or more of something, each once. */
export const some = <Item extends Parameters<typeof Type.Array>[0]>(item: Item) =>
  Type.Array(item, { minItems: 1, maxItems: CHOICES_MAX, uniqueItems: true })
const not = Type.Optional(Type.Boolean({ description: 'True: it must not be so.' }))
const lines = Type.Enum(['any', 'all'], { description: 'Of the lines of the delivery group.' })
const measure = Type.Number({ minimum: 0, maximum: 1e12 })
const range = { from: Type.Optional(measure), below: Type.Optional(measure) }
const clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM' })

const plain = [
  object({ of: Type.Literal('channel'), in: some(code), not }),
  object({ of: Type.Literal('method'), in: some(Type.Enum([...deliveryMethods])), not }),
  object({ of: Type.Literal('country'), in: some(country), not }),
  object({ of: Type.Literal('region'), in: some(text(60)), not }),
  object(
    { of: Type.Literal('postcode'), in: some({ ...text(20), pattern: '\\S' }), not },
    'Beginnings of postal codes of the destination.',
  ),
  object(
    { of: Type.Literal('customer'), in: some(Type.Enum([...customerKinds])), not },
    'The kind of customer, as the channel says it.',
  ),
  object(
    { of: Type.Literal('customer_tag'), in: some(tag), not },
    'Tags that the channel gives the customer.',
  ),
  object(
    { of: Type.Literal('order_tag'), in: some(tag), not },
    'Tags of the order, as they are when it is decided.',
  ),
  object({ of: Type.Literal('sku'), in: some(code), lines, not }),
  object({ of: Type.Literal('category'), in: some(text(100)), lines, not }),
  object({ of: Type.Literal('sku_tag'), in: some(tag), lines, not }),
  object(
    {
      of: Type.Literal('hazard'),
      in: Type.Array(Type.Enum([...hazards]), { uniqueItems: true }),
      lines,
      not,
    },
    'Classes of dangerous goods of its SKUs; none named is any class.',
  ),
  object(
    { of: Type.Literal('value'), ...range, not },
    'Total of the order in minor units of its currency.',
  ),
  object({ of: Type.Literal('units'), ...range, not }, 'Whole units of the delivery group.'),
  object({ of: Type.Literal('lines'), ...range, not }, 'Lines of the delivery group.'),
  object({ of: Type.Literal('weight'), ...range, not }, 'Grams of the delivery group.'),
  object({ of: Type.Literal('longest'), ...range, not }, 'Longest side of its goods in mm.'),
  object(
    { of: Type.Literal('wanted_in'), ...range, not },
    'Days until it is wanted (`wantedBy`), by the clock of the channel; 0 is today.',
  ),
  object(
    { of: Type.Literal('wanted_on'), from: Type.Optional(date), until: Type.Optional(date), not },
    'The day by which it is wanted (`wantedBy`), `until` with it.',
  ),
  object({
    of: Type.Literal('weekday'),
    in: some(Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' })),
    not,
  }),
  object(
    { of: Type.Literal('hours'), from: clock, until: clock, not },
    'By the clock of the channel; over midnight where it does not end later than it begins.',
  ),
]

const several = <Item extends Parameters<typeof Type.Array>[0]>(item: Item) =>
  Type.Array(item, { minItems: 1, maxItems: 20 })
const allOf = object(
  { of: Type.Literal('all_of'), conditions: several(Type.Union(plain)) },
  'All of these must be so, as one of several.',
)

/** What must be so for a rule to decide, one thing of each kind. */
export const condition = named(
  'RoutingCondition',
  Type.Union([
    ...plain,
    object(
      { of: Type.Literal('any_of'), conditions: several(Type.Union([...plain, allOf])) },
      'At least one of these must be so; each may be several that must all be so, and no more.',
    ),
  ]),
)
