import type { Paired } from './paired.ts'

/** As it was learnt; half of it; half as much more. */
export const forecasts = { base: 1, low: 0.5, high: 1.5 } as const
export type Forecast = keyof typeof forecasts

/** `left`: by how much more what is left at the end is worth, in all; not in those from before. */
export type GateCase = { forecast: Forecast; passed: boolean; cost: Paired; left?: number }

/** Whether prices of scarce stock may be switched on, and what says so. */
export type PriceGate = { passed: boolean; cases: GateCase[] }

/**
 * Prices are proven where, on the period that was played, they are not dearer than the same rules
 * without them, with the forecast as it was learnt and with one that is wrong by half either way.
 * What prices have kept for later is not lost with the end of the period: it is taken off.
 * Too few days prove nothing, nor does a case that was not played.
 */
export function decidePriceGate(
  results: readonly { forecast: Forecast; cost: Paired; left: number }[],
): PriceGate {
  const cases = results.map(({ forecast, cost, left }) => {
    return { forecast, passed: cost.low !== null && cost.total <= left, cost, left }
  })
  const isPlayed = Object.keys(forecasts).every((name) => {
    return cases.some(({ forecast }) => forecast === name)
  })
  return { passed: isPlayed && cases.every(({ passed }) => passed), cases }
}

/** What a case says of prices, or all of them together. */
export const gateVerdicts = ['not_dearer', 'dearer', 'too_few_days'] as const
export type GateVerdict = (typeof gateVerdicts)[number]

/** Of too few days it is not said that prices are dearer. */
export function decideCase({ passed, cost }: Pick<GateCase, 'passed' | 'cost'>): GateVerdict {
  if (passed) return 'not_dearer'
  return cost.low === null ? 'too_few_days' : 'dearer'
}

/** One case that is dearer says it of all; where none of them was kept it is so if they failed. */
export function decideCases(passed: boolean, cases: readonly GateVerdict[]): GateVerdict {
  if (passed) return 'not_dearer'
  const isFew = !cases.includes('dearer') && cases.includes('too_few_days')
  return isFew ? 'too_few_days' : 'dearer'
}
