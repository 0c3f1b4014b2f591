import type { Capacity, Hours } from '../../network/index.ts'
import { depotTowns, towns, type Town } from './towns.ts'

/** How large the retailer is, and how long it has been there. */
export type Scale = { skus: number; stores: number; days: number; ordersPerDay: number }

export const fullScale: Scale = { skus: 3000, stores: 60, days: 60, ordersPerDay: 60 }

export type DemoLocation = {
  code: string
  name: string
  kind: 'store' | 'distribution_centre'
  legalEntity: string
  town: Town
  timeZone: string
  pickup: boolean
  /** 1e-4 of the major currency unit. */
  handlingCost: number
  parcelCost: number
  acceptMinutes: number
  shipMinutes: number
}

export type DemoChannel = {
  code: string
  name: string
  kind: 'site' | 'till' | 'marketplace'
  currency: string
  timeZone: string
  onShortage: 'refuse' | 'accept' | 'ask'
  orderPrefix: string
  releaseMinutes: number
  /** Where its shoppers live, and how many of a hundred orders are theirs. */
  countries: readonly ('FR' | 'DE' | 'CH')[]
  share: number
  pool: readonly { location: string; priority: number }[]
}

export const legalEntities = [
  { code: 'DEMO-FR', name: 'Lindenmole SAS', country: 'FR' },
  { code: 'DEMO-DE', name: 'Lindenmole GmbH', country: 'DE' },
]
export const brand = { code: 'LINDENMOLE', name: 'Lindenmole', legalEntity: 'DEMO-FR' }

const zones = { FR: 'Europe/Paris', DE: 'Europe/Berlin' } as const
type Home = keyof typeof zones

/** 35 of 60 stores are French; a smaller retailer has as many of each hundred. */
const FRENCH = 35 / 60

export function locationsOf({ stores }: Scale): DemoLocation[] {
  const french = Math.min(Math.ceil(stores * FRENCH), towns.FR.length)
  const german = Math.min(stores - french, towns.DE.length)
  return [
    ...depotTowns.map(depotOf),
    ...towns.FR.slice(0, french).map(storeOf),
    ...towns.DE.slice(0, german).map(storeOf),
  ]
}

function depotOf(town: Town): DemoLocation {
  return {
    ...placeOf(town, `DC-${codeOf(town.name)}`),
    name: `${town.name} distribution centre`,
    kind: 'distribution_centre',
    pickup: false,
    handlingCost: 4500,
    parcelCost: 4000,
    acceptMinutes: 240,
    shipMinutes: 1440,
  }
}

function storeOf(town: Town): DemoLocation {
  return {
    ...placeOf(town, `${town.country}-${codeOf(town.name)}`),
    name: `${town.name} store`,
    kind: 'store',
    pickup: true,
    handlingCost: 8000,
    parcelCost: 5000,
    acceptMinutes: 180,
    shipMinutes: 2880,
  }
}

function placeOf(town: Town, code: string) {
  const home = town.country as Home
  return { code, town, legalEntity: `DEMO-${home}`, timeZone: zones[home] }
}

/** From when until when on a day. */
type Day = readonly [open: string, close: string]

/** Hours from Monday on, as such places have them; a day without is closed. */
const weeks: Record<'depot' | Home, readonly Day[]> = {
  depot: [...daysOf(5, '06:00', '22:00'), ['06:00', '14:00']],
  FR: [...daysOf(5, '10:00', '19:30'), ['10:00', '20:00']],
  // By law no German shop of this kind opens on a Sunday.
  DE: daysOf(6, '10:00', '20:00'),
}
/** French shops may in zones of tourism. */
const sundayTowns = new Set(['Paris', 'Nice'])
const sunday: Day = ['11:00', '19:00']

function daysOf(count: number, ...day: [string, string]): Day[] {
  return Array.from({ length: count }, () => day)
}

