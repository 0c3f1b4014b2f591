import { Type, type TSchema } from 'typebox'
import {
  code,
  country,
  date,
  instant,
  nullable,
  object,
  pageQuery,
  partial,
  tag,
  text,
} from '../platform/http/schemas.ts'
import { locationKinds } from './domain/abilities.ts'
import type { measures } from './domain/capacity.ts'
import { missings } from './domain/missing.ts'
import { locationStates } from './store/locations.ts'
import { partnerKinds } from './store/partners.ts'

const cost = Type.String({
  pattern: '^\\d{1,5}(\\.\\d{1,4})?$',
  description: 'Major currency units, e.g. "0.45".',
})
const minutes = Type.Integer({ minimum: 1, maximum: 527_040 })
const wallTime = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'HH:MM by the clock of the location',
})
const closing = Type.String({
  pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
  description: 'HH:MM by the clock of the location, 24:00 at the latest; closed from then on',
})
const dayOfWeek = Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' })
const hours = object(
  {
    weekly: Type.Array(
      object({
        day: dayOfWeek,
        open: wallTime,
        close: closing,
      }),
      { maxItems: 70 },
    ),
    exceptions: Type.Array(
      object({ on: date, open: Type.Optional(wallTime), close: Type.Optional(closing) }),
      { maxItems: 1000 },
    ),
  },
  'Each week, and days that differ: closed, or other hours. Null where they are not known.',
)
const most = nullable(Type.Integer({ minimum: 0, maximum: 1_000_000 }))
const limits = {
  orders: most,
  lines: most,
  units: most,
} satisfies Record<(typeof measures)[number], typeof most>
const perDay = 'The most that it takes in a day; null: no limit. Days of the week may differ.'
const capacity = object(
  {
    ...limits,
    weekdays: Type.Array(object({ day: dayOfWeek, ...limits }), { maxItems: 7 }),
  },
  perDay,
)
const newCapacity = object(
  {
    ...partial(limits).properties,
    weekdays: Type.Optional(
      Type.Array(object({ day: dayOfWeek, ...partial(limits).properties }), { maxItems: 7 }),
    ),
  },
  perDay,
)
const handlingMinutes = nullable(
  Type.Integer({
    minimum: 0,
    maximum: 527_040,
    description: 'From release to ready, in minutes of its opening hours; null: not known.',
  }),
)
const coordinate = (limit: number) => nullable(Type.Number({ minimum: -limit, maximum: limit }))
const abilities = {
  ships: Type.Boolean(),
  pickup: Type.Boolean({ description: 'Customers collect here.' }),
  receivesReturns: Type.Boolean(),
  sameDay: Type.Boolean({ description: 'What is ordered in time goes out the same day.' }),
  curbside: Type.Boolean({ description: 'Goods are brought to the car.' }),
  holdsParcels: Type.Boolean({ description: 'Parcels wait here; it has no stock of its own.' }),
}
const place = {
  name: text(),
  region: Type.Optional(nullable(text(60))),
  city: Type.Optional(nullable(text(100))),
  postalCode: Type.Optional(nullable(text(20))),
  lat: Type.Optional(coordinate(90)),
  lon: Type.Optional(coordinate(180)),
  ships: Type.Optional(abilities.ships),
  pickup: Type.Optional(abilities.pickup),
  receivesReturns: Type.Optional(abilities.receivesReturns),
  sameDay: Type.Optional(abilities.sameDay),
  curbside: Type.Optional(abilities.curbside),
  holdsParcels: Type.Optional(abilities.holdsParcels),
  handlingCost: Type.Optional(cost),
  parcelCost: Type.Optional(cost),
  acceptMinutes: Type.Optional(minutes),
  shipMinutes: Type.Optional(minutes),
  hours: Type.Optional(nullable(hours)),
  handlingMinutes: Type.Optional(handlingMinutes),
  capacity: Type.Optional(nullable(newCapacity)),
  holidayCalendar: Type.Optional(nullable(code)),
  partner: Type.Optional(nullable(code)),
  tags: Type.Optional(Type.Array(tag, { maxItems: 30 })),
  groups: Type.Optional(Type.Array(code, { maxItems: 100 })),
}
export const newLocation = object({
  code,
  kind: Type.Enum([...locationKinds]),
  legalEntity: code,
  country,
  timeZone: text(60),
  ...place,
  channels: Type.Optional(Type.Array(code, { maxItems: 1000 })),
})
const text0 = nullable(Type.String())
const holiday = object({ on: date, name: text() })
export const locationAnswer = object({
  id: Type.Integer(),
  code,
  name: Type.String(),
  kind: Type.Enum([...locationKinds]),
  legalEntity: code,
  partner: nullable(code),
  country,
  region: text0,
  city: text0,
  postalCode: text0,
  lat: nullable(Type.Number()),
  lon: nullable(Type.Number()),
  timeZone: Type.String(),
  ...abilities,
  handlingCost: Type.String(),
  parcelCost: Type.String(),
  acceptMinutes: Type.Integer(),
  shipMinutes: Type.Integer(),
  hours: nullable(hours),
  handlingMinutes,
  capacity: nullable(capacity),
  holidayCalendar: nullable(code),
  holidays: Type.Array(holiday, { description: 'Of its calendar, those of the next 60 days.' }),
  openNow: nullable(Type.Boolean({ description: 'By its hours; null where they are not known' })),
  tags: Type.Array(Type.String()),
  groups: Type.Array(code),
  channels: Type.Array(code, { description: 'Those that may sell its stock.' }),
  paused: Type.Boolean(),
  pausedAt: nullable(instant),
  pausedUntil: nullable(instant),
  pauseReason: text0,
  keepsWork: Type.Boolean({ description: 'While it is paused: it finishes the work it has.' }),
  incomplete: Type.Array(Type.Enum([...missings])),
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})
export const locationChange = Type.Union([
  object({ action: Type.Literal('set'), fields: partial({ ...place, legalEntity: code }) }),
  object({
    action: Type.Literal('pause'),
    reason: text(),
    until: Type.Optional(instant),
    keepsWork: Type.Optional(
      Type.Boolean({
        description:
          'True: it finishes the work it has. Else what nobody has picked goes elsewhere at once.',
      }),
    ),
  }),
  object({ action: Type.Literal('resume') }),
  object({
    action: Type.Literal('channels'),
    channels: Type.Array(code, { maxItems: 1000 }),
  }),
  object({ action: Type.Literal('archive') }),
])
export const kindAnswer = object({ kind: Type.Enum([...locationKinds]), ...abilities })

