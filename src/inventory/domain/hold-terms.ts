import { Refusal } from '../../lib/refusal.ts'
import type { Rule } from './rules/rule.ts'

/** Where no rule says otherwise, a hold lasts so long and may be extended once. */
const MINUTES = 15
const EXTENSIONS = 1

/** So many holds may one have open with one channel; `field` is how the request names who it is. */
export type OpenLimit = {
  field: 'customer' | 'address'
  open: number
  rule: { id: string; name: string }
}

export type HoldTerms = { minutes: number; extensions: number; limits: OpenLimit[] }

/**
 * How long a hold lasts, how often it may be extended and how many one may have open: of the rules
 * of its SKUs (the most specific of each) the strictest. Shorter than a rule says may be asked for.
 */
export function decideHoldTerms(
  rules: readonly (Rule | undefined)[],
  asked: number | undefined,
): HoldTerms {
  const limits = new Map<OpenLimit['field'], OpenLimit>()
  let [minutes, extensions] = [Infinity, Infinity]
  for (const rule of rules) {
    if (rule?.terms.kind !== 'hold_limit') continue
    const { terms, id, name } = rule
    minutes = Math.min(minutes, terms.minutes)
    extensions = Math.min(extensions, terms.extensions)
    if (terms.open === null) continue
    const known = limits.get(terms.per)
    if (!known || terms.open < known.open) {
      limits.set(terms.per, { field: terms.per, open: terms.open, rule: { id, name } })
    }
  }
  return {
    minutes: Math.min(minutes, asked ?? (minutes === Infinity ? MINUTES : minutes)),
    extensions: extensions === Infinity ? EXTENSIONS : extensions,
    limits: [...limits.values()].toSorted((a, b) => (a.field < b.field ? 1 : -1)),
  }
}

/** A hold as it was placed, and what became of it. */
export type HoldHead = {
  id: string
  channelId: number | null
  method: string | null
  /** Where its units were to be collected; null where any place would do. */
  pickupLocationId: number | null
  placedAt: Temporal.Instant
  expiresAt: Temporal.Instant
  minutes: number
  extensions: number
  extensionsMost: number
  closedAs: 'released' | 'converted' | null
  orderId: string | null
}

export const holdStates = ['open', 'expired', 'lost', 'released', 'converted'] as const
export type HoldState = (typeof holdStates)[number]

/**
 * What became of a hold. Expired is what the clock says, whether or not its units are given back
 * yet; lost is one whose units turned out not to be there.
 */
export function stateOfHold(hold: HoldHead, units: number, now: Temporal.Instant): HoldState {
  if (hold.closedAs) return hold.closedAs
  if (Temporal.Instant.compare(hold.expiresAt, now) <= 0) return 'expired'
  return units > 0 ? 'open' : 'lost'
}

/** The moment to which a hold is extended, never earlier than before; or why it is not. */
export function decideExtension(
  hold: HoldHead,
  units: number,
  now: Temporal.Instant,
): Temporal.Instant | Refusal {
  if (stateOfHold(hold, units, now) !== 'open') return new Refusal('hold_closed')
  if (hold.extensions >= hold.extensionsMost) {
    const facts = { most: hold.extensionsMost }
    return new Refusal('hold_extended_enough', { facts })
  }
  const until = now.add({ minutes: hold.minutes })
  return Temporal.Instant.compare(until, hold.expiresAt) > 0 ? until : hold.expiresAt
}
