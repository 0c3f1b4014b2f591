import { momentOf, wallClock } from '../../lib/wall-time.ts'
import { SOURCE } from './draft.ts'
import type { Feed } from './use-feeds.ts'

/** What is chosen to upload stock as a file; days and hours go by the clock of the person. */
export type UploadDraft = {
  file: File | undefined
  source: string
  /** Empty: each line names its own. */
  location: string
  kind: Feed['kind']
  number: Feed['number']
  asOf: string
  /** Up to when the numbers know of our bookings; empty: as far as they are true. */
  contains: string
}

export type UploadField = 'file' | 'source' | 'asOf' | 'contains'
export type UploadFault = 'fileNeeded' | 'fileEmpty' | 'source' | 'asOf' | 'contains'

/** Nothing is known of the file yet; the address may say of where and from whom. */
export function uploadDraftOf(address: { location?: string; source?: string }): UploadDraft {
  const { location = '', source = '' } = address
  const plain = { kind: 'delta', number: 'on_hand', asOf: '', contains: '' } as const
  return { file: undefined, source, location, ...plain }
}

/**
 * A file that is chosen. Its numbers are most likely as old as itself, so that is proposed; what
 * a person has typed before stays.
 */
export function withFile(
  draft: UploadDraft,
  file: File | undefined,
  timeZone: string,
): Partial<UploadDraft> {
  const isTyped = draft.asOf !== '' && draft.asOf !== proposedOf(draft.file, timeZone)
  return { file, ...(!isTyped && { asOf: proposedOf(file, timeZone) }) }
}

/** The minute in which a file was written. */
function proposedOf(file: File | undefined, timeZone: string): string {
  if (!file) return ''
  const { date, time } = wallClock(timeZone, file.lastModified)
  return `${date}T${time}`
}

export function uploadFaults(
  draft: UploadDraft,
  timeZone: string,
): Partial<Record<UploadField, UploadFault>> {
  const { file, source, asOf, contains } = draft
  const isNone = (wall: string) => momentOf(timeZone, wall) === undefined
  return {
    ...(!file && { file: 'fileNeeded' as const }),
    ...(file?.size === 0 && { file: 'fileEmpty' as const }),
    ...(!SOURCE.test(source.trim()) && { source: 'source' as const }),
    ...(isNone(asOf) && { asOf: 'asOf' as const }),
    ...(contains !== '' && isNone(contains) && { contains: 'contains' as const }),
  }
}

/** The head of the file as the API takes it. */
export function headOf(draft: UploadDraft, timeZone: string) {
  const { file, source, location, kind, number, asOf, contains } = draft
  // Within the minute that was proposed it is the very moment: what was counted just before counts.
  const isProposed = file !== undefined && asOf === proposedOf(file, timeZone)
  const at = isProposed ? new Date(file.lastModified).toISOString() : momentOf(timeZone, asOf)!
  return {
    source: source.trim(),
    kind,
    number,
    asOf: at,
    ...(contains !== '' && { containsUpTo: momentOf(timeZone, contains)! }),
    ...(location !== '' && { location }),
  }
}

export type Head = ReturnType<typeof headOf>
