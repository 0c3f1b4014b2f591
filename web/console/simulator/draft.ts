import { endOfDay, startOfDay } from '../../lib/day.ts'
import type { Amount } from '../routing/plan-draft.ts'
import { noPlan, planFaults, planOf, type TypedPlan } from './plan.ts'

/** What is typed before a simulation is started; days as they are written. */
export type StartDraft = {
  from: string
  until: string
  live: boolean
  draft: boolean
  version: string
  prices: boolean
  isPlan: boolean
  plan: TypedPlan
  ruleCosts: boolean
  hindsight: boolean
}

export type StartFault = 'from' | 'until' | 'policies' | 'plan' | Amount

const DAYS_MAX = 92
const USUAL_DAYS = 28
const POLICIES_MAX = 5
const DAY_MS = 86_400_000

/** The last four weeks, under the rules in force and, where it changes something, the draft. */
export function usualStart(today: string, hasDraft: boolean): StartDraft {
  return {
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
  }
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)
}

/** The rules to compare; by another plan each of them once more, with prices all of that. */
export function policiesOf({ live, draft, version, prices, isPlan, plan }: StartDraft) {
  const plain = [
    ...(live ? [{ of: 'live' as const }] : []),
    ...(draft ? [{ of: 'draft' as const }] : []),
    ...(version === '' ? [] : [{ of: 'version' as const, version: Number(version) }]),
  ]
  const plans = [planOf(plan)]
  const all = isPlan ? [...plain, ...plain.map((policy) => ({ ...policy, plans }))] : plain
  return prices ? [...all, ...all.map((policy) => ({ ...policy, prices }))] : all
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
  }
}
