import type { DecisionRecord, Names, Teller } from './why.ts'

/** Names of a reason; a network has hundreds of places, and the rest says nothing new. */
export const NAMES = 8

/** Why a place may not serve, in words. */
export function reasonText(why: string, { words }: Teller): string {
  const reasons: Record<string, string> = words.reasons
  return reasons[why] ?? words.reasonOther
}

/** Places whose day had no room for all that they could give, a sentence for each. */
export function fullDays(
  { full = [] }: DecisionRecord,
  names: Names,
  { words, formats }: Teller,
): string[] {
  const told = full.slice(0, NAMES).map(([place, measure, limit, used]) => {
    return words.fullDay(names.place(place), formats.number(used), words.mostOf[measure](limit))
  })
  const rest = full.length - told.length
  return rest > 0 ? [...told, words.andMore(rest)] : told
}
