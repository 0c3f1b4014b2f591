import { canonicalJson } from '../../../lib/json.ts'
import { Refusal } from '../../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../../lib/scope.ts'
import type { Rule, RuleScope, RuleTerms, RuleTimes } from './rule.ts'
import { decideTerms } from './sound.ts'

/** What people say of a rule; its kind stays what it was, since what was used is counted by it. */
export type RuleFields = {
  name?: string
  scope?: Partial<RuleScope>
  times?: Partial<RuleTimes>
  terms?: RuleTerms
}

/** What a person wants of the draft. */
export type DraftWish =
  | { action: 'add'; rule: Rule }
  | { action: 'change'; id: string; fields: RuleFields }
  | { action: 'remove'; id: string }
  /** The rule stays as it is in force. */
  | { action: 'undo'; id: string }

/** What the draft would do to a rule in force: the whole rule as it would be, or was. */
export type DraftChange = { action: 'add' | 'change' | 'remove'; rule: Rule }

/** The rules that are spoken of: as they are in force, and what the draft has of them. */
export type DraftState = {
  live: ReadonlyMap<string, Rule>
  drafted: ReadonlyMap<string, DraftChange>
}

/** What becomes of a wish: a change of the draft, or none where the rule stays as it is. */
export type DraftOutcome = { id: string; change: DraftChange | undefined } | Refusal

/**
 * Decides wishes one after the other, each on what those before have made of the draft. One that
 * cannot be is refused, the others go on; one that is refused already stays so.
 */
export function decideDraft(
  wishes: readonly (DraftWish | Refusal)[],
  { live, drafted }: DraftState,
  scope: Scope,
): DraftOutcome[] {
  const now = new Map(drafted)
  return wishes.map((wish, i) => {
    if (wish instanceof Refusal) return wish
    const outcome = outcomeOf(wish, { live, drafted: now }, scope, `/changes/${i}`)
    if (outcome instanceof Refusal) return outcome
    if (outcome.change) now.set(outcome.id, outcome.change)
    else now.delete(outcome.id)
    return outcome
  })
}

function outcomeOf(wish: DraftWish, state: DraftState, scope: Scope, at: string): DraftOutcome {
  if (wish.action === 'add') {
    const { rule } = wish
    const fault = faultOf(rule, scope, `${at}/rule`)
    return fault ?? { id: rule.id, change: { action: 'add', rule } }
  }
  const { id, action } = wish
  const [live, drafted] = [state.live.get(id), state.drafted.get(id)]
  const before = drafted?.rule ?? live
  // What the draft makes of it, and what it is in force.
  const both = [before, live].filter((rule) => rule !== undefined)
  if (!before || !both.every((rule) => seesRule(scope, rule))) {
    return new Refusal('not_found', { field: `${at}/id` })
  }
  if (!both.every((rule) => ownsRule(scope, rule))) {
    return new Refusal('not_yours', { field: `${at}/id`, detail: NO_FENCE })
  }
  if (action === 'undo') {
    if (!drafted) return new Refusal('not_found', { field: `${at}/id` })
    return { id, change: undefined }
  }
  if (drafted?.action === 'remove') return new Refusal('not_found', { field: `${at}/id` })
  if (action === 'remove') {
    return { id, change: live && { action, rule: live } }
  }
  const rule = ruleWith(before, wish.fields)
  const field = `${at}/fields`
  const kinds = [rule.terms.kind, before.terms.kind]
  if (kinds[0] !== kinds[1]) {
    const detail = `A rule stays of its kind (${kinds[1]}); add another in its place.`
    return new Refusal('field_invalid', { field: `${field}/terms/kind`, detail })
  }
  const fault = faultOf(rule, scope, field)
  if (fault) return fault
  if (live && isSameRule(rule, live)) return { id, change: undefined }
  return { id, change: { action: live ? 'change' : 'add', rule } }
}

function ruleWith(rule: Rule, { name, scope, times, terms }: RuleFields): Rule {
  return {
    ...rule,
    name: name ?? rule.name,
    scope: { ...rule.scope, ...scope },
    times: { ...rule.times, ...times },
    terms: terms ?? rule.terms,
  }
}

function faultOf(rule: Rule, scope: Scope, at: string): Refusal | undefined {
  if (!seesRule(scope, rule)) {
    const detail =
      'Name a location or a channel of yours; rules about others are not yours to make.'
    return new Refusal('location_unknown', { field: `${at}/location`, detail })
  }
  if (!ownsRule(scope, rule)) {
    return new Refusal('not_yours', { field: `${at}/location`, detail: NO_FENCE })
  }
  return decideTerms(rule, at)
}

/**
 * Whether a rule is wholly about what a caller may see: it names a location or a channel, and all
 * of them that it names are theirs.
 */
export function seesRule(scope: Scope, { scope: of }: Pick<Rule, 'scope'>): boolean {
  if (scope === 'all') return true
  const { locationId, channelId } = of
  return (
    (locationId !== null || channelId !== null) &&
    (locationId === null || seesLocation(scope, locationId)) &&
    (channelId === null || seesChannel(scope, channelId))
  )
}

const NO_FENCE =
  'A ring-fence takes from all other channels: name a location of yours, or ask who sees them all.'

/**
 * Whether a caller may make it, change it, and put it in force or out of it. What is set aside for
 * a channel of theirs is taken from the others, so that has to be at a location of theirs.
 */
export function ownsRule(scope: Scope, rule: Pick<Rule, 'scope' | 'terms'>): boolean {
  const takes = rule.terms.kind === 'ring_fence' && rule.scope.locationId === null
  return scope === 'all' || (seesRule(scope, rule) && !takes)
}

/** Whether two say the same. */
export function isSameRule(a: Rule, b: Rule): boolean {
  return textOf(a) === textOf(b)
}

function textOf({ name, scope, times, terms }: Rule): string {
  const { from, until, weekdays, hours } = times
  const when = { from: from?.toString(), until: until?.toString(), weekdays, hours }
  return canonicalJson({ name, scope, when, terms })
}
