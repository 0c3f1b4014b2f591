import type { Answer } from '../../lib/api.ts'
import { numberIn } from './draft.ts'
import {
  packagingFaults,
  packagingIn,
  typedPackaging,
  type Packing,
  type TypedPackaging,
} from './packaging.ts'
import { COST_UNITS } from './tongue.ts'

type Plans = Answer<'/v1/routing-plans', 'get'>
export type Plan = Plans['items'][number]
export type UsualPlan = Plans['usual']
type Tariff = Plan['tariff']
type Objective = Plan['objective']

/** What a plan may count besides carriage, in the order in which it is asked for. */
export const AMOUNTS = [
  'unfilledPerUnit',
  'unfilledPercent',
  'latePerParcel',
  'dayPerParcel',
  'carbonPerTonne',
  'reroutePerParcel',
] as const
export type Amount = (typeof AMOUNTS)[number]

/** Of what was paid; all others are money. */
export const isPercent = (name: Amount): boolean => name === 'unfilledPercent'

export const STRATEGIES = ['least_cost', 'priority', 'nearest'] as const
export type Strategy = (typeof STRATEGIES)[number]

/** What carriage costs by distance, as people say it: `perKm` and `perKgKm` by 100 km. */
export const RATES = ['base', 'perKg', 'perKm', 'perKgKm', 'otherBase', 'otherPerKg'] as const
export type Rate = (typeof RATES)[number]

/** `kept`: a table or zones, which are not typed here. */
export type Carriage = 'cards' | 'distance' | 'kept'

/** What prices are found by, as it is typed. */
export type TypedAhead = { days: string; marginPercent: string; together: boolean }

/** The plan of a channel as it is typed, money in its currency; what is empty counts nothing. */
export type TypedPlan = TypedAhead & {
  strategy: Strategy
  carriage: Carriage
  packaging: TypedPackaging
  rates: Record<Rate, string>
  amounts: Record<Amount, string>
  coolOffHours: string
  improving: boolean
  leastSaving: string
  mostMoves: string
  prices: boolean
}

/** Whole numbers. */
type Whole = 'coolOffHours' | 'mostMoves' | 'days' | 'marginPercent'
export type PlanFault = Rate | Amount | Whole | Packing | 'leastSaving'

/** For so long a place is usually not asked again for an order that it declined. */
export const COOL_OFF_HOURS = 24
const USUAL = { leastSaving: 5000, mostMoves: 3 }
export const USUAL_AHEAD = { days: 14, marginPercent: 40, together: false }
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
  return {
    strategy,
    carriage: carriageOf(tariff),
    packaging: typedPackaging(tariff.packaging),
    rates: ratesOf(tariff.distance ? tariff : usual.tariff),
    amounts: byName(AMOUNTS, (name) => {
      const counted = objective?.[name]
      return isPercent(name) ? String(counted ?? '') : typedMoney(counted, COST_UNITS)
    }),
    coolOffHours: String(plan?.coolOffHours ?? COOL_OFF_HOURS),
    improving: !!improving,
    leastSaving: typedMoney(moves.leastSaving, COST_UNITS),
    mostMoves: String(moves.mostMoves),
    prices: prices === 'on',
    ...typedAhead(lookAhead ?? USUAL_AHEAD),
  }
}

export function typedAhead({ days, marginPercent, together }: typeof USUAL_AHEAD): TypedAhead {
  return { days: String(days), marginPercent: String(marginPercent), together }
}

function ratesOf({ distance, otherwise }: Tariff): Record<Rate, string> {
  const { base: otherBase, perKg: otherPerKg } = otherwise ?? { base: 0, perKg: 0 }
  const counted = { ...distance!, otherBase, otherPerKg }
  return byName(RATES, (rate) => typedMoney(counted[rate], unitsOf(rate)))
}

/**
 * What is wrong, by field: `none` where it is no such number, `percent` where it is no such part,
 * its own name where its numbers are others, `cards` or `beside` where it needs those, or the
 * amount that it counts beside.
 */
