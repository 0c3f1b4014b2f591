import type { Answer } from '../../lib/api.ts'
import { numberIn } from './draft.ts'
import { COST_UNITS } from './tongue.ts'

type Plans = Answer<'/v1/routing-plans', 'get'>
export type Plan = Plans['items'][number]
export type UsualPlan = Plans['usual']
type Tariff = Plan['tariff']
type Objective = Plan['objective']

/** What a plan may count besides carriage, in the order in which it is asked for. */
export const AMOUNTS = [
  'unfilledPerUnit',
  'latePerParcel',
  'reroutePerParcel',
  'carbonPerTonne',
] as const
export type Amount = (typeof AMOUNTS)[number]

export const STRATEGIES = ['least_cost', 'priority', 'nearest'] as const
export type Strategy = (typeof STRATEGIES)[number]

/** What carriage costs by distance, as people say it: `perKm` and `perKgKm` by 100 km. */
export const RATES = ['base', 'perKg', 'perKm', 'perKgKm', 'otherBase', 'otherPerKg'] as const
export type Rate = (typeof RATES)[number]

/** `kept`: a table or zones, which are not typed here. */
export type Carriage = 'cards' | 'distance' | 'kept'

/** The plan of a channel as it is typed, money in its currency; what is empty counts nothing. */
export type TypedPlan = {
  strategy: Strategy
  carriage: Carriage
  rates: Record<Rate, string>
  amounts: Record<Amount, string>
  improving: boolean
  leastSaving: string
  mostMoves: string
  prices: boolean
  days: string
  marginPercent: string
}

export type PlanFault = Rate | Amount | 'leastSaving' | 'mostMoves' | 'days' | 'marginPercent'

const USUAL = { leastSaving: 5000, mostMoves: 3, days: 14, marginPercent: 40 }
/** Kilometres by which rates are told. */
export const FAR_KM = 100
/** By so much what is typed is more than what is counted. */
const unitsOf = (rate: Rate): number => {
  return rate === 'perKm' || rate === 'perKgKm' ? COST_UNITS / FAR_KM : COST_UNITS
}

export function carriageOf({ cards, distance, table, zones = [] }: Tariff): Carriage {
  if (cards) return 'cards'
  return distance && !table && zones.length === 0 ? 'distance' : 'kept'
}

export function typedPlan(plan: Plan | undefined, usual: UsualPlan): TypedPlan {
  const { strategy, tariff } = plan ?? usual
  const { objective, improving, lookAhead, prices } = plan ?? {}
  const moves = improving ?? USUAL
  const ahead = lookAhead ?? USUAL
  return {
    strategy,
    carriage: carriageOf(tariff),
    rates: ratesOf(tariff.distance ? tariff : usual.tariff),
    amounts: byName(AMOUNTS, (name) => typedMoney(objective?.[name], COST_UNITS)),
    improving: !!improving,
    leastSaving: typedMoney(moves.leastSaving, COST_UNITS),
    mostMoves: String(moves.mostMoves),
    prices: prices === 'on',
    days: String(ahead.days),
    marginPercent: String(ahead.marginPercent),
  }
}

function ratesOf({ distance, otherwise }: Tariff): Record<Rate, string> {
  const { base: otherBase, perKg: otherPerKg } = otherwise ?? { base: 0, perKg: 0 }
  const counted = { ...distance!, otherBase, otherPerKg }
  return byName(RATES, (rate) => typedMoney(counted[rate], unitsOf(rate)))
}

/** What is wrong, by field: `none` where it is no such number, `cards` where it needs those. */
export function planFaults(typed: TypedPlan): Map<PlanFault, 'none' | 'cards'> {
  const faults = new Map<PlanFault, 'none' | 'cards'>()
  const isIn = (text: string, least: number, most: number) => {
    const value = numberIn(text)
    return value >= least && value <= most
  }
  const whole = (name: 'mostMoves' | 'days' | 'marginPercent', most: number) => {
    if (isIn(typed[name], 1, most) && Number.isInteger(numberIn(typed[name]))) return
    faults.set(name, 'none')
  }
  for (const name of AMOUNTS) {
    if (typed.amounts[name].trim() === '') continue
    if (!isIn(typed.amounts[name], 0, MOST)) faults.set(name, 'none')
    else if (name === 'latePerParcel' && typed.carriage !== 'cards') faults.set(name, 'cards')
  }
  if (typed.carriage === 'distance') {
    for (const rate of RATES) if (!isIn(typed.rates[rate], 0, MOST_RATE)) faults.set(rate, 'none')
  }
  if (typed.improving) {
    if (!isIn(typed.leastSaving, 0, MOST_RATE)) faults.set('leastSaving', 'none')
    whole('mostMoves', 20)
  }
  if (typed.prices) {
    whole('days', 90)
    whole('marginPercent', 100)
  }
  return faults
}

const MOST = 1e8
const MOST_RATE = 1e4

/** The next version, to be sent; what is not typed here stays as it is. */
export function planBody(
  typed: TypedPlan,
  of: { channel: string; plan: Plan | undefined; usual: UsualPlan },
) {
  const { channel, plan, usual } = of
  return {
    channel,
    version: plan?.version ?? 0,
    strategy: typed.strategy,
    tariff: tariffIn(typed, (plan ?? usual).tariff),
    objective: objectiveIn(typed, plan?.objective ?? {}),
    prices: typed.prices ? ('on' as const) : ('off' as const),
    ...(typed.prices && {
      lookAhead: { days: numberIn(typed.days), marginPercent: numberIn(typed.marginPercent) },
    }),
    ...(typed.improving && {
      improving: {
        leastSaving: countedIn(typed.leastSaving),
        mostMoves: numberIn(typed.mostMoves),
      },
    }),
  }
}

function tariffIn({ carriage, rates }: TypedPlan, before: Tariff): Tariff {
  if (carriage === 'kept') return before
  if (carriage === 'cards') return before.cards ? before : { cards: {} }
  const { otherBase, otherPerKg, ...distance } = byName(RATES, (rate) => {
    return round(numberIn(rates[rate]) * unitsOf(rate))
  })
  return { distance, otherwise: { base: otherBase, perKg: otherPerKg } }
}

function objectiveIn({ amounts, carriage }: TypedPlan, before: Objective): Objective {
  const { onTimePercent, ...objective } = { ...before }
  for (const name of AMOUNTS) {
    if (amounts[name].trim() === '') delete objective[name]
    else objective[name] = countedIn(amounts[name])
  }
  // It counts only beside what a late parcel costs, which only cards know.
  const isTimed = carriage === 'cards' && objective.latePerParcel !== undefined
  return isTimed && onTimePercent !== undefined ? { ...objective, onTimePercent } : objective
}

function countedIn(text: string): number {
  return Math.round(numberIn(text) * COST_UNITS)
}

/** Of what is a share of a unit that is counted, a millionth is near enough. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function typedMoney(counted: number | undefined, units: number): string {
  if (counted === undefined) return ''
  const value = round(counted / units)
  return value === Number(value.toFixed(2)) ? value.toFixed(2) : String(value)
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>
}
