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

/** Prices of scarce units that go from there: how they were found, and how old they were. */
function worthText({ stockPrices = [] }: Chosen, { prices = [] }: DecisionRecord, of: Telling) {
  const { sources } = of.words
  const layers: Record<string, string> = sources.layers
  const own = [...new Set(stockPrices.map(([, , no]) => no))]
  return own.flatMap((no) => {
    const [layer, at] = prices[no] ?? []
    if (layer === undefined || at === undefined) return []
    const age = of.decidedAt === undefined ? undefined : Date.parse(of.decidedAt) - Date.parse(at)
    const { moment, age: ageText } = of.formats
    const when =
      age === undefined ? sources.asOf(moment(at)) : sources.before(ageText(Math.max(0, age)))
    return [sources.worth(layers[layer] ?? layer, when)]
  })
}

function timeText({ time }: Chosen, { wantedBy }: DecisionRecord, of: Telling): string[] {
  if (!time) return []
  const { words, formats } = of
  const { readyAt, leavesAt, arrivesOn, late } = time
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
  return told
}

/** Of millionths, with a decimal. */
function percentText(millionths: number, formats: Formats): string {
  return formats.number(Math.round(millionths / 1000) / 10)
}
