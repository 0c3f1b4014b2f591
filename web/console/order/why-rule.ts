import type { Step } from '../../ui/steps.tsx'
import type { DecisionRecord, Names, Teller } from './why.ts'

/** Which routing rule decided, and which it asked before; nothing where there are no rules. */
export function ruleSteps({ rule, tier, short }: DecisionRecord, teller: Teller): Step[] {
  if (!rule) return []
  const { formats } = teller
  const { routingRule: said } = teller.words
  const passed = (rule.passed ?? []).map(([, name]) => name)
  const before = passed.length > 0 ? [said.passed(passed)] : []
  if (rule.name === null) return [{ says: said.none, more: [...before, said.noneMore] }]
  // A draft has no number yet.
  const published = rule.version === 0 ? [] : [said.version(formats.number(rule.version))]
  const more = [...published, ...before]
  if (tier !== undefined && tier > 0) more.push(said.tier(formats.number(tier + 1)))
  if (short.length > 0 && rule.otherwise) more.push(said.short[rule.otherwise])
  return [{ says: said.decided(rule.name), more }]
}

/** Where who ordered it said that it is to come from. */
export function nominatedSteps(
  { nominated }: DecisionRecord,
  names: Names,
  teller: Teller,
): Step[] {
  if (!nominated) return []
  const { routingRule: said } = teller.words
  const [locationId, firm] = nominated
  return [{ says: said.nominated(names.place(locationId), firm), more: [said.nominatedMore] }]
}
