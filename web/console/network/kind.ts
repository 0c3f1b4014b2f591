import type { ComponentType } from 'react'
import type { newKey } from '../../lib/api.ts'
import type { Column } from '../../ui/grid/columns.ts'
import type { IconName } from '../../ui/icon.tsx'
import type { Words } from '../words/index.ts'
import type { Draft, Thing } from './draft.ts'

export type Header = ReturnType<typeof newKey>

export type FieldsProps = {
  draft: Draft
  set: (changed: Draft) => void
  faultOf: (field: string) => string | undefined
}

/** What differs between partners, groups and companies; their screens are the same but for it. */
export type Kind<Row extends Thing, Whole extends Thing = Row> = {
  id: 'partners' | 'groups' | 'calendars' | 'companies' | 'brands'
  icon: IconName
  /** Also who sees some locations only makes one, of those. */
  isOfSome?: true
  /** The screen it leads back to; the locations, unless another is said. */
  from?: 'channels'
  columns: (words: Words) => Column<Row>[]
  /** A new one, before anything is typed. */
  empty: Draft
  draftOf: (whole: Whole) => Draft
  read: (code: string) => Promise<Whole>
  create: (draft: Draft, header: Header) => Promise<unknown>
  /** Sends what differs between the two drafts. */
  change: (base: Whole, drafts: { before: Draft; draft: Draft }, header: Header) => Promise<unknown>
  archive: (row: Thing, header: Header) => Promise<unknown>
  /** The fields besides code and name. */
  Fields: ComponentType<FieldsProps>
  /** What stands beside the list. */
  About: ComponentType<{ row: Row }>
  /** What a field says, where it is no text of its own. */
  textOf?: (field: string, value: string, words: Words) => string
}

/** What is asked again when one has changed. */
export const STALE = [['network']]
