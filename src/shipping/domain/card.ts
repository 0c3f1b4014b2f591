import { KILOGRAM, microgramsOf } from '../../lib/weight.ts'

/**
 * The prices of a carrier's service: one immutable version. Prices are of one parcel in 1e-4 of the
 * major currency unit; null is a price that the card does not have.
 */
export type Card = {
  currency: string
  /** Where a parcel goes from and to; the first that fits says its zone. */
  lanes: readonly Lane[]
  /** Highest weight of each band in grams, ascending, with up to six decimals. */
  bands: readonly number[]
  zones: readonly Zone[]
  /** A unit counts for no less than its volume by so many cm³ for each kg; null: by its weight. */
  cm3PerKg: number | null
  surcharges: readonly Surcharge[]
  /** Percent on top of all else, for fuel. */
  fuelPercent: number
}

/** What is left out fits all; a limit in km fits only where both places are known. */
export type Lane = {
  zone: string
  maxKm?: number
  from?: string
  to?: string
  fromPostal?: string
  toPostal?: string
}

export type Zone = {
  code: string
  /** One for each band. */
  prices: readonly (number | null)[]
  /** Added to the last price for each started kg beyond the last band; null: takes no more. */
  perKgBeyond: number | null
  /** Working days from the collection to the customer; null where not known. */
  transitDays: number | null
}

export type Surcharge = {
  code: string
  /** Of several that say `handling` a parcel pays only the greatest. */
  kind: 'residential' | 'handling'
  /** In other zones nothing is paid. */
  amounts: readonly { zone: string; amount: number }[]
  /** A parcel pays it where one of these holds; `residential` has none: it is for homes. */
  when?: Condition
  /** A parcel that pays it counts for at least so many grams. */
  leastG?: number
}

/** Of a unit: its sides from the longest, and the longest with twice the other two; or a weight. */
export type Condition = {
  overG?: number
  longestOverMm?: number
  secondOverMm?: number
  girthOverMm?: number
}

/** The sides of one whole unit in mm, the longest first. */
export type Size = readonly [number, number, number]

/** The longest side and twice around the other two. */
export function girthOf([longest, second, third]: Size): number {
  return longest + 2 * (second + third)
}

/** What of a parcel its price goes by besides its zone and weight. */
export type Traits = {
  home: boolean
  sizes: readonly Size[]
  maxG: number
  /** What the heaviest parcel really weighs, in micrograms, where it may count for more. */
  heaviest?: number | undefined
}

/** What a price is made of, in 1e-4 of the major currency unit; `total` is the sum. */
export type PriceTerms = {
  carriage: number
  /** Those that are paid: of the kind `handling` the greatest only. */
  surcharges: readonly { code: string; kind: Surcharge['kind']; amount: number }[]
  fuel: number
  total: number
}

/**
 * What a parcel costs that counts for so many micrograms; null where the card has no price for it,
 * or the service takes no such weight. All surcharges are in it.
 */
export function priceOn(card: Card, code: string, weight: number, traits: Traits): number | null {
  return termsOn(card, code, weight, traits)?.total ?? null
}

/** The same, opened into its terms. */
export function termsOn(
  card: Card,
  code: string,
  weight: number,
  traits: Traits,
): PriceTerms | null {
  const zone = card.zones.find((one) => one.code === code)
  if (!zone || weight > microgramsOf(traits.maxG)) return null
  const pays = card.surcharges.filter((one) => isPaid(one, code, weight, traits))
  const counted = Math.max(weight, ...pays.map(({ leastG = 0 }) => microgramsOf(leastG)))
  const carriage = carriageOn(card.bands, zone, counted)
  if (carriage === null) return null
  const due = pays.map((one) => ({ code: one.code, kind: one.kind, amount: amountIn(one, code)! }))
  const handling = due.filter(({ kind }) => kind === 'handling')
  const greatest = handling.toSorted((a, b) => b.amount - a.amount)[0]
  const surcharges = due.filter((one) => one.kind === 'residential' || one === greatest)
  const sum = surcharges.reduce((so, { amount }) => so + amount, carriage)
  const total = Math.round((sum * (100 + card.fuelPercent)) / 100)
  return { carriage, surcharges, fuel: total - sum, total }
}

function isPaid(
  surcharge: Surcharge,
  zone: string,
  weight: number,
  { home, sizes, heaviest = Infinity }: Traits,
): boolean {
  const { kind, when = {} } = surcharge
  if (amountIn(surcharge, zone) === undefined) return false
  if (kind === 'residential') return home
  const { overG = Infinity } = when
  return (
    Math.min(weight, heaviest) > microgramsOf(overG) || sizes.some((size) => isLarge(size, when))
  )
}

function amountIn({ amounts }: Surcharge, code: string): number | undefined {
  return amounts.find(({ zone }) => zone === code)?.amount
}

export function isLarge(size: Size, when: Condition): boolean {
  const { longestOverMm = Infinity, secondOverMm = Infinity, girthOverMm = Infinity } = when
  return size[0] > longestOverMm || size[1] > secondOverMm || girthOf(size) > girthOverMm
}

function carriageOn(
  bands: readonly number[],
  { prices, perKgBeyond }: Zone,
  weight: number,
): number | null {
  const band = bands.findIndex((grams) => weight <= microgramsOf(grams))
  if (band >= 0) return prices[band]!
  const last = prices.at(-1)!
  if (perKgBeyond === null || last === null) return null
  const beyond = Math.ceil((weight - microgramsOf(bands.at(-1)!)) / KILOGRAM)
  return last + beyond * perKgBeyond
}

/** Weights in micrograms at which the price of a parcel may change, up to the most it takes. */
export function edgesOf({ bands, zones, surcharges }: Card, maxG: number): number[] {
  const most = microgramsOf(maxG)
  const last = microgramsOf(bands.at(-1)!)
  const edges = bands.map(microgramsOf)
  if (zones.some(({ perKgBeyond }) => perKgBeyond !== null)) {
    for (let at = last + KILOGRAM; at < most; at += KILOGRAM) edges.push(at)
    if (most > last) edges.push(most)
  }
  for (const { when, leastG } of surcharges) {
    for (const grams of [when?.overG, leastG])
      if (grams !== undefined) edges.push(microgramsOf(grams))
  }
  edges.push(Math.min(most, Math.max(last, edges.at(-1)!)))
  return [...new Set(edges)].filter((at) => at <= most).toSorted((a, b) => a - b)
}

/** Highest weight in grams of the band of a parcel; null where it is beyond the last. */
export function bandOn({ bands }: Card, weight: number): number | null {
  return bands.find((grams) => weight <= microgramsOf(grams)) ?? null
}

/** Where the card has no price: the bands of a zone, by the first and the last that lack one. */
export type Gap = { zone: string; fromG: number; upToG: number; bands: number }

export function gapsOf({ bands, zones }: Card): Gap[] {
  const gaps: Gap[] = []
  for (const { code, prices } of zones) {
    let open: Gap | undefined
    prices.forEach((price, band) => {
      if (price !== null) {
        open = undefined
        return
      }
      if (!open) {
        open = { zone: code, fromG: band === 0 ? 0 : bands[band - 1]!, upToG: 0, bands: 0 }
        gaps.push(open)
      }
      open.upToG = bands[band]!
      open.bands += 1
    })
  }
  return gaps
}
