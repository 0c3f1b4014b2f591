import { Refusal } from '../../../lib/refusal.ts'
import { namesPlace } from './places.ts'
import type { PurchaseLimit, Rule, RuleKind } from './rule.ts'

/** Kinds that count over all locations, so that a location says nothing of them. */
const overAll: ReadonlySet<RuleKind> = new Set<RuleKind>([
  'threshold',
  'quota',
  'purchase_limit',
  'hold_limit',
])
/** Kinds that give something to one channel. */
const ofChannel: ReadonlySet<RuleKind> = new Set<RuleKind>(['quota', 'ring_fence'])

/** What is wrong with what a rule says; undefined where nothing is. `at` is where it stands. */
export function decideTerms({ scope, times, terms }: Rule, at: string): Refusal | undefined {
  const wrong = (field: string, detail: string) =>
    new Refusal('field_invalid', { field: `${at}${field}`, detail })
  const { from, until } = times
  if (from !== null && until !== null && Temporal.Instant.compare(from, until) >= 0) {
    return wrong('/until', 'It ends before it begins.')
  }
  if (overAll.has(terms.kind) && namesPlace(scope)) {
    return wrong('/terms/kind', 'It counts over all locations: leave out location, group and tag.')
  }
  if (ofChannel.has(terms.kind) && scope.channelId === null) {
    return wrong('/channel', 'Say for which channel.')
  }
  if (terms.kind === 'safety_stock' || terms.kind === 'ring_fence') {
    if ((terms.quantity === null) === (terms.percent === null)) {
      return wrong('/terms/quantity', 'Give either a quantity or a percentage.')
    }
  }
  if ('percent' in terms && !hasTwoDecimals(terms.percent)) {
    return wrong('/terms/percent', 'Give a percentage with at most two decimals.')
  }
  const fault = terms.kind === 'purchase_limit' ? faultOfLimit(terms) : undefined
  return fault && wrong(fault.field, fault.detail)
}

function faultOfLimit({ quantity, minQuantity, per, days }: PurchaseLimit) {
  if (per === 'order' && days !== null) {
    return { field: '/terms/days', detail: 'A limit for one order knows no days.' }
  }
  if (per !== 'order' && minQuantity !== null) {
    const detail = 'At least so many is asked of one order: say it in a rule per order.'
    return { field: '/terms/minQuantity', detail }
  }
  if (quantity === null && minQuantity === null) {
    return { field: '/terms/quantity', detail: 'Say how many at most, at least, or both.' }
  }
  if (quantity !== null && minQuantity !== null && minQuantity > quantity) {
    const detail = 'It asks for more than it allows, so that nobody could buy any.'
    return { field: '/terms/minQuantity', detail }
  }
  return undefined
}

function hasTwoDecimals(percent: number | null): boolean {
  return percent === null || Math.round(percent * 100) / 100 === percent
}
