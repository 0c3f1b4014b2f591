import { endOfDay, startOfDay } from '../../lib/day.ts'
import {
  aheadFaults,
  isWholeIn,
  lookAheadIn,
  typedAhead,
  USUAL_AHEAD,
  type Amount,
  type TypedAhead,
} from '../routing/plan-draft.ts'
import { noPlan, planFaults, planOf, type TypedPlan } from './plan.ts'

/** What is typed before a simulation is started; days as they are written. */
export type StartDraft = TypedAhead & {
  from: string
  until: string
  live: boolean
  draft: boolean
  version: string
  /** Found by days, margin and whether together. */
  prices: boolean
  isPlan: boolean
  plan: TypedPlan
  ruleCosts: boolean
  hindsight: boolean
  /** Rules with dates decide as if their time had come. */
  asIfNow: boolean
  /** That is counted; empty: that of most orders. */
  currency: string
  /** Of the luck by which places decline. */
  seed: string
}

export type StartFault =
  | 'from'
  | 'until'
  | 'policies'
  | 'plan'
  | 'days'
  | 'marginPercent'
  | 'seed'
  | Amount

const DAYS_MAX = 92
const USUAL_DAYS = 28
const POLICIES_MAX = 5
const DAY_MS = 86_400_000
const USUAL_SEED = '1'
const SEED_MOST = 2 ** 31 - 1

/** The last four weeks, under the rules in force and, where it changes something, the draft. */
export function usualStart(today: string, hasDraft: boolean): StartDraft {
  return {
    ...typedAhead(USUAL_AHEAD),
    from: dayBefore(today, USUAL_DAYS),
    until: dayBefore(today, 1),
    live: true,
    draft: hasDraft,
    version: '',
    prices: false,
    isPlan: false,
    plan: noPlan,
    ruleCosts: false,
    hindsight: false,
    asIfNow: false,
    currency: '',
    seed: USUAL_SEED,
  }
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)
}

/** The rules to compare; by another plan each of them once more, with prices all of that. */
export function policiesOf(typed: StartDraft) {
  const { live, draft, version, prices, isPlan, plan } = typed
  const dates = typed.asIfNow && { asIfNow: true }
  const plain = [
    ...(live ? [{ of: 'live' as const, ...dates }] : []),
    ...(draft ? [{ of: 'draft' as const, ...dates }] : []),
    ...(version === '' ? [] : [{ of: 'version' as const, version: Number(version), ...dates }]),
  ]
  const plans = [planOf(plan)]
  const all = isPlan ? [...plain, ...plain.map((policy) => ({ ...policy, plans }))] : plain
  if (!prices) return all
  const priced = { prices, lookAhead: lookAheadIn(typed) }
  return [...all, ...all.map((policy) => ({ ...policy, ...priced }))]
}

/** What is wrong with it; `today` is a day where the person is. */
export function startFaults(draft: StartDraft, today: string): Set<StartFault> {
  const faults = new Set<StartFault>()
  const [from, until] = [startOfDay(draft.from), endOfDay(draft.until)]
  if (until === undefined || draft.until > today) faults.add('until')
  if (from === undefined || draft.from > draft.until) faults.add('from')
  else if (until !== undefined) {
    const days = (Date.parse(until) - Date.parse(from)) / DAY_MS
    // A day more or less where clocks are changed.
    if (Math.round(days) > DAYS_MAX) faults.add('from')
  }
  const { length } = policiesOf(draft)
  if (length === 0 || length > POLICIES_MAX) faults.add('policies')
  if (draft.prices) for (const fault of aheadFaults(draft)) faults.add(fault)
  if (!isWholeIn(draft.seed, 0, SEED_MOST)) faults.add('seed')
  if (draft.isPlan) for (const fault of planFaults(draft.plan)) faults.add(fault)
  return faults
}

/** What is sent; a period that has not ended goes up to now. */
export function startBody(draft: StartDraft, now: number) {
  const until = Date.parse(endOfDay(draft.until)!)
  return {
    from: startOfDay(draft.from)!,
    until: new Date(Math.min(until, now)).toISOString(),
    policies: policiesOf(draft),
    ...(draft.ruleCosts && { ruleCosts: true }),
    ...(draft.hindsight && { hindsight: true }),
    ...(draft.currency !== '' && { currency: draft.currency }),
    ...(draft.seed !== USUAL_SEED && { seed: Number(draft.seed) }),
  }
}
