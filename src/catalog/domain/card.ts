import { digitsOf } from '../../lib/money.ts'
import { Refusal } from '../../lib/refusal.ts'

/** What a SKU costs in one currency, in its minor units. */
export type Price = { currency: string; amount: number }

/** What people see of a SKU beside its name; hot paths go without. */
export type Card = {
  /** The code of the product whose variant it is. */
  product: string | null
  /** What tells it from its siblings, e.g. size and colour. */
  options: Record<string, string>
  /** By currency, each once. */
  prices: Price[]
  /** The hash of its picture, in hexadecimal. */
  picture: string | null
}

export const bareCard: Card = { product: null, options: {}, prices: [], picture: null }

/**
 * What is wrong with what was given of a card: `price_twice`, `currency_unknown`,
 * `picture_unknown`. `pictures` are the hashes of those that are there.
 */
export function decideCard(
  card: Partial<Card>,
  { at, pictures }: { at: string; pictures: ReadonlySet<string> },
): Refusal | undefined {
  const { prices = [], picture } = card
  const unknown = prices.findIndex(({ currency }) => digitsOf(currency) === undefined)
  if (unknown >= 0) {
    const { currency } = prices[unknown]!
    const detail = `${currency} is no currency of ISO 4217`
    return new Refusal('currency_unknown', { field: `${at}/prices/${unknown}/currency`, detail })
  }
  const first = new Set<string>()
  const twice = prices.findIndex(({ currency }) => first.size === first.add(currency).size)
  if (twice >= 0) {
    const detail = `There are two prices in ${prices[twice]!.currency}`
    return new Refusal('price_twice', { field: `${at}/prices/${twice}/currency`, detail })
  }
  if (picture && !pictures.has(picture)) {
    return new Refusal('picture_unknown', { field: `${at}/picture` })
  }
  return undefined
}

/** Prices as they are kept and answered: by currency. */
export function sortedPrices(prices: readonly Price[]): Price[] {
  return prices
    .map(({ currency, amount }) => ({ currency, amount }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
}
