import type { Formats } from '../../lib/format.ts'
import type { DecisionRecord } from './why.ts'
import type { WhyWords } from './words-why.en.ts'

type Chosen = DecisionRecord['chosen'][number]
type Telling = { words: WhyWords; formats: Formats }

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
  if (one.co2eG !== undefined) told.push(sources.co2e(formats.number(one.co2eG)))
  return told
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
