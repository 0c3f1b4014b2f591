import { Type, type Static } from 'typebox'
import { deliveryMethods } from '../../lib/delivery.ts'
import { code, date, nullable, object } from '../../platform/http/schemas.ts'
import { conditions } from '../domain/condition.ts'
import { comingTermKinds } from '../domain/coming-terms.ts'
import { termKinds } from '../domain/selling.ts'

const units = Type.Number()

/** A rule of availability, and what it is called. */
export const namedRule = object({ id: Type.String(), name: Type.String() })

const term = object({
  term: Type.Enum([...termKinds]),
  quantity: Type.Number({ description: 'Added to the others; below 0 it takes away.' }),
  condition: Type.Optional(Type.Enum([...conditions])),
  source: Type.Optional(Type.String({ description: 'Of the feed that is overdue.' })),
  rule: Type.Optional(namedRule),
})

/** A term of what may be sold before it is there. */
const comingTerm = object({
  term: Type.Enum([...comingTermKinds]),
  quantity: Type.Number({ description: 'Added to the others; below 0 it takes away.' }),
  location: Type.Optional(code),
  receipt: Type.Optional(Type.Integer({ description: 'Number of the receipt at its location.' })),
  dueOn: Type.Optional(date),
  confidence: Type.Optional(Type.Integer({ description: 'How sure it is to come, in percent.' })),
  rule: Type.Optional(namedRule),
  minConfidence: Type.Optional(Type.Integer({ description: 'What the rule asks of receipts.' })),
  withinDays: Type.Optional(Type.Integer({ description: 'The rule is about those due so soon.' })),
  limit: Type.Optional(Type.Number({ description: 'Units that the rule lets be promised.' })),
  promised: Type.Optional(Type.Number({ description: 'Units of that which are promised.' })),
  days: Type.Optional(Type.Integer({ description: 'In so many days a backorder comes.' })),
})

const comingTerms = Type.Optional(
  Type.Array(comingTerm, { description: 'They add up to `available`; only with `explain`.' }),
)

const terms = Type.Array(term, { description: 'They add up to `available`; only with `explain`.' })

const here = object({
  location: code,
  available: units,
  terms: Type.Optional(terms),
})

const component = object({
  sku: code,
  quantity: Type.Number({ description: 'In one bundle.' }),
  available: nullable(units),
  makes: nullable(Type.Integer({ description: 'Bundles that it would be enough for.' })),
})

const offered = {
  sku: code,
  stocked: Type.Boolean({ description: 'False: no stock is kept, there is always enough.' }),
  available: nullable(units),
  limitedBy: nullable(code),
  locations: Type.Optional(
    Type.Array(here, { description: 'Place by place; only where that is asked for.' }),
  ),
  preOrder: Type.Optional(
    object(
      { available: units, on: nullable(date), terms: comingTerms },
      'Where a rule lets goods be sold that are on their way: how many, and from which day.',
    ),
  ),
  backorder: Type.Optional(
    object(
      { available: units, days: Type.Integer(), terms: comingTerms },
      'Where a rule lets more be sold than there is: how many, and in how many days they come.',
    ),
  ),
}

/** What a channel can sell of one SKU. */
export const availabilityAnswer = object({
  channel: code,
  ...offered,
  heldBack: Type.Array(object({ location: code, quantity: units, source: code }), {
    description: 'Not for sale, since the feed of the location is overdue.',
  }),
  terms: Type.Optional(terms),
  components: Type.Optional(
    Type.Array(component, { description: 'Of a bundle; only with `explain`.' }),
  ),
})

/** What a channel can sell of several SKUs. */
export const availabilitiesAnswer = object({
  channel: code,
  items: Type.Array(object(offered)),
  unknown: Type.Array(Type.String(), { description: 'There are no such SKUs.' }),
})

const asked = {
  channel: code,
  method: Type.Optional(
    Type.Enum([...deliveryMethods], {
      description: 'What can go this way only; else what can go in some way.',
    }),
  ),
  location: Type.Optional(code),
  by: Type.Optional(Type.Literal('location')),
}

export const availabilityQuery = object({
  ...asked,
  sku: code,
  explain: Type.Optional(Type.Boolean({ description: 'Opens every number into its terms.' })),
})

export type AvailabilityQuery = Static<typeof availabilityQuery>
export type AvailabilityAnswer = Static<typeof availabilityAnswer>
export const askedOfMany = asked
