import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { nullable, object, tuple, uuid } from '../platform/http/schemas.ts'
import type { Told } from '../platform/stream/topics.ts'
import { orderVersion as version, tellOrder } from '../orders/index.ts'

const line = Type.Integer({ title: 'line' })
const units = Type.Integer({ title: 'units' })

/** All events of fulfilment stand on the timeline of the order. */
const work = { version, fulfilmentOrderId: uuid, locationId: Type.Integer() }
const lines = Type.Array(tuple(line, units))

/** Each step is a version of the order too; its work belongs to the location and to the order. */
function tellWork(
  event: { subject: string; data: { version: number } },
  works: readonly { fulfilmentOrderId?: string; locationId?: number }[],
): Told[] {
  const order = tellOrder(event)
  const told = works.map(({ fulfilmentOrderId, locationId }): Told => {
    const locations = locationId === undefined ? [] : [locationId]
    const within = { order: event.subject, locations }
    return { ...order, topic: 'fulfilment', work: fulfilmentOrderId ?? null, within }
  })
  return [order, ...told]
}

type OfWork = { subject: string; data: { version: number; fulfilmentOrderId?: string } }

const tells = (event: OfWork): Told[] => tellWork(event, [event.data])

export const workReleased = defineEvent('fulfilment.released', 1, {
  says: 'Work was given to locations: one fulfilment order per delivery group and location.',
  subject: 'order',
  tells: (event) => tellWork(event, event.data.works),
  data: object({
    version,
    works: Type.Array(object({ fulfilmentOrderId: uuid, locationId: Type.Integer(), lines })),
  }),
})

export const workLate = defineEvent('fulfilment.delayed', 1, {
  says: 'An order is late from here on: work that should have left its location by now has not.',
  subject: 'order',
  tells: (event) => tellWork(event, event.data.works),
  data: object({
    version,
    works: Type.Array(object({ fulfilmentOrderId: uuid, locationId: Type.Integer() })),
  }),
})

export const workAccepted = defineEvent('fulfilment.accepted', 1, {
  says: 'A location took the work on.',
  subject: 'order',
  tells,
  data: object(work),
})

export const workDeclined = defineEvent('fulfilment.declined', 1, {
  says: 'A location declined units, with its reason.',
  subject: 'order',
  tells,
  data: object({ ...work, reason: Type.String(), lines }),
})

export const unitsPicked = defineEvent('fulfilment.picked', 1, {
  says: 'Units are in hand at the location.',
  subject: 'order',
  tells,
  data: object({ ...work, lines }),
})

export const unitsMissing = defineEvent('fulfilment.short_picked', 1, {
  says:
    'Fewer units were found than asked; the missing ones are booked out there. `along`: what ' +
    'would have been left alone (gift wrap) and goes with them.',
  subject: 'order',
  tells,
  data: object({ ...work, lines, along: Type.Optional(lines) }),
})

export const unitsPacked = defineEvent('fulfilment.packed', 1, {
  says: 'Units are in a parcel, or ready for collection.',
  subject: 'order',
  tells,
  data: object({ ...work, lines }),
})

export const unitsShipped = defineEvent('fulfilment.shipped', 1, {
  says: 'A parcel has left with a carrier, or was handed to the customer.',
  subject: 'order',
  tells,
  data: object({
    ...work,
    parcelId: uuid,
    kind: Type.Enum(['shipment', 'handover']),
    trackingNumber: nullable(Type.String()),
    lines,
  }),
})

export const parcelDelivered = defineEvent('fulfilment.delivered', 1, {
  says: 'A parcel has arrived.',
  subject: 'order',
  tells,
  data: object({ ...work, parcelId: uuid }),
})

export const unitsWithdrawn = defineEvent('fulfilment.cancelled', 1, {
  says:
    'Units were taken away from a location and cancelled. `along`: what would have been left ' +
    'alone there (gift wrap) and goes with the rest from elsewhere.',
  subject: 'order',
  tells,
  data: object({ version, reason: Type.String(), lines, along: Type.Optional(lines) }),
})

export const cancellationLate = defineEvent('fulfilment.cancellation_declined', 1, {
  says: 'Units could not be cancelled any more: they were packed.',
  subject: 'order',
  tells,
  data: object({ version, lines }),
})

export const events = [
  workReleased,
  workLate,
  workAccepted,
  workDeclined,
  unitsPicked,
  unitsMissing,
  unitsPacked,
  unitsShipped,
  parcelDelivered,
  unitsWithdrawn,
  cancellationLate,
]
