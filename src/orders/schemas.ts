import { Type, type Static } from 'typebox'
import { deliveryMethods } from '../lib/delivery.ts'
import {
  amount,
  code,
  country,
  currency,
  date,
  instant,
  money,
  nullable,
  object,
  quantity,
  text,
  uuid,
} from '../platform/http/schemas.ts'
import { customer } from '../routing/index.ts'
import { lineStates, orderStates } from './domain/counters.ts'
import { priority, tags } from './schemas/marks.ts'

const shipTo = object(
  {
    name: Type.Optional(text()),
    company: Type.Optional(text()),
    line1: Type.Optional(text()),
    line2: Type.Optional(text()),
    city: Type.Optional(text()),
    region: Type.Optional(text(60)),
    postalCode: Type.Optional(text(20)),
    country,
    phone: Type.Optional(text(40)),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  },
  'Where a delivery group goes.',
)

const discount = object(
  { reason: text(), amount: money },
  'What is taken off: 0 or more, without a minus.',
)
const tax = object({
  amount: money,
  rate: Type.Optional(Type.String({ pattern: '^\\d{1,3}(\\.\\d{1,6})?$' })),
})

const line = object({
  no: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  group: Type.Integer({ minimum: 1, maximum: 1000 }),
  sku: code,
  quantity,
  unitPrice: Type.String({
    pattern: '^\\d{1,12}(\\.\\d{1,6})?$',
    description: 'Exact decimal in major units, e.g. "19.99".',
  }),
  discounts: Type.Optional(Type.Array(discount, { maxItems: 50 })),
  tax: Type.Optional(tax),
  total: money,
})

const group = object({
  no: Type.Integer({ minimum: 1, maximum: 1000 }),
  method: Type.Enum([...deliveryMethods]),
  shipTo: Type.Optional(shipTo),
  pickupLocation: Type.Optional(code),
  wantedBy: Type.Optional({
    ...date,
    description: 'The day by which the customer wants it, or was told that it comes.',
  }),
  nominated: Type.Optional(
    object(
      {
        location: code,
        firm: Type.Boolean({ description: 'True: from nowhere else, whatever is short there.' }),
      },
      'The location that what is sent is to come from, whatever it costs.',
    ),
  ),
})

/** The order as a channel sends it (DESIGN.md 5.16). */
export const orderBody = object({
  channel: code,
  externalId: text(100, "The channel's own id of the order; unique within the channel."),
  placedAt: Type.Optional({
    ...instant,
    description: 'When the customer ordered; at most five minutes ahead, which counts as now.',
  }),
  hold: Type.Optional(
    Type.String({
      format: 'uuid',
      description: 'Of the cart or checkout: its units are for this order, which ends it.',
    }),
  ),
  currency,
  contact: object({
    name: Type.Optional(text()),
    email: Type.Optional(text()),
    phone: Type.Optional(text(40)),
  }),
  customer: Type.Optional(customer),
  priority: Type.Optional(priority),
  tags: Type.Optional(tags),
  groups: Type.Array(group, { minItems: 1, maxItems: 200 }),
  lines: Type.Array(line, { minItems: 1, maxItems: 2000 }),
  shipping: Type.Optional(object({ total: money, tax: Type.Optional(money) })),
  payments: Type.Optional(
    Type.Array(object({ method: text(40), reference: Type.Optional(text(100)), amount: money }), {
      maxItems: 50,
    }),
  ),
  total: money,
})

export type OrderBody = Static<typeof orderBody>

/** What an order has since an event: each of its versions has exactly one. */
export const orderVersion = Type.Integer()

export const orderState = Type.Enum([...orderStates])

/** What a client learns of one line when an order is placed. */
const placedLine = object({
  no: Type.Integer(),
  allocated: Type.Number(),
  short: Type.Number({ description: 'Units that wait for stock.' }),
  cancelled: Type.Optional(Type.Number({ description: 'Units that are cancelled.' })),
  expected: Type.Optional(
    Type.Number({ description: 'Units of those allocated that are not there yet.' }),
  ),
  expectedOn: Type.Optional(
    Type.String({ format: 'date', description: 'The day on which all of them are expected.' }),
  ),
  bundle: Type.Optional(
    Type.Integer({ description: 'Of a component: the line that its bundle was sent as.' }),
  ),
})

export const placedAnswer = object({
  id: uuid,
  number: Type.String(),
  version: Type.Integer(),
  outcome: Type.Enum(['placed', 'exists']),
  state: orderState,
  lines: Type.Array(placedLine),
})

export type PlacedAnswer = Static<typeof placedAnswer>

