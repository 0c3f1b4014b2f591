import { canonicalJson } from '../../../lib/json.ts'
import { Refusal } from '../../../lib/refusal.ts'
import {
  isMeasured,
  type Alternative,
  type Closing,
  type Condition,
  type RoutingRule,
  type Wish,
} from './rule.ts'

/** What a change to the draft asks for. */
export type DraftWish =
  | { action: 'add'; rule: RoutingRule; position?: number | undefined }
  | { action: 'change'; id: string; fields: Partial<Omit<RoutingRule, 'id'>> }
  | { action: 'move'; id: string; position: number }
  | { action: 'remove'; id: string }
  | { action: 'undo'; id: string }

const RULES_MAX = 200

/**
 * The rules after a change of the draft, or why it is refused. `live` is what the draft is drawn
 * from: `undo` brings a rule back as it stands there, at its place.
 */
export function decideDraft(
  rules: readonly RoutingRule[],
  wish: DraftWish,
  live: readonly RoutingRule[],
  at: string,
): RoutingRule[] | Refusal {
  if (wish.action === 'add') {
    if (rules.length >= RULES_MAX) {
      const detail = `There are ${RULES_MAX} rules: take one out, or say two of them in one.`
      return new Refusal('field_invalid', { field: at, detail })
    }
    return decideTerms(wish.rule, `${at}/rule`) ?? placed(rules, wish.rule, wish.position)
  }
  const { id } = wish
  const place = rules.findIndex((rule) => rule.id === id)
  if (wish.action === 'undo') return undone(rules, id, live, at)
  const rule = rules[place]
  if (!rule) return new Refusal('not_found', { field: `${at}/id` })
  if (wish.action === 'remove') return rules.toSpliced(place, 1)
  if (wish.action === 'move') return placed(rules.toSpliced(place, 1), rule, wish.position)
  const changed = { ...rule, ...wish.fields }
  return decideTerms(changed, `${at}/fields`) ?? rules.with(place, changed)
}

function placed(
  rules: readonly RoutingRule[],
  rule: RoutingRule,
  position = rules.length + 1,
): RoutingRule[] {
  return rules.toSpliced(Math.min(position - 1, rules.length), 0, rule)
}

/** Back to where it stood among its neighbours that are still there. */
function undone(
  rules: readonly RoutingRule[],
  id: string,
  live: readonly RoutingRule[],
  at: string,
): RoutingRule[] | Refusal {
  const rest = rules.filter((rule) => rule.id !== id)
  const place = live.findIndex((rule) => rule.id === id)
  if (place < 0) {
    return rest.length < rules.length ? rest : new Refusal('not_found', { field: `${at}/id` })
  }
  const before = new Set(live.slice(0, place).map((rule) => rule.id))
  const last = rest.findLastIndex((rule) => before.has(rule.id))
  return rest.toSpliced(last + 1, 0, live[place]!)
}

/** What a schema cannot say of a rule. */
function decideTerms(rule: RoutingRule, at: string): Refusal | undefined {
  const fault = (field: string, detail: string) =>
    new Refusal('field_invalid', { field: `${at}/${field}`, detail })
  const { from, until, when, wishes, never } = rule
  for (const field of ['from', 'until'] as const) {
    if (!isMoment(rule[field])) return fault(field, 'Say a moment, to the nanosecond at most.')
  }
  if (from !== null && until !== null && compare(from, until) >= 0) {
    return fault('until', 'A rule ends after it begins.')
  }
  for (const [i, condition] of when.entries()) {
    const wrong = conditionFault(condition)
    if (wrong) return fault(`when/${i}${wrong.at}`, wrong.detail)
  }
  const { value, units } = never.noSplitBelow ?? {}
  if (never.noSplitBelow && !value && units === undefined) {
    return fault('never/noSplitBelow', 'Say below what: a value above 0, or units.')
  }
  for (const [i, wish] of wishes.entries()) {
    const found = faultOfWish(wish)
    if (found) return fault(`wishes/${i}${found[0]}`, found[1])
  }
  for (const [i, closing] of (never.closed ?? []).entries()) {
    const found = faultOfClosing(closing)
    if (found) return fault(`never/closed/${i}${found[0]}`, found[1])
  }
  return undefined
}

/** What is wrong, below which it stands. */
type Fault = [field: string, detail: string]

function faultOfWish(wish: Wish): Fault | undefined {
  const { perParcel, perUnit, perRank, goods, byWorkload, stockBelow } = wish
  if (perParcel === undefined && perUnit === undefined && perRank === undefined) {
    return ['', 'Say what it is worth: perParcel, perUnit or perRank.']
  }
  if (goods && perUnit === undefined) {
    return ['/perUnit', 'What is about goods is worth so much a unit.']
  }
  if (byWorkload && (perParcel ?? 0) <= 0) {
    return ['/perParcel', 'What a full day costs, above 0.']
  }
  if (stockBelow !== undefined && (perUnit ?? 0) <= 0) {
    return ['/perUnit', 'What the last unit costs, above 0.']
  }
  if (!perParcel && !perUnit && !perRank) {
    return ['', 'A wish of 0 does nothing: say what it is worth, or leave the wish out.']
  }
  return undefined
}

