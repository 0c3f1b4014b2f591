import type { Customer } from '../../../lib/customer.ts'
import type { DecisionRecord } from '../record.ts'
import type { Trace } from '../trace.ts'
import type { At, Expected } from './expected.ts'
import type { RuleSet } from './set.ts'

/** A delivery that nobody has ordered, as people say it. */
export type Invented = {
  channel: string
  method: string
  shipTo: {
    country: string
    region?: string
    postalCode?: string
    lat?: number
    lon?: number
    /** It does, where that is left out. */
    toHome?: boolean
  }
  lines: readonly { sku: string; quantity: number }[]
  /** Total of the order in minor units. */
  value?: number
  /** The day (ISO) by which the customer wants it, or in how many days, which counts first. */
  wantedBy?: string
  wantedInDays?: number
  customer?: Customer
  /** Of the order. */
  tags?: readonly string[]
  /** From there, whatever it costs: the code of a location. */
  nominated?: { location: string; firm: boolean }
}

/** Such a delivery with stock of its own: the stock of the day plays no part in it. */
export type Made = {
  invented: Invented
  at: At | null
  stock: readonly { sku: string; location: string; quantity: number }[]
}

/** What routing is expected to decide of it. */
export type RuleTest = Made & {
  id: string
  code: string
  name: string
  version: number
  expected: Expected
}

/**
 * By which rules, and when; without rules the plan of the channel decides. `trace`: for who wants
 * to know how far deciding one of them comes.
 */
export type MadeBy = { rules: RuleSet | undefined; now: Temporal.Instant; trace?: Trace }

export type DecidedMade = { record: DecisionRecord; currency: string }
