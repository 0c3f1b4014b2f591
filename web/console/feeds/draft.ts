import { durationOf, minutesOf, type DurationUnit } from '../locations/edit.ts'
import type { Watch } from './use-feeds.ts'

/** What is typed about how often a location is fed; texts until they are sent. */
export type Draft = {
  location: string
  source: string
  isWatched: boolean
  every: string
  unit: DurationUnit
  buffer: string
}

export type Fault = 'place' | 'source' | 'every' | 'buffer'

const HOUR = { value: 1, unit: 'hour' } as const
const MINUTES_MOST = 527_040
export const SOURCE = /^[\p{L}\p{N}][\p{L}\p{N}._:/+-]{0,63}$/u

/** Of a feed that is there, or of one that nothing is known of yet. */
export function draftOf(watch: Watch | undefined, location = ''): Draft {
  const every = watch?.everyMinutes ?? null
  const { value, unit } = every === null ? HOUR : durationOf(every)
  return {
    location: watch?.location ?? location,
    source: watch?.source ?? '',
    // Whoever opens the form wants it to be watched, or to change that it is.
    isWatched: true,
    every: String(value),
    unit,
    buffer: String(watch?.bufferPercent ?? 0),
  }
}

/** What cannot be sent as it is. */
export function faultsOf(draft: Draft): Partial<Record<Fault, true>> {
  const { location, source, isWatched } = draft
  return {
    ...(location === '' && { place: true as const }),
    ...(!SOURCE.test(source.trim()) && { source: true as const }),
    ...(isWatched && !isWithin(minutesIn(draft), 1, MINUTES_MOST) && { every: true as const }),
    ...(isWatched && !isWithin(bufferIn(draft), 0, 100) && { buffer: true as const }),
  }
}

/** As the API takes it; what is not watched holds nothing back. */
export function bodyOf(draft: Draft) {
  const { isWatched } = draft
  return {
    location: draft.location,
    source: draft.source.trim(),
    everyMinutes: isWatched ? minutesIn(draft) : null,
    bufferPercent: isWatched ? bufferIn(draft) : 0,
  }
}

const numberIn = (text: string) => {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}
const minutesIn = ({ every, unit }: Draft) => minutesOf(numberIn(every), unit)
const bufferIn = ({ buffer }: Draft) => numberIn(buffer)

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
