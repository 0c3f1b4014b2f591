import { Type } from 'typebox'
import {
  code,
  country,
  date,
  instant,
  nullable,
  object,
  pageQuery,
  partial,
  text,
} from '../platform/http/schemas.ts'
import { locationKinds, locationStates } from './store/locations.ts'

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
const hours = object(
  {
    weekly: Type.Array(
      object({
        day: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
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
const place = {
  name: text(),
  region: Type.Optional(text(60)),
  city: Type.Optional(text(100)),
  postalCode: Type.Optional(text(20)),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  ships: Type.Optional(Type.Boolean()),
  pickup: Type.Optional(Type.Boolean()),
  handlingCost: Type.Optional(cost),
  parcelCost: Type.Optional(cost),
  acceptMinutes: Type.Optional(minutes),
  shipMinutes: Type.Optional(minutes),
  hours: Type.Optional(nullable(hours)),
}
export const newLocation = object({
  code,
  kind: Type.Enum([...locationKinds]),
  legalEntity: code,
  country,
  timeZone: text(60),
  ...place,
})
const text0 = nullable(Type.String())
export const locationAnswer = object({
  id: Type.Integer(),
  code,
  name: Type.String(),
  kind: Type.Enum([...locationKinds]),
  country,
  region: text0,
  city: text0,
  postalCode: text0,
  lat: nullable(Type.Number()),
  lon: nullable(Type.Number()),
  timeZone: Type.String(),
  ships: Type.Boolean(),
  pickup: Type.Boolean(),
  handlingCost: Type.String(),
  parcelCost: Type.String(),
  acceptMinutes: Type.Integer(),
  shipMinutes: Type.Integer(),
  hours: nullable(hours),
  openNow: nullable(Type.Boolean({ description: 'By its hours; null where they are not known' })),
  paused: Type.Boolean(),
  pausedAt: nullable(instant),
  pauseReason: text0,
  incomplete: Type.Array(Type.String()),
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})
export const locationChange = Type.Union([
  object({ action: Type.Literal('set'), fields: partial(place) }),
  object({ action: Type.Literal('pause'), reason: text() }),
  object({ action: Type.Literal('resume') }),
  object({ action: Type.Literal('archive') }),
])

export const locationQuery = object({
  ...pageQuery,
  q: Type.Optional(text(100, 'Words that begin a word of the code, name or city')),
  kind: Type.Optional(Type.Enum([...locationKinds])),
  state: Type.Optional(Type.Enum([...locationStates])),
})
