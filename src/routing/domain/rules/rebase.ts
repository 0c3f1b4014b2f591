import { isSameRule } from './draft.ts'
import type { RoutingRule } from './rule.ts'

type Rules = readonly RoutingRule[]

/**
 * What a draft (`ours`) that changes `base` says once other rules (`theirs`) are in force instead:
 * what it leaves as it was is as they have it, what it changes stays as it has it. Where it moves
 * rules its order counts, else theirs; what only one list has follows the rule that it followed.
 */
export function decideRebase(base: Rules, ours: Rules, theirs: Rules): RoutingRule[] {
  const [before, own, other] = [base, ours, theirs].map(byId) as [Known, Known, Known]
  const isKept = (mine: Known, yours: Known) => (rule: RoutingRule) => {
    const was = before.get(rule.id)
    // Neither what the other list removes, unless it was changed here.
    return yours.has(rule.id) || !was || !isSameRule(was, mine.get(rule.id)!)
  }
  const [kept, taken] = [ours.filter(isKept(own, other)), theirs.filter(isKept(other, own))]
  const moves = !isSameOrder(base, ours)
  const [spine, rest] = moves ? [kept, taken] : [taken, kept]
  const ids = spine.map(({ id }) => id)
  for (const [i, { id }] of rest.entries()) {
    if (ids.includes(id)) continue
    const at = i === 0 ? 0 : ids.indexOf(rest[i - 1]!.id) + 1
    ids.splice(at, 0, id)
  }
  return ids.map((id) => {
    const [was, mine, theirOwn] = [before.get(id), own.get(id), other.get(id)]
    const isMine = mine && (!theirOwn || !was || !isSameRule(was, mine))
    return isMine ? mine : theirOwn!
  })
}

type Known = ReadonlyMap<string, RoutingRule>

function byId(rules: Rules): Known {
  return new Map(rules.map((rule) => [rule.id, rule]))
}

/** Whether the rules that both have stand in the same order. */
function isSameOrder(one: Rules, other: Rules): boolean {
  const [known, also] = [byId(one), byId(other)]
  const left = one.filter(({ id }) => also.has(id))
  const right = other.filter(({ id }) => known.has(id))
  return left.every(({ id }, i) => id === right[i]!.id)
}
