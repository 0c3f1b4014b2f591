import { coordinatesIn } from '../locations/edit.ts'
import { numberIn } from './draft.ts'
import { digitsOf } from './tongue.ts'

/** A delivery that nobody has ordered, as the API takes it. */
export type Invented = {
  channel: string
  method: Method
  shipTo: {
    country: string
    region?: string
    postalCode?: string
    lat?: number
    lon?: number
    toHome?: boolean
  }
  lines: { sku: string; quantity: number }[]
  value?: number
  wantedBy?: string
  tags?: string[]
  customer?: { kind?: CustomerKind; tags?: string[] }
  nominated?: { location: string; firm: boolean }
}
export const CUSTOMERS = ['guest', 'registered', 'business'] as const
export type CustomerKind = (typeof CUSTOMERS)[number]
/** Ways of delivery that can be tried: who collects has chosen the place. */
export const METHODS = ['standard', 'express', 'named_day', 'same_day'] as const
export type Method = (typeof METHODS)[number]

/** What is typed of it. */
export type TypedOrder = {
  channel: string
  method: Method
  country: string
  region: string
  postalCode: string
  /** Latitude and longitude, as maps give them. */
  point: string
  value: string
  wantedBy: string
  customer: CustomerKind | ''
  /** Of the customer. */
  tags: readonly string[]
  orderTags: readonly string[]
  nominated: string
  firm: boolean
  toCompany: boolean
  lines: readonly { key: number; sku: string; quantity: string }[]
}

export type OrderFault = 'country' | 'line' | 'value' | 'point'

/** All that cannot be sent as it is, lines by their number: `line 0`. */
export function faultsOf(typed: TypedOrder): ReadonlyMap<string, OrderFault> {
  const faults = new Map<string, OrderFault>()
  if (typed.country === '') faults.set('country', 'country')
  if (typed.value.trim() !== '' && !(numberIn(typed.value) >= 0)) faults.set('value', 'value')
  if (typed.point.trim() !== '' && !pointIn(typed.point)) faults.set('point', 'point')
  typed.lines.forEach(({ sku, quantity }, i) => {
    if (sku.trim() === '' || !(numberIn(quantity) > 0)) faults.set(`line ${i}`, 'line')
  })
  return faults
}

/** Where it goes, in degrees north and east. */
function pointIn(typed: string): { lat: number; lon: number } | undefined {
  const found = coordinatesIn(typed)
  if (!found) return undefined
  const [lat, lon] = [Number(found.lat), Number(found.lon)]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined
}

export function inventedOf(typed: TypedOrder, currency: string | undefined): Invented {
  const { channel, method, country } = typed
  const [region, postalCode] = [typed.region.trim(), typed.postalCode.trim()]
  const value = typed.value.trim()
  const { wantedBy, customer, tags, orderTags, nominated, firm } = typed
  // Tags of somebody of whom nothing is said are not known; of others there are none.
  const isKnown = customer !== '' || tags.length > 0
  return {
    channel,
    method,
    shipTo: {
      country,
      ...(region !== '' && { region }),
      ...(postalCode !== '' && { postalCode }),
      ...pointIn(typed.point),
      ...(typed.toCompany && { toHome: false }),
    },
    lines: typed.lines.map(({ sku, quantity }) => {
      return { sku: sku.trim(), quantity: numberIn(quantity) }
    }),
    ...(wantedBy !== '' && { wantedBy }),
    ...(orderTags.length > 0 && { tags: [...orderTags] }),
    ...(isKnown && {
      customer: { ...(customer !== '' && { kind: customer }), tags: [...tags] },
    }),
    ...(nominated !== '' && { nominated: { location: nominated, firm } }),
    ...(value !== '' && { value: Math.round(numberIn(value) * 10 ** digitsOf(currency)) }),
  }
}
