import { minorDigits } from '../../../src/lib/minor-units.ts'
import type { Answer } from '../../lib/api.ts'
import { listed } from '../../lib/listed.ts'
import { goodsText, unbroken } from './goods.ts'
import { distanceText, type Names, type Teller } from './why.ts'

export type Flips = Answer<'/v1/decisions/{id}/flips', 'get'>
type Flip = Flips['flips'][number]

/** Costs are in 1e-4 of the major unit. */
const COST_DIGITS = 4

/** By how little it would have been another, a sentence for each. */
export function flipTexts(flips: readonly Flip[], names: Names, teller: Teller): string[] {
  const { words, formats } = teller
  return flips.map((flip) => {
    // The place that is meant first, then those that go with it.
    const [at, to] = [flip.locationId, flip.to]
    const places = [...to.filter((id) => id === at), ...to.filter((id) => id !== at)]
    const chosen = listed(formats.language, places.map(names.place))
    return words.flips.chosen(chosen, changeText(flip, names, teller))
  })
}

/** How sure it is: whether each was tried, and why not. */
export function triedText(
  { isExact, outOfTime }: Pick<Flips, 'isExact' | 'outOfTime'>,
  { flips: said }: Teller['words'],
): string {
  if (isExact) return said.exact
  return outOfTime ? said.noTime : said.atMost
}

function changeText({ locationId, change }: Flip, names: Names, teller: Teller): string {
  const said = teller.words.flips
  const place = names.place(locationId)
  // Rounded up to what the currency has: what is less would not do.
  const step = 10 ** (COST_DIGITS - minorDigits(names.currency))
  const cost = (amount: number) =>
    unbroken(teller.formats.cost(Math.ceil(amount / step) * step, names.currency))
  switch (change.of) {
    case 'parcel_less':
      return said.parcelLess(place, cost(change.amount))
    case 'unit_less':
      return said.unitLess(place, cost(change.amount))
    case 'parcel_more':
      return said.parcelMore(place, cost(change.amount))
    case 'stock_more':
      return said.stockMore(place, goodsText(change.units, names.sku(change.skuId), teller))
    case 'distance':
      return said.distance(distanceText(change.km, teller))
    case 'open':
      return said.open(place, teller.formats.day(change.on))
  }
}
