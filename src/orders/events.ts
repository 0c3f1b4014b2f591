import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { nullable, object, tuple, uuid } from '../platform/http/schemas.ts'
import { priorities } from '../lib/priority.ts'
import { cancelCauses } from '../routing/index.ts'
import type { Told } from '../platform/stream/topics.ts'
import { orderVersion as version } from './schemas.ts'

/** Whoever watches orders hears of each of its versions, whatever brought it. */
export function tellOrder(event: { subject: string; data: { version: number } }): Told {
  const { subject: id, data } = event
  return { topic: 'orders', id, version: data.version, within: { order: id } }
}

const tells = (event: Parameters<typeof tellOrder>[0]): Told[] => [tellOrder(event)]

const line = Type.Integer({ title: 'line' })
const sku = Type.Integer({ title: 'SKU' })
const location = Type.Integer({ title: 'location' })
const ordered = Type.Integer({ title: 'ordered' })
const allocated = Type.Integer({ title: 'allocated' })
const units = Type.Integer({ title: 'units' })
const day = Type.String({ format: 'date', title: 'expected on' })

export const orderPlaced = defineEvent('order.placed', 1, {
  says: 'An order was captured, with what was allocated to it at once.',
  subject: 'order',
  tells,
  data: object({
    version,
    number: Type.String(),
    channelId: Type.Integer(),
    lines: Type.Array(tuple(line, sku, ordered, allocated)),
    expected: Type.Optional(
      Type.Array(tuple(line, sku, location, units, day), {
        description: 'Of what was allocated, what is not there yet.',
      }),
    ),
  }),
})

export const orderAllocated = defineEvent('order.allocated', 1, {
  says: 'Stock has come for an order that waited for it, or it was promised some that is to come.',
  subject: 'order',
  tells,
  data: object({
    version,
    parts: Type.Array(tuple(line, sku, location, units), { description: 'What is there.' }),
    expected: Type.Optional(
      Type.Array(tuple(line, sku, location, units, day), {
        description: 'What is not there yet, and when it is expected.',
      }),
    ),
  }),
})

export const orderExpectedChanged = defineEvent('order.expected_changed', 1, {
  says: 'Units of an order have come that were promised before, or come otherwise than promised.',
  subject: 'order',
  tells,
  data: object({
    version,
    cause: Type.Enum(['arrived', 'moved', 'late', 'short'], {
      description:
        '`arrived`: they are there. `moved`: they rest on other goods than before. `late`: they ' +
        'will come later than the customer was told. `short`: nothing is there for them any more.',
    }),
    parts: Type.Array(tuple(line, sku, location, units, nullable(day)), {
      description: 'The day on which they are expected now; null where they are there, or short.',
    }),
  }),
})

export const orderRerouted = defineEvent('order.rerouted', 1, {
  says: 'Units go to another location; what was released was taken back. See `cause`.',
  subject: 'order',
  tells,
  data: object({
    version,
    group: Type.Integer(),
    locationId: Type.Integer(),
    decisionId: uuid,
    reason: nullable(Type.String()),
    cause: Type.Optional(
      Type.Enum(['by_hand', 'uncovered', 'place_closed', 'not_accepted'], {
        description:
          '`by_hand` (also where it is left out): a person gave a whole delivery group to ' +
          'another location. `uncovered`: less was there than had been promised. ' +
          '`place_closed`: the location was paused or archived, or does not ship any more. ' +
          '`not_accepted`: the location had not accepted them in time.',
      }),
    ),
    fulfilmentOrderIds: Type.Array(uuid, { description: 'What lost units by it.' }),
    parts: Type.Array(tuple(line, sku, Type.Integer({ title: 'location before' }), units)),
  }),
})

const where = tuple(line, sku, Type.Integer({ title: 'location' }), units)

export const orderImproved = defineEvent('order.improved', 1, {
  says: 'Units of a delivery that was not released yet go from elsewhere, since that costs less.',
  subject: 'order',
  tells,
  data: object({
    version,
    group: Type.Integer(),
    decisionId: uuid,
    saved: Type.Integer({
      description:
        'By this delivery, in 1e-4 of the major currency unit; below 0 where it made room for ' +
        'others that save more.',
    }),
    together: Type.Integer({ description: 'Saved by all that moved at once.' }),
    from: Type.Array(where),
    to: Type.Array(where),
  }),
})

export const orderCancelled = defineEvent('order.cancelled', 1, {
  says: 'Units of an order were cancelled.',
  subject: 'order',
  tells,
  data: object({
    version,
    reason: Type.String(),
    cause: Type.Optional(
      Type.Enum(['no_place'], {
        description: '`no_place`: by a rule of routing, since no place could serve them.',
      }),
    ),
    causes: Type.Optional(
      Type.Array(tuple(line, Type.Enum([...cancelCauses], { title: 'cause' }), units), {
        description:
          'Of `no_place` why, by line: `no_stock`, nobody had them; else somebody had, and ' +
          '`no_service` goes or collects there or takes them, they were `too_dear` to send, or ' +
          'it was `not_allowed` by rules or marks of places.',
      }),
    ),
    lines: Type.Array(tuple(line, sku, units)),
  }),
})

export const orderCancellationRequested = defineEvent('order.cancellation_requested', 1, {
  says: 'Units that locations were given are asked back, to be cancelled unless they are packed.',
  subject: 'order',
  tells,
  data: object({ version, reason: Type.String(), lines: Type.Array(tuple(line, units)) }),
})

export const orderHoldPlaced = defineEvent('order.hold_placed', 1, {
  says: 'An order was held: nothing of it is released until the hold is gone.',
  subject: 'order',
  tells,
  data: object({ version, holdId: uuid, cause: Type.String() }),
})

export const orderHoldReleased = defineEvent('order.hold_released', 1, {
  says: 'A hold of an order was released.',
  subject: 'order',
  tells,
  data: object({ version, holdId: uuid }),
})

const priority = Type.Enum([...priorities])

export const orderMarked = defineEvent('order.marked', 1, {
  says: 'An order was given another priority, or tags more or less.',
  subject: 'order',
  tells,
  data: object({
    version,
    priority: Type.Optional(object({ from: priority, to: priority })),
    tags: Type.Optional(
      object({ added: Type.Array(Type.String()), removed: Type.Array(Type.String()) }),
    ),
  }),
})

export const events = [
  orderPlaced,
  orderAllocated,
  orderExpectedChanged,
  orderRerouted,
  orderImproved,
  orderCancelled,
  orderCancellationRequested,
  orderHoldPlaced,
  orderHoldReleased,
  orderMarked,
]