export const locationQuery = object({
  ...pageQuery,
  q: Type.Optional(text(100, 'Words that begin a word of the code, name or city')),
  kind: Type.Optional(Type.Enum([...locationKinds])),
  state: Type.Optional(Type.Enum([...locationStates])),
  group: Type.Optional(code),
  tag: Type.Optional(tag),
  partner: Type.Optional(code),
})

/** What groups, partners and calendars share. */
const kept = {
  id: Type.Integer(),
  code,
  name: Type.String(),
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
}
export const versioned = <const C extends TSchema>(change: C) =>
  object({ version: Type.Integer(), changes: Type.Array(change, { minItems: 1, maxItems: 20 }) })
const archive = object({ action: Type.Literal('archive') })
const rename = object({ action: Type.Literal('set'), fields: partial({ name: text() }) })

const codes = Type.Array(code, { maxItems: 10_000 })
export const newGroup = object({ code, name: text(), locations: Type.Optional(codes) })
export const groupChange = Type.Union([
  rename,
  object({ action: Type.Literal('add'), locations: codes }),
  object({ action: Type.Literal('remove'), locations: codes }),
  archive,
])
export const groupAnswer = object({ ...kept, locations: Type.Array(code) })
export const groupListed = object({ ...kept, locationCount: Type.Integer() })

const days = Type.Array(holiday, { maxItems: 5000 })
export const newCalendar = object({ code, name: text(), days: Type.Optional(days) })
export const calendarChange = Type.Union([
  rename,
  object({ action: Type.Literal('set_days'), days }),
  archive,
])
export const calendarAnswer = object({ ...kept, days: Type.Array(holiday) })
export const calendarListed = object({
  ...kept,
  dayCount: Type.Integer(),
  locationCount: Type.Integer(),
})

const email = Type.String({ pattern: '^[^\\s@]+@[^\\s@]+$', maxLength: 200 })
const partnerFields = {
  name: text(),
  kind: Type.Enum([...partnerKinds]),
  contactName: Type.Optional(nullable(text(100))),
  email: Type.Optional(nullable(email)),
  phone: Type.Optional(nullable(text(40))),
  leadDays: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 3650 }))),
  note: Type.Optional(nullable(text(2000))),
}
export const newPartner = object({ code, ...partnerFields })
export const partnerChange = Type.Union([
  object({ action: Type.Literal('set'), fields: partial(partnerFields) }),
  archive,
])
export const partnerAnswer = object({
  ...kept,
  kind: Type.Enum([...partnerKinds]),
  contactName: text0,
  email: text0,
  phone: text0,
  leadDays: nullable(Type.Integer()),
  note: text0,
})
/** The answer of a POST is kept with its idempotency key: it says nothing about people. */
export const partnerWritten = object({
  id: Type.Integer(),
  code,
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})
export const partnerQuery = object({
  ...pageQuery,
  q: Type.Optional(text(100, 'Words that begin a word of the code or name')),
  kind: Type.Optional(Type.Enum([...partnerKinds])),
})
