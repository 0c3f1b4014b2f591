import { scaleOf, shown, type Typed, type TypedCondition } from './draft.ts'
import type { Alternative, Condition, Rule } from './tongue.ts'

type Amounts = Pick<Rule, 'when' | 'never'>

/** What a rule says in minor units, whatever the currency. */
function amountsIn({ when, never }: Amounts): number[] {
  const ofCondition = (one: Condition | Alternative): number[] => {
    if ('conditions' in one) return one.conditions.flatMap(ofCondition)
    return one.of === 'value' ? [one.from ?? [], one.below ?? []].flat() : []
  }
  return [...when.flatMap(ofCondition), never.noSplitBelow?.value ?? []].flat()
}

/** How the amounts of a rule read, with so many digits in the minor unit. */
export function amountTexts(rule: Amounts | undefined, digits: number | undefined): Set<string> {
  const scale = scaleOf('value', digits)
  return new Set(rule && amountsIn(rule).map((amount) => shown(amount, scale)))
}

/**
 * What is typed once its currency is another: what nobody touched stays as many minor units as in
 * the rule, and is read in the new one; what was written stays as it was written.
 */
export function retold(
  typed: Typed,
  rule: Amounts,
  before: number | undefined,
  now: number | undefined,
): Typed {
  const [was, is] = [scaleOf('value', before), scaleOf('value', now)]
  if (was === is) return typed
  const texts = new Map(amountsIn(rule).map((one) => [shown(one, was), shown(one, is)]))
  const again = (text: string) => texts.get(text) ?? text
  const inCondition = (one: TypedCondition): TypedCondition => {
    const any = one.any.map(inCondition)
    if (one.of !== 'value') return { ...one, any }
    return { ...one, from: again(one.from), below: again(one.below) }
  }
  const { when, never } = typed
  return {
    ...typed,
    when: when.map(inCondition),
    never: { ...never, belowValue: again(never.belowValue) },
  }
}
