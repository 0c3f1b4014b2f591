import { refusals } from './refusals.ts'

/** The stable code of a refusal: what a client may branch on. */
export type RefusalCode = keyof typeof refusals

/** What a refusal says besides its code: where the fault is, and facts a client can act on. */
export type RefusalDetail = {
  /** JSON pointer or name of the field at fault, e.g. `/lines/0/sku`. */
  field?: string
  /** One sentence about this case; the table's sentence when left out. */
  detail?: string
  /** Further members of the problem document, e.g. the short lines. Never personal data. */
  facts?: Record<string, unknown>
  /** Seconds after which trying again makes sense. */
  retryAfter?: number
}

/**
 * A command that may not be done, for a reason the caller can understand and act on. It is a value
 * when many are decided at once (`decideX` returns it) and is thrown where one request is refused.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly field: string | undefined
  readonly facts: Record<string, unknown>
  readonly retryAfter: number | undefined

  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    super(detail.detail ?? refusals[code].title)
    this.name = 'Refusal'
    this.code = code
    this.field = detail.field
    this.facts = detail.facts ?? {}
    this.retryAfter = detail.retryAfter
  }
}

/** Throws the refusal: for the many places where a single request ends here. */
export function refuse(code: RefusalCode, detail: RefusalDetail = {}): never {
  throw new Refusal(code, detail)
}

/** RFC 9457 problem document; `type` is a stable relative address, explained in the API guide. */
export type Problem = {
  type: string
  title: string
  status: number
  code: RefusalCode
  detail: string
  do: string
  field?: string
  [fact: string]: unknown
}

/** The one place where a refusal becomes a problem document. */
export function problemOf(refusal: Refusal): Problem {
  const { status, title, remedy } = refusals[refusal.code]
  return {
    ...refusal.facts,
    type: `/problems/${refusal.code}`,
    title,
    status,
    code: refusal.code,
    detail: refusal.message,
    do: remedy,
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
  }
}

/** What a person at a command line reads: which field, what is wrong with it, what to do. */
export function wordsOf({ code, field, message }: Refusal): string {
  return `${field === undefined ? '' : `${field}: `}${message}\n${refusals[code].remedy}`
}