const numbers = {
  ordered: Type.Number(),
  cancelled: Type.Number(),
  allocated: Type.Number(),
  expected: Type.Number({ description: 'Of those allocated: promised, and not there yet.' }),
  released: Type.Number(),
  picked: Type.Number(),
  packed: Type.Number(),
  fulfilled: Type.Number(),
  returned: Type.Number(),
}

const orderHold = object({
  id: uuid,
  cause: Type.String(),
  note: nullable(Type.String()),
  owner: nullable(Type.String()),
  dueAt: nullable(instant),
  placedAt: instant,
  placedBy: Type.String(),
  releasedAt: nullable(instant),
  releasedBy: nullable(Type.String()),
})

const orderBundle = object({
  no: Type.Integer(),
  group: Type.Integer(),
  sku: Type.String(),
  name: Type.String(),
  ordered: Type.Integer(),
  cancelled: Type.Integer({ description: 'Bundles of which nothing is to be sent any more.' }),
  unitPrice: Type.String(),
  total: amount,
})

const dayOf = (description: string) => Type.String({ format: 'date', description })

/** Units of a line that are promised, and where. */
const orderAllocation = object({
  location: Type.String(),
  quantity: Type.Number(),
  expectedOn: Type.Optional(dayOf('Only of units that are not there yet.')),
  promisedOn: Type.Optional(dayOf('The day that the customer was told.')),
  receipt: Type.Optional(
    Type.Integer({ description: 'Number of the receipt that they are expected with.' }),
  ),
})

/** An order as it stands. */
export const orderAnswer = object({
  id: uuid,
  number: Type.String(),
  version: Type.Integer(),
  channel: Type.String(),
  externalId: Type.String(),
  state: orderState,
  currency,
  shipping: amount,
  tax: amount,
  total: amount,
  placedAt: instant,
  capturedAt: instant,
  contact: object({
    name: nullable(Type.String()),
    email: nullable(Type.String()),
    phone: nullable(Type.String()),
  }),
  customer: nullable(customer),
  priority,
  tags: Type.Array(Type.String()),
  groups: Type.Array(
    object({
      no: Type.Integer(),
      method: Type.Enum([...deliveryMethods]),
      pickupLocation: nullable(Type.String()),
      shipTo: nullable(shipTo),
      wantedBy: nullable(date),
      nominated: nullable(object({ location: Type.String(), firm: Type.Boolean() })),
    }),
  ),
  lines: Type.Array(
    object({
      no: Type.Integer(),
      group: Type.Integer(),
      sku: Type.String(),
      name: Type.String(),
      unit: Type.String(),
      state: Type.Enum([...lineStates]),
      ...numbers,
      unitPrice: Type.String(),
      total: amount,
      stocked: Type.Boolean({
        description:
          'False: it only goes along with the rest of its delivery group, as gift wrap does, and ' +
          'is cancelled with the last of it.',
      }),
      bundle: nullable(
        object(
          { line: Type.Integer(), ratio: Type.Number() },
          'Of a component: its bundle, and how many of it are in one.',
        ),
      ),
      allocations: Type.Array(orderAllocation),
    }),
  ),
  bundles: Type.Array(orderBundle, {
    description: 'Lines that named bundles, as they were sent; `lines` has what they are made of.',
  }),
  holds: Type.Array(orderHold),
  can: Type.Array(Type.String()),
})

/** An order in a list. */
export const orderSummary = object({
  id: uuid,
  number: Type.String(),
  version: Type.Integer(),
  channel: Type.String(),
  externalId: Type.String(),
  state: orderState,
  held: Type.Boolean(),
  attention: nullable(
    Type.Enum(['on_hold', 'waiting_for_stock', 'late'], {
      description: 'What a person should see to first; late: a location has not sent it in time.',
    }),
  ),
  customer: nullable(Type.String()),
  priority,
  tags: Type.Array(Type.String()),
  city: nullable(Type.String({ description: 'Of the first delivery group, as the country.' })),
  country: nullable(Type.String()),
  locations: Type.Array(Type.String(), {
    description: 'Where it is served from; when all has left, where it was given to.',
  }),
  methods: Type.Array(Type.String()),
  total: money,
  lines: Type.Integer(),
  placedAt: instant,
  can: Type.Array(Type.String()),
})

const count = {
  count: Type.Integer({ description: 'At most 10,000, of a search 1,000.' }),
  isCapped: Type.Boolean({ description: 'True: there are `count` or more.' }),
}

/** How many orders a list has. */
export const orderCounts = object({
  total: object(count),
  states: Type.Array(object({ state: Type.Enum([...orderStates, 'late']), ...count })),
})