function faultOfClosing({ weekdays, from, until, yearly }: Closing): Fault | undefined {
  if (weekdays === undefined && from === undefined && until === undefined) {
    return ['', 'Say on which days: weekdays, from or until. To leave places out for good, `use`.']
  }
  if (from !== undefined && until !== undefined && from > until) {
    return ['/until', 'It is not before `from`.']
  }
  if (!yearly) return undefined
  if (from === undefined) return ['/from', 'The first day of what is so every year.']
  if (until === undefined) return ['/until', 'The last day of what is so every year.']
  const next = Temporal.PlainDate.from(from).add({ years: 1 }).toString()
  if (until >= next) return ['/until', 'Less than a year after `from`, as it is so every year.']
  return undefined
}

/** What is wrong with a condition that its schema lets through, and where in it. */
function conditionFault(
  condition: Condition | Alternative,
): { at: string; detail: string } | undefined {
  if (condition.of === 'any_of' || condition.of === 'all_of') {
    for (const [i, one] of condition.conditions.entries()) {
      const wrong = conditionFault(one)
      if (wrong) return { ...wrong, at: `/conditions/${i}${wrong.at}` }
    }
    return undefined
  }
  if (condition.of === 'wanted_on') {
    const { from, until } = condition
    if (from === undefined && until === undefined) {
      return { at: '', detail: 'Say from or until, or both.' }
    }
    if (from !== undefined && until !== undefined && from > until) {
      return { at: '/until', detail: 'It is not before `from`.' }
    }
  }
  if (!isMeasured(condition)) return undefined
  const { from, below } = condition
  if (from === undefined && below === undefined) {
    return { at: '', detail: 'Say from or below, or both.' }
  }
  if (from !== undefined && below !== undefined && from >= below) {
    return { at: '/below', detail: 'It is above `from`.' }
  }
  return undefined
}

function isMoment(at: string | null): boolean {
  try {
    return at === null || Temporal.Instant.from(at) !== undefined
  } catch {
    return false
  }
}

function compare(one: string, other: string): number {
  return Temporal.Instant.compare(one, other)
}

export const changeKinds = ['add', 'change', 'remove', 'move'] as const

/** What the draft does to a rule; what moves may change besides. */
export type DraftChange = {
  id: string
  action: (typeof changeKinds)[number]
  before: RoutingRule | null
  after: RoutingRule | null
  positions: [before: number | null, after: number | null]
}

/**
 * How two lists of rules differ, in the order of the new one, what is gone at the end. Only those
 * have moved that must for the others to stay in their order.
 */
export function diffOf(live: readonly RoutingRule[], draft: readonly RoutingRule[]): DraftChange[] {
  const before = new Map(live.map((rule, i) => [rule.id, { rule, position: i + 1 }]))
  const drawn = new Set(draft.map(({ id }) => id))
  const stays = longestAscending(draft.map(({ id }) => before.get(id)?.position))
  const changes: DraftChange[] = []
  draft.forEach((after, i) => {
    const was = before.get(after.id)
    const positions: DraftChange['positions'] = [was?.position ?? null, i + 1]
    const one = { id: after.id, before: was?.rule ?? null, after, positions }
    if (!was) changes.push({ ...one, action: 'add' })
    else if (!isSameRule(was.rule, after)) changes.push({ ...one, action: 'change' })
    else if (!stays.has(i)) changes.push({ ...one, action: 'move' })
  })
  live.forEach((rule, i) => {
    if (drawn.has(rule.id)) return
    changes.push({
      id: rule.id,
      action: 'remove',
      before: rule,
      after: null,
      positions: [i + 1, null],
    })
  })
  return changes
}

export function isSameRule(a: RoutingRule, b: RoutingRule): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/** The places of a longest run of ascending numbers among some that may be missing. */
function longestAscending(numbers: readonly (number | undefined)[]): Set<number> {
  const runs: { length: number; before: number | undefined }[] = []
  let last: number | undefined
  numbers.forEach((number, i) => {
    const run = { length: number === undefined ? 0 : 1, before: undefined as number | undefined }
    runs.push(run)
    if (number === undefined) return
    for (let j = 0; j < i; j += 1) {
      const other = numbers[j]
      if (other === undefined || other > number || runs[j]!.length < run.length) continue
      Object.assign(run, { length: runs[j]!.length + 1, before: j })
    }
    if (last === undefined || run.length > runs[last]!.length) last = i
  })
  const places = new Set<number>()
  for (let i = last; i !== undefined; i = runs[i]!.before) places.add(i)
  return places
}
