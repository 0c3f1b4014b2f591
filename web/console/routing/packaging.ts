import { numberIn } from './draft.ts'

/** What a plan expects of the packaging of a parcel: whole numbers, and the most of each. */
const MOST = { gramsPerParcel: 100_000, airPercent: 1000 }
export type Packing = keyof typeof MOST
export type Packaging = Partial<Record<Packing, number>>
/** What is empty is not counted. */
export type TypedPackaging = Record<Packing, string>

export function typedPackaging({ gramsPerParcel, airPercent }: Packaging = {}): TypedPackaging {
  return { gramsPerParcel: String(gramsPerParcel ?? ''), airPercent: String(airPercent ?? '') }
}

/** Only rate cards count the volume. */
export function packingsOf(isByCards: boolean): Packing[] {
  return isByCards ? ['gramsPerParcel', 'airPercent'] : ['gramsPerParcel']
}

export function packagingFaults(typed: TypedPackaging, isByCards: boolean): Packing[] {
  return packingsOf(isByCards).filter((name) => {
    const value = numberIn(typed[name])
    const isIn = Number.isInteger(value) && value >= 0 && value <= MOST[name]
    return typed[name].trim() !== '' && !isIn
  })
}

/** Undefined where nothing is said. */
export function packagingIn(typed: TypedPackaging, isByCards: boolean): Packaging | undefined {
  const said = packingsOf(isByCards).filter((name) => typed[name].trim() !== '')
  if (said.length === 0) return undefined
  return Object.fromEntries(said.map((name) => [name, numberIn(typed[name])]))
}
