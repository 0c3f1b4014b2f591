import type { Decision } from '../decide.ts'
import type { Choice, Fallback, RoutingRule } from './rule.ts'

/** A rule that fitted and had not all, so the next was asked; as it was called then. */
export type PassedRule = [id: string, name: string]

/** Which rule decided: null where none fits, so that the plan of the channel did. */
export type RuledBy = {
  version: number
  id: string | null
  name: string | null
  /** How it chose; left out where the plan of the channel says it. */
  choose?: Choice['by']
  /** What follows where something is short; left out where the channel says it. */
  otherwise?: Overruling
  /** Rules that fitted before and had not all. */
  passed?: PassedRule[]
}

/** A rule that is asked, or what decides on everything else; and those that were asked before. */
export type Asked = { version: number; rule: RoutingRule | undefined; passed: PassedRule[] }

export function withRule({ parts, short, record }: Decision, asked: Asked): Decision {
  const { version, rule, passed } = asked
  const by: RuledBy = {
    version,
    id: rule?.id ?? null,
    name: rule?.name ?? null,
    ...(rule && { choose: rule.choose.by }),
    ...(rule && isOwn(rule.otherwise) && { otherwise: rule.otherwise }),
    ...(passed.length > 0 && { passed }),
  }
  return { parts, short, record: { ...record, rule: by } }
}

/** What overrules the channel. */
export const overruling = ['accept', 'ask', 'refuse', 'cancel'] as const
type Overruling = (typeof overruling)[number]

function isOwn(otherwise: Fallback): otherwise is Overruling {
  return overruling.some((one) => one === otherwise)
}
