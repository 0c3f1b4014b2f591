import { capacityOf, isSound, textOf } from './capacity.ts'
import type { Location } from './hours.ts'

/** What is typed about a location; texts until they are sent. */
export type Draft = {
  name: string
  city: string
  region: string
  postalCode: string
  lat: string
  lon: string
  ships: boolean
  pickup: boolean
  receivesReturns: boolean
  sameDay: boolean
  curbside: boolean
  holdsParcels: boolean
  /** Code of the company that it belongs to. */
  legalEntity: string
  partner: string
  holidayCalendar: string
  /** As they are typed, and codes that are chosen: with commas between them. */
  tags: string
  groups: string
  channels: string
  handlingCost: string
  parcelCost: string
  acceptMinutes: string
  shipMinutes: string
  handlingMinutes: string
  /** As `capacity.ts` writes it. */
  capacity: string
}
export type DraftField = keyof Draft

/** What a location can do, in the order of the form. */
export const abilities = [
  'ships',
  'pickup',
  'curbside',
  'sameDay',
  'receivesReturns',
  'holdsParcels',
] as const satisfies readonly DraftField[]

/** The words of a list that is typed or chosen. */
export function listOf(text: string): string[] {
  const words = text.split(/[,\s]+/).filter((word) => word !== '')
  return [...new Set(words)].toSorted()
}

/** A fault that the form finds by itself; the server may find others. */
export type FaultCode =
  | 'needed'
  | 'tag'
  | 'pair'
  | 'latitude'
  | 'longitude'
  | 'cost'
  | 'minutes'
  | 'capacity'
  | 'code'
  | 'chosen'
export type Faults = Partial<Record<DraftField, FaultCode>>

export function draftOf(location: Location): Draft {
  const { lat, lon } = location
  return {
    name: location.name,
    city: location.city ?? '',
    region: location.region ?? '',
    postalCode: location.postalCode ?? '',
    lat: lat === null ? '' : String(lat),
    lon: lon === null ? '' : String(lon),
    ships: location.ships,
    pickup: location.pickup,
    receivesReturns: location.receivesReturns,
    sameDay: location.sameDay,
    curbside: location.curbside,
    holdsParcels: location.holdsParcels,
    legalEntity: location.legalEntity,
    partner: location.partner ?? '',
    holidayCalendar: location.holidayCalendar ?? '',
    tags: location.tags.join(', '),
    groups: location.groups.join(','),
    channels: location.channels.join(','),
    handlingCost: plainCost(location.handlingCost),
    parcelCost: plainCost(location.parcelCost),
    acceptMinutes: String(location.acceptMinutes),
    shipMinutes: String(location.shipMinutes),
    handlingMinutes: location.handlingMinutes === null ? '' : String(location.handlingMinutes),
    capacity: textOf(location.capacity),
  }
}

/** `0.8000` is 0.80: two digits at least, no zeros after them. */
export function plainCost(cost: string): string {
  const [whole = '0', part = ''] = cost.split('.')
  return `${whole}.${part.replace(/0+$/, '').padEnd(2, '0')}`
}

/** What differs between two drafts. */
export function changedFields(before: Draft, after: Draft): DraftField[] {
  return (Object.keys(before) as DraftField[]).filter((field) => before[field] !== after[field])
}

/**
 * The draft on top of what somebody else saved meanwhile: what was typed stays, what was not
 * touched is what it is now.
 */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const typed = changedFields(before, draft).map((field) => [field, draft[field]] as const)
  return { ...now, ...Object.fromEntries(typed) }
}

const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')))
const isWithin = (text: string, limit: number) => Math.abs(number(text)) <= limit
const COST = /^\d{1,5}([.,]\d{1,4})?$/
const TAG = /^[a-z0-9](?:-?[a-z0-9]){0,39}$/
const MINUTES_MOST = 527_040

