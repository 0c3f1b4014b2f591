import { listed } from '../../lib/listed.ts'
import { brief, goodsText } from './goods.ts'
import { NAMES, fullDays, reasonText } from './why-reason.ts'
import { valuesBy } from './why-values.ts'
import { distanceText, hadLittleRoom, type DecisionRecord, type Names, type Teller } from './why.ts'
import { differenceText } from './why-terms.ts'

/** A place in the comparison: how far, what all of it would have cost from there, what became. */
export type Place = {
  id: number
  name: string
  km: string
  alone: string
  isChosen: boolean
  /** Each a line by itself. */
  verdict: string[]
}

/** The places that had something: the chosen, then by cost, then those that had only a part. */
export function placesOf(record: DecisionRecord, names: Names, teller: Teller): Place[] {
  const of = { ...names, ...teller }
  const chosen = new Set(record.chosen.map(({ locationId }) => locationId))
  const missing = missingBy(record)
  const inOrder = record.candidates.toSorted(([a, , x], [b, , y]) => {
    return Number(chosen.has(b)) - Number(chosen.has(a)) || (x ?? Infinity) - (y ?? Infinity) || 0
  })
  return inOrder.map(([id, km, alone]) => ({
    id,
    name: names.place(id),
    km: km === null ? '' : distanceText(km, teller),
    alone: alone === null ? '' : teller.formats.cost(alone, names.currency),
    isChosen: chosen.has(id),
    verdict:
      alone === null
        ? lacks(missing.get(id), hadLittleRoom(record, id), names, teller)
        : [differenceText(alone - record.cost, of)],
  }))
}

/** Which SKUs a place lacked, or had stopped selling. */
function missingBy({ excluded }: DecisionRecord): Map<number, number[]> {
  const missing = new Map<number, number[]>()
  const { no_stock: none = [], sku_paused: paused = [], not_found_there: lost = [] } = excluded
  const { not_sold_now: shut = [], not_eligible: barred = [], at_capacity: full = [] } = excluded
  const { kept_by_rule: held = [] } = excluded
  for (const one of [...none, ...paused, ...lost, ...shut, ...barred, ...full, ...held]) {
    if (typeof one === 'number') continue
    missing.set(one[0], [...(missing.get(one[0]) ?? []), one[1]])
  }
  return missing
}

function lacks(
  skuIds: readonly number[] | undefined,
  isCrowded: boolean,
  names: Names,
  { words }: Teller,
): string[] {
  if (!skuIds) return [isCrowded ? words.hadNoRoom : words.hadTooFewAlone]
  return skuIds.map((id) => words.lacks(brief(names.sku(id).name)))
}

/** Why other places had no part in it, a sentence for each reason. */
export function leftOut(record: DecisionRecord, names: Names, teller: Teller): string[] {
  const { words, formats } = teller
  const told = new Set(record.candidates.map(([id]) => id))
  const late = [...new Set((record.heldBack ?? []).map(([id]) => names.place(id)))]
  const cautious = late.length > 0 ? [words.heldBack(listed(formats.language, late))] : []
  const kept = keptIn(record)
  const others = Object.entries(record.excluded).flatMap(([why, places]) => {
    // Where something lay that a rule kept, that is told with the rule: it was not sold out.
    const meant = places.filter((place) => why !== 'no_stock' || !kept.has(String(place)))
    const ids = new Set(meant.map((place) => (typeof place === 'number' ? place : place[0])))
    const fresh = [...ids].filter((id) => !told.has(id))
    for (const id of fresh) told.add(id)
    // Who collects knows where; that it is no other place is no news.
    if (fresh.length === 0 || why === 'not_the_pickup_location') return []
    const valueOf = valuesBy(why, record, names, teller)
    const shown = fresh.slice(0, NAMES).map((id) => {
      const value = valueOf(id)
      return value === undefined ? names.place(id) : `${names.place(id)} (${value})`
    })
    const rest = fresh.length - shown.length
    if (rest > 0) shown.push(words.andMore(rest))
    const reason = words.barredBy(reasonText(why, teller), barringRules(record, why, fresh))
    return [words.leftOut(reason, listed(formats.language, shown))]
  })
  const crowded = fullDays(record, names, teller)
  return [...others, ...crowded, ...keptByRules(record, names, teller), ...cautious]
}

/** Places and SKUs of which units were there and kept by a rule. */
function keptIn({ ruled }: DecisionRecord): Set<string> {
  const kept = [...(ruled?.safety ?? []), ...(ruled?.aside ?? [])]
  return new Set(kept.map(([place, sku]) => String([place, sku])))
}

/** The names of the rules by which places were barred for a reason. */
function barringRules({ ruled, excluded }: DecisionRecord, why: string, ids: number[]): string[] {
  const pairs = Object.entries(excluded).find(([reason]) => reason === why)![1]
  const barred = ruled?.barred?.filter(([place, sku]) => {
    const isMeant = pairs.some(
      (one) => typeof one !== 'number' && one[0] === place && one[1] === sku,
    )
    return isMeant && ids.includes(place)
  })
  return [...new Set(barred?.map(([, , no]) => ruled!.rules[no]![1]))]
}

/** What stayed where it is by rules of availability, a sentence for each rule. */
function keptByRules({ ruled }: DecisionRecord, names: Names, teller: Teller): string[] {
  const { words, formats } = teller
  const nameOf = (no: number) => ruled!.rules[no]![1]
  const told = (
    kept: readonly (readonly [place: number, sku: number, units: number, rule: number])[],
    says: (rule: string, kept: string) => string,
  ) =>
    [...Map.groupBy(kept, ([, , , no]) => no)].map(([no, own]) => {
      const shown = own.slice(0, NAMES).map(([place, sku, units]) => {
        return words.unitsAt(goodsText(units, names.sku(sku), teller), names.place(place))
      })
      const rest = own.length - shown.length
      if (rest > 0) shown.push(words.andMore(rest))
      return says(nameOf(no), listed(formats.language, shown))
    })
  const last = (ruled?.threshold ?? []).map(([sku, units, no]) => {
    return words.lastUnits(nameOf(no), goodsText(units, names.sku(sku), teller))
  })
  return [
    ...told(ruled?.safety ?? [], words.safetyStock),
    ...told(ruled?.aside ?? [], words.setAside),
    ...last,
  ]
}
