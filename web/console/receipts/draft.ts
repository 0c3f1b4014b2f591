import type { Item } from '../../lib/api.ts'

/** Goods that are announced: of an item, to a place, for a day. */
export type Receipt = Item<'/v1/expected-receipts'>
export type Kind = Receipt['kind']
export const KINDS: readonly Kind[] = ['purchase_order', 'transfer', 'return']

/** What is typed of an announcement; texts until they are sent. */
export type Draft = {
  sku: string
  location: string
  quantity: string
  dueOn: string
  kind: Kind
  confidence: string
  reference: string
}

/** What can be changed once it is announced. */
export type Field = 'quantity' | 'dueOn' | 'kind' | 'confidence' | 'reference'

export type Fault = 'item' | 'place' | 'quantity' | 'dueOn' | 'confidence'

export function emptyDraft(sku: string, location: string): Draft {
  const rest = { quantity: '', dueOn: '', confidence: '100', reference: '' }
  return { sku, location, kind: 'purchase_order', ...rest }
}

export function draftOf(receipt: Receipt): Draft {
  const { sku, location, quantity, dueOn, kind, confidence, reference } = receipt
  const typed = { quantity: String(quantity), confidence: String(confidence) }
  return { sku, location, dueOn, kind, ...typed, reference: reference ?? '' }
}

/** A number as people write it; NaN where it is none. */
export function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}

/** More than none, and as precise as the item is counted, where that is known. */
export function isQuantity(text: string, decimals: number | undefined): boolean {
  const quantity = numberIn(text)
  if (!(quantity > 0 && quantity <= 1e12)) return false
  return decimals === undefined || quantity === Number(quantity.toFixed(decimals))
}

/** What cannot be sent as it is. */
export function faultsOf(draft: Draft, decimals: number | undefined): Partial<Record<Fault, true>> {
  const faults: Partial<Record<Fault, true>> = {}
  if (draft.sku.trim() === '') faults.item = true
  if (draft.location === '') faults.place = true
  if (!isQuantity(draft.quantity, decimals)) faults.quantity = true
  if (draft.dueOn === '') faults.dueOn = true
  const sure = numberIn(draft.confidence)
  if (!Number.isInteger(sure) || sure < 0 || sure > 100) faults.confidence = true
  return faults
}

/** The announcement as the API takes it. */
export function bodyOf(draft: Draft) {
  const reference = draft.reference.trim()
  return {
    sku: draft.sku.trim(),
    location: draft.location,
    ...valuesOf(draft),
    reference: reference === '' ? undefined : reference,
  }
}

function valuesOf({ quantity, dueOn, kind, confidence, reference }: Draft) {
  return {
    quantity: numberIn(quantity),
    dueOn,
    kind,
    confidence: numberIn(confidence),
    reference: reference.trim() === '' ? null : reference.trim(),
  }
}

/** Only what was changed. */
export function fieldsOf(before: Draft, after: Draft): Partial<ReturnType<typeof valuesOf>> {
  const [old, fresh] = [valuesOf(before), valuesOf(after)]
  const fields = Object.keys(fresh) as Field[]
  return Object.fromEntries(
    fields.flatMap((field) => (old[field] === fresh[field] ? [] : [[field, fresh[field]]])),
  )
}

/** The fields that differ, as they are typed. */
export function changedFields(before: Draft, after: Draft): Field[] {
  return Object.keys(fieldsOf(before, after)) as Field[]
}

/** The draft on top of what somebody else saved meanwhile. */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const typed = changedFields(before, draft).map((field) => [field, draft[field]] as const)
  return { ...now, ...Object.fromEntries(typed) }
}

/** What may let down those who were promised some: it comes later, fewer of it, or less surely. */
export type Worse = { dueOn?: string; quantity?: number; confidence?: number; cancel?: true }

/** Undefined where what is typed lets nobody down, or nobody was promised any. */
export function worseOf(receipt: Receipt, draft: Draft): Worse | undefined {
  if (receipt.promised === 0) return undefined
  const { quantity, dueOn, confidence } = fieldsOf(draftOf(receipt), draft)
  const isLater = dueOn !== undefined && dueOn > receipt.dueOn
  const isFewer = quantity !== undefined && quantity < receipt.promised
  const isLessSure = confidence !== undefined && confidence < receipt.confidence
  if (!isLater && !isFewer && !isLessSure) return undefined
  return {
    ...(dueOn !== undefined && { dueOn }),
    ...(quantity !== undefined && { quantity }),
    ...(confidence !== undefined && { confidence }),
  }
}

/** What booking in so many leads to. */
export type Arrival = {
  /** Still to come of what was announced; more than was. */
  rest: number
  beyond: number
  /** Of what has come, for orders that were promised it; what they still wait for. */
  forOrders: number
  waiting: number
}

export function arrivalOf({ quantity, promised }: Receipt, arrived: number): Arrival {
  const tidy = (value: number) => Number(Math.max(0, value).toFixed(9))
  return {
    rest: tidy(quantity - arrived),
    beyond: tidy(arrived - quantity),
    forOrders: Math.min(promised, arrived),
    waiting: tidy(promised - arrived),
  }
}
