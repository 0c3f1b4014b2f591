import { numberIn } from '../routing/draft.ts'
import {
  amountIn,
  AMOUNTS,
  byName,
  mostOf,
  type Amount,
  type Strategy,
} from '../routing/plan-draft.ts'
import type { Policy } from './use-simulations.ts'

export type PlanChange = Policy['plans'][number]

/** Another plan as it is typed; what is empty stays. */
export type TypedPlan = {
  channel: string
  strategy: Strategy | ''
  improving: 'moves' | 'keeps' | ''
  amounts: Record<Amount, string>
}

export const noPlan: TypedPlan = {
  channel: '',
  strategy: '',
  improving: '',
  amounts: byName(AMOUNTS, () => ''),
}

/** Amounts that are none, and `plan` where nothing is said. */
export function planFaults({ strategy, improving, amounts }: TypedPlan): Set<Amount | 'plan'> {
  const typed = AMOUNTS.filter((name) => amounts[name].trim() !== '')
  if (strategy === '' && improving === '' && typed.length === 0) return new Set(['plan'])
  return new Set(
    typed.filter((name) => {
      const value = numberIn(amounts[name])
      return !(value >= 0 && value <= mostOf(name))
    }),
  )
}

export function planOf({ channel, strategy, improving, amounts }: TypedPlan) {
  const objective = Object.fromEntries(
    AMOUNTS.flatMap((name): [Amount, number][] => {
      if (amounts[name].trim() === '') return []
      return [[name, amountIn(name, amounts[name])]]
    }),
  )
  return {
    ...(channel !== '' && { channel }),
    ...(strategy !== '' && { strategy }),
    ...(improving !== '' && { improving: improving === 'moves' ? {} : null }),
    ...(Object.keys(objective).length > 0 && { objective }),
  }
}
