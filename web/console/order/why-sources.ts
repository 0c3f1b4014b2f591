import type { Formats } from '../../lib/format.ts'
import type { DecisionRecord } from './why.ts'
import type { WhyWords } from './words-why.en.ts'

type Chosen = DecisionRecord['chosen'][number]
type Telling = { words: WhyWords; formats: Formats; decidedAt?: string | undefined }

/** What the terms of a parcel go by: when it comes, who declines how often, what it emits. */
export function sourcesText(one: Chosen, record: DecisionRecord, of: Telling): string[] {
  const { sources } = of.words
  const { formats } = of
  const told = timeText(one, record, of)
  if (one.declines) {
    const [given, declined, probability] = one.declines
    const percent = percentText(probability, formats)
    told.push(sources.declines(formats.number(declined), formats.number(given), percent))
  }
  told.push(...worthText(one, record, of))
  if (one.co2eG !== undefined) told.push(sources.co2e(formats.number(one.co2eG)))
  return told
}

/** Prices of scarce units that go from there, and of its room: how they were found, how old. */
function worthText(one: Chosen, { prices = [] }: DecisionRecord, of: Telling) {
  const { sources } = of.words
  const layers: Record<string, string> = sources.layers
  return [...scarceBy(one)].flatMap(([no, what]) => {
    const [layer, at] = prices[no] ?? []
    if (layer === undefined || at === undefined) return []
    const age = of.decidedAt === undefined ? undefined : Date.parse(of.decidedAt) - Date.parse(at)
    const { moment, age: ageText } = of.formats
    const when =
      age === undefined ? sources.asOf(moment(at)) : sources.before(ageText(Math.max(0, age)))
    return [sources.worth[what](layers[layer] ?? layer, when)]
  })
}

/** What has a price, by the place of its source: of units and room alike it is said once. */
function scarceBy({ stockPrices = [], slotPrice }: Chosen) {
  const scarce = new Map<number, 'stock' | 'slot' | 'both'>()
  for (const [, , no] of stockPrices) scarce.set(no, 'stock')
  if (slotPrice) {
    const [, no] = slotPrice
    scarce.set(no, scarce.has(no) ? 'both' : 'slot')
  }
  return scarce
}

function timeText({ time }: Chosen, { wantedBy }: DecisionRecord, of: Telling): string[] {
  if (!time) return []
  const { words, formats } = of
  const { readyAt, leavesAt, arrivesOn, late, days } = time
  const told: string[] = []
  if (leavesAt === undefined) {
    if (readyAt !== undefined) told.push(words.sources.ready(formats.moment(readyAt)))
  } else if (arrivesOn === undefined) {
    told.push(words.sources.collected(formats.moment(leavesAt)))
  } else {
    told.push(words.sources.arrives(formats.moment(leavesAt), formats.day(arrivesOn)))
  }
  if (late !== undefined && wantedBy !== undefined) {
    told.push(words.sources.late(formats.day(wantedBy), percentText(late, formats)))
  }
  if (days !== undefined) {
    told.push(arrivesOn === undefined ? words.sources.unknown(days) : words.sources.days(days))
  }
  return told
}

/** Of millionths, with a decimal. */
function percentText(millionths: number, formats: Formats): string {
  return formats.number(Math.round(millionths / 1000) / 10)
}
