import type { Rule, RuleKind } from './rule.ts'
import { compareKept, keptOf, type Kept } from './specificity.ts'

/** The rules of one kind, each list with the one that wins first. */
export type RulesOfKind = {
  /** Those that name a SKU: they win over all others. */
  bySku: ReadonlyMap<number, readonly Kept[]>
  others: readonly Kept[]
  /** What the others name of SKUs: SKUs with the same of these have the same rules. */
  categories: ReadonlySet<string>
  tags: ReadonlySet<string>
}

/** The rules of one version, as they are kept in memory: it never changes. */
export type RuleSet = {
  version: number
  kinds: ReadonlyMap<RuleKind, RulesOfKind>
  /** Moments at which some rule begins or ends, in order; some of rules that are gone as well. */
  boundsMs: readonly number[]
  /** Whether some rule goes by weekdays or hours. */
  weekly: boolean
}

export const emptySet: RuleSet = { version: 0, kinds: new Map(), boundsMs: [], weekly: false }

/** Another version of a set: rules go and come, some at a time. */
export type RuleSetChange = {
  remove(rules: readonly Rule[]): void
  add(rules: readonly Rule[]): void
  done(version: number): RuleSet
}

type OpenKind = { bySku: Map<number, readonly Kept[]>; others: Kept[] }

/** What does not change is shared with the set that it begins with. */
export function changeSet(before: RuleSet): RuleSetChange {
  const open = new Map<RuleKind, OpenKind>()
  const bounds = new Set(before.boundsMs)
  let weekly = before.weekly

  function openKind(kind: RuleKind): OpenKind {
    const known = open.get(kind)
    if (known) return known
    const from = before.kinds.get(kind)
    const fresh = { bySku: new Map(from?.bySku), others: [...(from?.others ?? [])] }
    open.set(kind, fresh)
    return fresh
  }

  function add(rule: Rule): void {
    const kept = keptOf(rule)
    for (const ms of [kept.fromMs, kept.untilMs]) if (Number.isFinite(ms)) bounds.add(ms)
    weekly ||= kept.weekly
    const { bySku, others } = openKind(rule.terms.kind)
    const { skuId } = rule.scope
    if (skuId === null) others.push(kept)
    else bySku.set(skuId, [...(bySku.get(skuId) ?? []), kept].toSorted(compareKept))
  }

  function remove(gone: readonly Rule[]): void {
    const ids = new Set(gone.map(({ id }) => id))
    for (const [kind, rules] of Map.groupBy(gone, ({ terms }) => terms.kind)) {
      const of = openKind(kind)
      of.others = of.others.filter(({ rule }) => !ids.has(rule.id))
      for (const skuId of new Set(rules.flatMap(({ scope }) => scope.skuId ?? []))) {
        const left = of.bySku.get(skuId)?.filter(({ rule }) => !ids.has(rule.id)) ?? []
        if (left.length > 0) of.bySku.set(skuId, left)
        else of.bySku.delete(skuId)
      }
    }
  }

  return {
    remove,
    add: (rules) => rules.forEach(add),
    done(version) {
      const changed = [...open].map(([kind, of]) => [kind, closed(of)] as const)
      const kinds = new Map([...before.kinds, ...changed])
      return { version, kinds, boundsMs: [...bounds].toSorted((a, b) => a - b), weekly }
    },
  }
}

function closed({ bySku, others }: OpenKind): RulesOfKind {
  const scopes = others.map(({ rule }) => rule.scope)
  return {
    bySku,
    others: others.toSorted(compareKept),
    categories: new Set(scopes.flatMap(({ category }) => category ?? [])),
    tags: new Set(scopes.flatMap(({ skuTag }) => skuTag ?? [])),
  }
}

/** From when until when nothing begins or ends, with `nowMs` between: half-open. */
export function steadyAround({ boundsMs, weekly }: RuleSet, nowMs: number): [number, number] {
  let low = 0
  let high = boundsMs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (boundsMs[middle]! <= nowMs) low = middle + 1
    else high = middle
  }
  const [from, until] = [boundsMs[low - 1] ?? -Infinity, boundsMs[low] ?? Infinity]
  if (!weekly) return [from, until]
  // The clocks of all time zones go forward and back at whole minutes.
  const minute = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS
  return [Math.max(from, minute), Math.min(until, minute + MINUTE_MS)]
}

const MINUTE_MS = 60_000
