import type { Address } from '../../lib/use-address.ts'
import { dayOf, instantOf } from '../keys/draft.ts'
import { KINDS, type Kind } from './asked.ts'
import type { Rule } from './use-rules.ts'

/** What is typed about a rule; texts until they are sent, empty where it is any or never. */
export type Draft = {
  name: string
  kind: Kind
  threshold: string
  sku: string
  category: string
  skuTag: string
  location: string
  group: string
  locationTag: string
  locationKind: string
  /** The first and the last day on which it counts, where the reader is. */
  from: string
  until: string
  raisesTask: boolean
}

export const emptyDraft: Draft = {
  name: '',
  kind: 'low',
  threshold: '',
  sku: '',
  category: '',
  skuTag: '',
  location: '',
  group: '',
  locationTag: '',
  locationKind: '',
  from: '',
  until: '',
  raisesTask: false,
}

/** Where an alert rule is begun, with what it is about filled in. */
export function wayToAlertRule(kind: Kind, about: { sku?: string; location?: string }) {
  return { to: '/alerts/rules', search: { add: kind, ...about } } as const
}

/** An address that begins no rule any more. */
export const NOT_BEGUN = { add: undefined, sku: undefined, location: undefined }

/** The rule that an address begins; undefined where it begins none. */
export function begunIn(address: Address, kinds: Record<Kind, string>): Draft | undefined {
  const kind = KINDS.find((one) => one === address['add'])
  if (kind === undefined) return undefined
  const { sku = '', location = '' } = address
  const name = [kinds[kind], sku, location].filter((part) => part !== '').join(' · ')
  return { ...emptyDraft, kind, name: name.slice(0, 100), sku, location }
}

export type Fault = 'name' | 'threshold' | 'until'

/** What the API knows of a rule, of which the form is about. */
export type Known = Omit<Rule, 'id' | 'version' | 'archived' | 'can'>

export function draftOf(rule: Known): Draft {
  return {
    name: rule.name,
    kind: rule.kind,
    threshold: rule.threshold === null ? '' : String(rule.threshold),
    sku: rule.sku ?? '',
    category: rule.category ?? '',
    skuTag: rule.skuTag ?? '',
    location: rule.location ?? '',
    group: rule.group ?? '',
    locationTag: rule.locationTag ?? '',
    locationKind: rule.locationKind ?? '',
    from: dayOf(rule.validFrom),
    until: rule.validUntil === null ? '' : dayOf(rule.validUntil),
    raisesTask: rule.raisesTask,
  }
}

/** Only what runs low or is too much has a limit. */
export const hasLimit = (kind: Kind): boolean => kind === 'low' || kind === 'over'

const numberIn = (text: string) => {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}

/** What cannot be sent as it is. */
export function faultsOf({ name, kind, threshold, from, until }: Draft) {
  const faults: Partial<Record<Fault, true>> = {}
  if (name.trim() === '') faults.name = true
  const isLimit = numberIn(threshold) >= 0 && numberIn(threshold) <= 1e9
  if (hasLimit(kind) && !isLimit) faults.threshold = true
  if (from !== '' && until !== '' && until < from) faults.until = true
  return faults
}

/** The fields that differ. */
export function changedFields(before: Draft, after: Draft): (keyof Draft)[] {
  return (Object.keys(before) as (keyof Draft)[]).filter((field) => before[field] !== after[field])
}

/** The start of the day that was chosen, where the reader is. */
const startOf = (day: string) => new Date(`${day}T00:00:00`).toISOString()

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

function valuesOf(draft: Draft) {
  // A feed is of a location: what was typed of SKUs before the kind was chosen is not shown.
  const ofSku = (text: string) => (draft.kind === 'overdue_feed' ? null : orNull(text))
  return {
    name: draft.name.trim(),
    threshold: hasLimit(draft.kind) ? numberIn(draft.threshold) : null,
    sku: ofSku(draft.sku),
    category: ofSku(draft.category),
    skuTag: ofSku(draft.skuTag),
    location: orNull(draft.location),
    group: orNull(draft.group),
    locationTag: orNull(draft.locationTag),
    locationKind: orNull(draft.locationKind) as Known['locationKind'],
    ...(draft.from !== '' && { validFrom: startOf(draft.from) }),
    validUntil: draft.until === '' ? null : instantOf(draft.until),
    raisesTask: draft.raisesTask,
  }
}

const FIELDS: Partial<Record<string, keyof Draft>> = { validFrom: 'from', validUntil: 'until' }

/** Only what was changed: a moment stays as it is unless its day is another. */
export function fieldsOf(before: Draft, draft: Draft): Partial<ReturnType<typeof valuesOf>> {
  const changed = new Set<string>(changedFields(before, draft))
  const given = Object.entries(valuesOf(draft)).filter(([name]) =>
    changed.has(FIELDS[name] ?? name),
  )
  return Object.fromEntries(given)
}

/** A new rule as the API takes it: what is any is left out. */
export function bodyOf(draft: Draft) {
  type Given = ReturnType<typeof valuesOf>
  const given = Object.entries(valuesOf(draft)).filter(([, value]) => value !== null)
  const fields = Object.fromEntries(given) as { [Name in keyof Given]: NonNullable<Given[Name]> }
  return { ...fields, name: draft.name.trim(), kind: draft.kind }
}

/** The draft on top of what somebody else saved meanwhile. */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const typed = changedFields(before, draft).map((field) => [field, draft[field]] as const)
  return { ...now, ...Object.fromEntries(typed) }
}