/** The public holidays on which everything is closed, as month and day. */
const holidays = { FR: ['05-01', '12-25'], DE: ['10-03', '12-25'] } as const

/** When a location is open, with the next public holidays from a day on. */
export function hoursOf({ kind, town }: DemoLocation, from: Temporal.PlainDate): Hours {
  const home = town.country as Home
  const week = weeks[kind === 'store' ? home : 'depot']
  const days = kind === 'store' && sundayTowns.has(town.name) ? [...week, sunday] : week
  const weekly = days.map(([open, close], i) => ({ day: i + 1, open, close }))
  const next = holidays[home].map((day) => {
    const thisYear = Temporal.PlainDate.from(`${from.year}-${day}`)
    const isOver = Temporal.PlainDate.compare(thisYear, from) < 0
    return { on: (isOver ? thisYear.add({ years: 1 }) : thisYear).toString() }
  })
  return { weekly, exceptions: next.toSorted((a, b) => (a.on < b.on ? -1 : 1)) }
}

export const groups = [
  { code: 'STORES-FR', name: 'Stores in France' },
  { code: 'STORES-DE', name: 'Stores in Germany' },
  { code: 'DEPOTS', name: 'Distribution centres' },
]

/** How long work takes there, and how much of it a day may have: clerks in a shop do it besides. */
export function workOf({ kind }: DemoLocation): {
  handlingMinutes: number
  capacity: Capacity | null
} {
  if (kind !== 'store') return { handlingMinutes: 240, capacity: null }
  const each = { orders: 40, lines: null, units: null }
  return { handlingMinutes: 90, capacity: { ...each, weekdays: [{ ...each, day: 6, orders: 25 }] } }
}

/** What a location is counted among, and called by. */
export function callingOf({ kind, town }: DemoLocation): { groups: string[]; tags: string[] } {
  if (kind !== 'store') return { groups: ['DEPOTS'], tags: [] }
  const tags = sundayTowns.has(town.name) ? ['open-on-sundays'] : []
  return { groups: [`STORES-${town.country}`], tags }
}

/** Letters of a name, without their marks. */
export function codeOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .slice(0, 9)
    .toUpperCase()
}

export function channelsOf(locations: readonly DemoLocation[]): DemoChannel[] {
  const near = (home: Home) =>
    locations.map(({ code, kind, town }) => {
      const away = town.country === home ? 0 : 2
      return { location: code, priority: 1 + away + (kind === 'store' ? 1 : 0) }
    })
  const depots = near('FR').filter(({ location }) => location.startsWith('DC-'))
  const rest = { timeZone: zones.FR, currency: 'EUR' }
  return [
    {
      ...rest,
      code: 'SITE-FR',
      name: 'Site France',
      kind: 'site',
      onShortage: 'ask',
      orderPrefix: 'F',
      releaseMinutes: 2,
      countries: ['FR'],
      share: 45,
      pool: near('FR'),
    },
    {
      code: 'SITE-DE',
      name: 'Site Germany',
      kind: 'site',
      currency: 'EUR',
      timeZone: zones.DE,
      onShortage: 'accept',
      orderPrefix: 'D',
      releaseMinutes: 2,
      countries: ['DE'],
      share: 30,
      pool: near('DE'),
    },
    {
      ...rest,
      code: 'TILL',
      name: 'Shop till',
      kind: 'till',
      onShortage: 'refuse',
      orderPrefix: 'T',
      releaseMinutes: 0,
      countries: ['FR', 'DE'],
      share: 12,
      pool: near('FR').map(({ location }) => ({ location, priority: 1 })),
    },
    {
      code: 'MARKET-CH',
      name: 'Marketplace CH',
      kind: 'marketplace',
      currency: 'CHF',
      timeZone: 'Europe/Zurich',
      onShortage: 'accept',
      orderPrefix: 'M',
      releaseMinutes: 1,
      countries: ['CH'],
      share: 13,
      pool: depots,
    },
  ]
}
