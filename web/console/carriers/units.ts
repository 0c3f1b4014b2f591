const POUND_G = 453.59237
const MILE_KM = 1.609344
const EXACT = 1e-6

export type Unit = 'kg' | 'lb'

/** Whether a list was made in pounds or in kilograms: by the weights of its bands. */
export function unitOf(bands: readonly number[]): Unit {
  const isPounds = bands.every((grams) => {
    const ounces = (grams / POUND_G) * 16
    return Math.abs(ounces - Math.round(ounces)) < EXACT * 16
  })
  return isPounds ? 'lb' : 'kg'
}

/** `2 lb`, `0.5 kg`, `12 oz`: as a list says it, to the gram where it is no round number. */
export function weightIn(language: string, grams: number, unit: Unit): string {
  const [value, name] =
    unit === 'kg'
      ? grams < 1000
        ? [grams, 'gram']
        : [grams / 1000, 'kilogram']
      : grams < POUND_G - EXACT
        ? [(grams / POUND_G) * 16, 'ounce']
        : [grams / POUND_G, 'pound']
  return format(language, value as number, name as string, name === 'gram' ? 0 : 3)
}

export function lengthIn(language: string, mm: number, unit: Unit): string {
  if (unit === 'lb') return format(language, mm / 25.4, 'inch', 1)
  return format(language, mm / 10, 'centimeter', 1)
}

/** A limit of distance: lists have whole miles or kilometres, so no decimals are lost. */
export function distanceIn(language: string, km: number, unit: Unit): string {
  if (unit === 'lb') return format(language, km / MILE_KM, 'mile', 0)
  return format(language, km, 'kilometer', 0)
}

function format(language: string, value: number, unit: string, digits: number): string {
  const numbers = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  })
  return numbers.format(value)
}

const CHANGE = {
  signDisplay: 'exceptZero',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
} as const

/** `12.5 %`, as the language writes it. */
export function percentIn(language: string, percent: number, isChange = false): string {
  const numbers = new Intl.NumberFormat(language, {
    style: 'percent',
    ...(isChange ? CHANGE : { maximumFractionDigits: 2 }),
  })
  return numbers.format(percent / 100)
}

const PRICE_UNITS = 10_000
const formatsOf = new Map<string, Intl.NumberFormat>()

/** A price in 1e-4 of the major unit, without its currency: `12.50`, and all digits that it has. */
export function amountIn(language: string, price: number, currency: string): string {
  const key = `${language} ${currency}`
  const known = formatsOf.get(key) ?? amountsOf(language, currency)
  formatsOf.set(key, known)
  return known.format(price / PRICE_UNITS)
}

function amountsOf(language: string, currency: string): Intl.NumberFormat {
  const usual = new Intl.NumberFormat(language, { style: 'currency', currency }).resolvedOptions()
  const minimumFractionDigits = usual.minimumFractionDigits ?? 2
  return new Intl.NumberFormat(language, { minimumFractionDigits, maximumFractionDigits: 4 })
}
