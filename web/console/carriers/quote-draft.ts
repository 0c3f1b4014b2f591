import type { Address } from '../../lib/use-address.ts'
import { coordinatesIn } from '../locations/edit.ts'
import { METHODS, numberOf, type Method } from './draft.ts'

/** What is asked, as it is typed; it stands so in the address. */
export type QuoteDraft = {
  from: string
  to: string
  postal: string
  point: string
  kg: string
  size: string
  method: Method
  home: boolean
}

export type QuoteFault = 'place' | 'weight' | 'point' | 'size'
export type QuoteFaults = Partial<Record<'from' | 'kg' | 'point' | 'size', QuoteFault>>

export function quoteDraftOf(address: Address): QuoteDraft {
  const text = (name: string) => address[name] ?? ''
  return {
    from: text('from'),
    to: text('to'),
    postal: text('postal'),
    point: text('point'),
    kg: text('kg'),
    size: text('size'),
    method: METHODS.find((one) => one === address['method']) ?? 'standard',
    home: address['home'] !== 'no',
  }
}

/** What differs from the usual stands in the address. */
export function addressOf(draft: QuoteDraft): Address {
  const { method, home, ...texts } = draft
  const given = Object.entries(texts).map(([name, text]) => [name, text.trim() || undefined])
  return {
    ...(Object.fromEntries(given) as Address),
    method: method === 'standard' ? undefined : method,
    home: home ? undefined : 'no',
  }
}

export function quoteFaults(draft: QuoteDraft): QuoteFaults {
  const faults: QuoteFaults = {}
  if (draft.from === '') faults.from = 'place'
  if (!(numberOf(draft.kg) > 0)) faults.kg = 'weight'
  if (draft.point.trim() !== '' && !coordinatesIn(draft.point)) faults.point = 'point'
  if (draft.size.trim() !== '' && !sidesIn(draft.size)) faults.size = 'size'
  return faults
}

/** Three sides in centimetres, however they are written: `60 × 40 × 20`, `60x40x20`. */
export function sidesIn(text: string): [number, number, number] | undefined {
  const sides = text
    .split(/[×x*;\s]+/i)
    .filter(Boolean)
    .map(numberOf)
  const isGood = sides.length === 3 && sides.every((side) => side > 0)
  return isGood ? (sides as [number, number, number]) : undefined
}

/** As the API is asked; the draft has no faults. */
export function queryOf(draft: QuoteDraft) {
  const { from, to, postal, point, kg, size, method, home } = draft
  const place = coordinatesIn(point)
  const sides = sidesIn(size)?.map((cm) => Math.max(1, Math.round(cm * 10)))
  return {
    location: from,
    country: to,
    grams: numberOf(kg) * 1000,
    method,
    toHome: home,
    ...(postal !== '' && { postalCode: postal }),
    ...(place && { lat: Number(place.lat), lon: Number(place.lon) }),
    ...(sides && { lengthMm: sides[0]!, widthMm: sides[1]!, heightMm: sides[2]! }),
  }
}
