import { decideCase, decideCases, type SimulationResult } from './routing/index.ts'

type Outcome = SimulationResult['policies'][number]
type Gate = NonNullable<SimulationResult['gate']>

/** A policy, and those of its rules that could decide on nothing in the period. */
type Named = { name: string; idle: readonly string[] }

/** What a simulation came to, as the command line says it. */
export function linesOf(result: SimulationResult, named: readonly Named[]): string[] {
  const { policies, ruleCosts, hindsight, gate } = result
  return [
    ...policies.flatMap((one, at) => {
      const { name, idle } = named[at]!
      return [costLine(name, one), ...parcelLines(one), ...idleLines(idle)]
    }),
    ...ruleCosts.map(({ rule, perWeek }) => `  ${rule.name}: costs ${money(perWeek)} a week`),
    ...(hindsight ? [`  at least, in hindsight: ${money(hindsight.bound)}`] : []),
    ...(gate ? gateLines(gate) : []),
  ]
}

function costLine(name: string, { cost, parcels, splits, unfilledUnits, against }: Outcome) {
  const head = `  ${name}: ${money(cost.total)}, ${money(cost.perOrder)} an order`
  const rest = `, ${parcels} parcels, ${splits} split, ${unfilledUnits} units unfilled`
  if (!against) return head + rest
  const { mean, low, high } = against.by.cost
  const differ = `${against.changed} orders differ, by ${money(mean)} an order`
  return `${head}${rest}; ${differ}${between(low, high)}`
}

/** Means of its parcels; what is known of none is left out. */
function parcelLines({ onTime, km, co2eG }: Outcome): string[] {
  const told = [
    ...(onTime === null ? [] : [`${(100 * onTime).toFixed(1)} % on time`]),
    ...(km === null ? [] : [`${km.toFixed(1)} km`]),
    ...(co2eG === null ? [] : [`${co2eG.toFixed(0)} g CO2e`]),
  ]
  return told.length === 0 ? [] : [`    a parcel: ${told.join(', ')}`]
}

function idleLines(idle: readonly string[]): string[] {
  return idle.length === 0 ? [] : [`    has no day in the period: ${idle.join(', ')}`]
}

const FORECASTS = {
  base: 'forecast as learnt',
  low: 'half of the forecast',
  high: 'half as much more',
}

const PROVEN = {
  not_dearer: 'proven: not dearer, whatever the forecast',
  dearer: 'not proven',
  too_few_days: 'not proven: too few days to say',
}
const VERDICTS = { not_dearer: 'not dearer', dearer: 'dearer', too_few_days: 'too few days to say' }

/** Whether prices may be switched on, and by what. */
function gateLines({ passed, cases }: Gate): string[] {
  return [
    `  prices of scarce stock: ${PROVEN[decideCases(passed, cases.map(decideCase))]}`,
    ...cases.map((one) => {
      const { total, mean, low, high } = one.cost
      const much = `${money(mean)} an order${between(low, high)}${leftIn(total, one.left)}`
      return `    ${FORECASTS[one.forecast]}: ${VERDICTS[decideCase(one)]}, by ${much}`
    }),
  ]
}

/** What is left at the end is worth something, more or less than without prices. */
function leftIn(total: number, left = 0): string {
  if (left === 0) return ''
  const much = money(Math.abs(left))
  const why = left > 0 ? `less ${much}, as more is left` : `and ${much} more, as less is left`
  return `, of ${money(total)} in all ${why} at the end`
}

function between(low: number | null, high: number | null): string {
  return low === null || high === null ? '' : ` (${money(low)} to ${money(high)})`
}

function money(amount: number): string {
  return (amount / 10_000).toFixed(2)
}
