import { useFormats } from '../../lib/session.tsx'
import { weightIn } from '../carriers/units.ts'
import { useWords } from '../words/index.ts'
import {
  AMOUNTS,
  COOL_OFF_HOURS,
  FAR_KM,
  isPercent,
  type Plan,
  type UsualPlan,
} from './plan-draft.ts'
import type { Packaging } from './packaging.ts'
import { usePercent } from './use-plans.ts'
import { useServices } from './use-routing.ts'

type Fact = readonly [name: string, value: string]

/** What a plan counts, in words: of the same plans the same, one after the other. */
export function usePlanFacts(
  currency: string,
): (plan: Plan | undefined, usual: UsualPlan) => Fact[] {
  const { routing, simulator } = useWords()
  const { plans: said } = routing
  const { cost } = useFormats()
  const ahead = useAhead()
  const percent = usePercent()
  const carriage = useCarriage(currency)
  const packaging = usePackaging()
  return (plan, usual) => {
    const { strategy, tariff } = plan ?? usual
    const { objective = {}, improving, lookAhead, coolOffHours = COOL_OFF_HOURS } = plan ?? {}
    return [
      [said.strategy, routing.strategies[strategy]],
      [said.carriage, carriage(tariff)],
      [said.packaging, packaging(tariff.packaging)],
      ...AMOUNTS.map((name): Fact => {
        const amount = objective[name]
        const told = (counted: number) =>
          isPercent(name) ? percent(counted / 100, 2) : cost(counted, currency)
        return [simulator.plan.amounts[name], amount === undefined ? said.nothing : told(amount)]
      }),
      [said.coolOff, said.hours(coolOffHours)],
      [
        said.improving,
        improving
          ? said.moves(cost(improving.leastSaving, currency), improving.mostMoves)
          : said.stays,
      ],
      [said.prices, lookAhead ? said.pricesOn(ahead(lookAhead)) : said.pricesOff],
    ]
  }
}

/** What prices are found by, in words. */
export function useAhead(): (by: NonNullable<Plan['lookAhead']>) => string {
  const { plans: said } = useWords().routing
  const percent = usePercent()
  return ({ days, marginPercent, together }) => {
    const ahead = said.ahead(days, percent(marginPercent / 100))
    return together ? said.aheadTogether(ahead) : ahead
  }
}

/** Facts to be read: what does not count is one of them. */
export function useShortFacts(facts: readonly Fact[]): Fact[] {
  const { routing, simulator } = useWords()
  const { nothing, notCounted, packaging } = routing.plans
  const names = new Set<string>([packaging, ...Object.values(simulator.plan.amounts)])
  const isLeftOut = ([name, value]: Fact) => names.has(name) && value === nothing
  const leftOut = facts.filter(isLeftOut).map(([name]) => name)
  const rest = facts.filter((fact) => !isLeftOut(fact))
  return leftOut.length > 0 ? [...rest, [notCounted, leftOut.join(' · ')]] : rest
}

/** What box and filling of each parcel count for, in words. */
function usePackaging(): (packaging: Packaging | undefined) => string {
  const { plans: said } = useWords().routing
  const { language } = useFormats()
  const percent = usePercent()
  return ({ gramsPerParcel, airPercent } = {}) => {
    const told = [
      ...(gramsPerParcel === undefined
        ? []
        : [said.boxWeighs(weightIn(language, gramsPerParcel, 'kg'))]),
      ...(airPercent === undefined ? [] : [said.boxAir(percent(airPercent / 100))]),
    ]
    return told.length > 0 ? told.join(' · ') : said.nothing
  }
}

function useCarriage(currency: string): (tariff: Plan['tariff']) => string {
  const { plans: said } = useWords().routing
  const { cost } = useFormats()
  const services = useServices()
  return ({ cards, table, distance }) => {
    const own = cards?.services?.map((code) => services.find((s) => s.code === code)?.name ?? code)
    if (own) return said.byServices(own.join(' · '))
    if (cards) return said.byCards
    if (table) return said.byTable
    if (!distance) return said.byZones
    const { base, perKg, perKm, perKgKm } = distance
    const all = [base, perKg, perKm * FAR_KM, perKgKm * FAR_KM]
    const [parcel, kilo, far, kiloFar] = all.map((one) => cost(one, currency))
    return said.byDistance(parcel!, kilo!, far!, kiloFar!)
  }
}
