import type { Paired } from './paired.ts'

/** As it was learnt; half of it; half as much more. */
export const forecasts = { base: 1, low: 0.5, high: 1.5 } as const
export type Forecast = keyof typeof forecasts

export type GateCase = { forecast: Forecast; passed: boolean; cost: Paired }

/** Whether prices of scarce stock may be switched on, and what says so. */
export type PriceGate = { passed: boolean; cases: GateCase[] }

/**
 * Prices are proven where, on the period that was played, they are not dearer than the same rules
 * without them, with the forecast as it was learnt and with one that is wrong by half either way.
 * Too few days prove nothing, nor does a case that was not played.
 */
export function decidePriceGate(
  results: readonly { forecast: Forecast; cost: Paired }[],
): PriceGate {
  const cases = results.map(({ forecast, cost }) => {
    return { forecast, passed: cost.low !== null && cost.mean <= 0, cost }
  })
  const isPlayed = Object.keys(forecasts).every((name) => {
    return cases.some(({ forecast }) => forecast === name)
  })
  return { passed: isPlayed && cases.every(({ passed }) => passed), cases }
}