/** What cannot be sent as it is, by field. */
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {}
  if (draft.name.trim() === '') faults.name = 'needed'
  if (!listOf(draft.tags).every((tag) => TAG.test(tag))) faults.tags = 'tag'
  const isEmpty = draft.lat.trim() === '' && draft.lon.trim() === ''
  if (!isEmpty) {
    if (!isWithin(draft.lat, 90)) faults.lat = draft.lat.trim() === '' ? 'pair' : 'latitude'
    if (!isWithin(draft.lon, 180)) faults.lon = draft.lon.trim() === '' ? 'pair' : 'longitude'
  }
  for (const field of ['handlingCost', 'parcelCost'] as const) {
    if (!COST.test(draft[field].trim())) faults[field] = 'cost'
  }
  for (const field of ['acceptMinutes', 'shipMinutes'] as const) {
    const minutes = number(draft[field])
    const isGood = Number.isInteger(minutes) && minutes >= 1 && minutes <= MINUTES_MOST
    if (!isGood) faults[field] = 'minutes'
  }
  const handling = draft.handlingMinutes === '' ? 0 : number(draft.handlingMinutes)
  const isTime = Number.isInteger(handling) && handling >= 0 && handling <= MINUTES_MOST
  if (!isTime) faults.handlingMinutes = 'minutes'
  if (!isSound(draft.capacity)) faults.capacity = 'capacity'
  return faults
}

/** What was changed, as the API takes it: both coordinates together; null empties a field. */
export function fieldsOf(draft: Draft, before: Draft) {
  const changed = new Set(changedFields(before, draft))
  if (changed.has('lat') || changed.has('lon')) changed.add('lat').add('lon')
  const given = Object.entries(valuesOf(draft)).filter(([field]) => {
    return changed.has(field as DraftField)
  })
  return Object.fromEntries(given) as Partial<ReturnType<typeof valuesOf>>
}

function valuesOf(draft: Draft) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  const numberOrNull = (text: string) => (text.trim() === '' ? null : number(text))
  return {
    name: draft.name.trim(),
    city: orNull(draft.city),
    region: orNull(draft.region),
    postalCode: orNull(draft.postalCode),
    lat: numberOrNull(draft.lat),
    lon: numberOrNull(draft.lon),
    ...abilitiesIn(draft),
    legalEntity: draft.legalEntity,
    partner: orNull(draft.partner),
    holidayCalendar: orNull(draft.holidayCalendar),
    tags: listOf(draft.tags),
    groups: listOf(draft.groups),
    channels: listOf(draft.channels),
    handlingCost: draft.handlingCost.trim().replace(',', '.'),
    parcelCost: draft.parcelCost.trim().replace(',', '.'),
    acceptMinutes: number(draft.acceptMinutes),
    shipMinutes: number(draft.shipMinutes),
    handlingMinutes: numberOrNull(draft.handlingMinutes),
    capacity: capacityOf(draft.capacity),
  }
}

/** What a location can do, of all that is said of it. */
export function abilitiesIn(of: Pick<Draft, (typeof abilities)[number]>) {
  const { ships, pickup, curbside, sameDay, receivesReturns, holdsParcels } = of
  return { ships, pickup, curbside, sameDay, receivesReturns, holdsParcels }
}

/** The field that the server finds fault with: the last name of its pointer. */
export function fieldAt(pointer: string | undefined): string | undefined {
  return pointer?.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part))
}

/** Both coordinates, where somebody pastes them as maps give them: `48.8566, 2.3522`. */
export function coordinatesIn(text: string): { lat: string; lon: string } | undefined {
  const [, lat, lon] = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? []
  return lat === undefined || lon === undefined ? undefined : { lat, lon }
}

const UNITS = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const
export type DurationUnit = (typeof UNITS)[number][0]

/** Minutes in the largest unit of which they are a whole number: 2880 are 2 days, 90 stay so. */
export function durationOf(minutes: number): { value: number; unit: DurationUnit } {
  const [unit, size] = UNITS.find(([, each]) => minutes > 0 && minutes % each === 0) ?? UNITS[2]
  return { value: minutes / size, unit }
}

export function minutesOf(value: number, unit: DurationUnit): number {
  return value * UNITS.find(([name]) => name === unit)![1]
}

/** `2 days`, as the language says it. */
export function durationWords(language: string, minutes: number): string {
  const { value, unit } = durationOf(minutes)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