export function planFaults(typed: TypedPlan): Map<PlanFault, Fault> {
  const faults = new Map<PlanFault, Fault>()
  const isIn = (text: string, least: number, most: number) => {
    const value = numberIn(text)
    return value >= least && value <= most
  }
  const whole = (name: Whole, most: number) => {
    if (!isWholeIn(typed[name], 1, most)) faults.set(name, 'none')
  }
  for (const name of AMOUNTS) {
    if (typed.amounts[name].trim() === '') continue
    if (!isIn(typed.amounts[name], 0, mostOf(name))) {
      faults.set(name, isPercent(name) ? 'percent' : 'none')
    } else if (isPercent(name) && typed.amounts.unfilledPerUnit.trim() === '') {
      faults.set(name, 'beside')
    } else if (isTimed(name) && typed.carriage !== 'cards') faults.set(name, 'cards')
  }
  if (typed.carriage === 'distance') {
    for (const rate of RATES) if (!isIn(typed.rates[rate], 0, MOST_RATE)) faults.set(rate, 'none')
  }
  for (const name of packagingFaults(typed.packaging, typed.carriage === 'cards')) {
    faults.set(name, name)
  }
  whole('coolOffHours', 720)
  if (typed.improving) {
    if (!isIn(typed.leastSaving, 0, MOST_RATE)) faults.set('leastSaving', 'none')
    whole('mostMoves', 20)
  }
  if (typed.prices) for (const name of aheadFaults(typed)) faults.set(name, 'none')
  return faults
}

export function aheadFaults({ days, marginPercent }: TypedAhead): ('days' | 'marginPercent')[] {
  return [
    ...(isWholeIn(days, 1, 90) ? [] : ['days' as const]),
    ...(isWholeIn(marginPercent, 1, 100) ? [] : ['marginPercent' as const]),
  ]
}

export function isWholeIn(text: string, least: number, most: number): boolean {
  const value = numberIn(text)
  return Number.isInteger(value) && value >= least && value <= most
}

/** Only cards say when a parcel arrives. */
function isTimed(name: Amount): boolean {
  return name === 'latePerParcel' || name === 'dayPerParcel'
}

type Fault = 'none' | 'percent' | 'cards' | 'beside' | Packing

/** As it is typed. */
export const mostOf = (name: Amount): number => (isPercent(name) ? 100 : 1e8)
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
    coolOffHours: numberIn(typed.coolOffHours),
    prices: typed.prices ? ('on' as const) : ('off' as const),
    ...(typed.prices && { lookAhead: lookAheadIn(typed) }),
    ...(typed.improving && {
      improving: {
        leastSaving: countedIn(typed.leastSaving),
        mostMoves: numberIn(typed.mostMoves),
      },
    }),
  }
}

export function lookAheadIn({ days, marginPercent, together }: TypedAhead) {
  return { days: numberIn(days), marginPercent: numberIn(marginPercent), together }
}

function tariffIn(typed: TypedPlan, before: Tariff): Tariff {
  const { packaging: _, ...form } = formIn(typed, before)
  const packaging = packagingIn(typed.packaging, typed.carriage === 'cards')
  return { ...form, ...(packaging && { packaging }) }
}

function formIn({ carriage, rates }: TypedPlan, before: Tariff): Tariff {
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
    else objective[name] = amountIn(name, amounts[name])
  }
  // It counts only beside what a late parcel costs, which only cards know.
  const hasLate = carriage === 'cards' && objective.latePerParcel !== undefined
  return hasLate && onTimePercent !== undefined ? { ...objective, onTimePercent } : objective
}

/** As it is counted. */
export function amountIn(name: Amount, text: string): number {
  return isPercent(name) ? numberIn(text) : countedIn(text)
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

export function byName<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>
}

/** Two beside each other. */
export function pairsOf<One>(all: readonly One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => all.slice(2 * i, 2 * i + 2))
}
