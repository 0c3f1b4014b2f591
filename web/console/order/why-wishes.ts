import { listed } from '../../lib/listed.ts'
import { unbroken } from './goods.ts'
import type { DecisionRecord, Names, Teller } from './why.ts'

type Chosen = DecisionRecord['chosen'][number]

/** Which wish of the rule gave what to a parcel: no sentence, or one. */
export function wishesText(
  { wishes = [], cost }: Chosen,
  { words, formats, currency }: Teller & Pick<Names, 'currency'>,
): string[] {
  if (wishes.length === 0) return []
  const { routingRule: said } = words
  const told = wishes.map(([no, amount]) => {
    const worth = unbroken(formats.cost(Math.abs(amount), currency))
    return said.wish(formats.number(no), worth, amount < 0)
  })
  const all = wishes.reduce((sum, [, amount]) => sum + amount, 0)
  // Each is rounded for itself.
  const isCut = (cost.wish ?? 0) - all > wishes.length
  return [said.wishes(listed(formats.language, told), isCut)]
}
