import { distanceKm } from '../../lib/geo.ts'
import { weighAgain, type Inputs } from './again.ts'
import { leastIn } from './changed.ts'
import { decideRouting, type Decision } from './decide.ts'
import { looksAt, MOST, type Change, type Looks } from './looks.ts'
import type { DecisionRecord } from './record.ts'
import type { LiveClosing } from './rules/closings.ts'
import type { RoutingRule } from './rules/rule.ts'
import { liveRuleOf, type LiveRule, type RuleSet } from './rules/set.ts'
import type { StockView } from './types.ts'

/** How many units more of one SKU a place must have, where that is all that it lacks. */
export function stockLooks(inputs: Inputs, record: DecisionRecord): Looks {
  const chosen = new Set(record.chosen.map(({ locationId }) => locationId))
  const { candidates } = weighAgain(inputs, record).weighed
  const wanted = new Map(candidates.skus.map(({ skuId, quantity }) => [skuId, quantity]))
  const some = candidates.list.map(({ location, available }) => {
    const lacking = candidates.skus.filter(({ quantity }, s) => available[s]! < quantity)
    return { id: location.id, lacking }
  })
  const known = new Set(some.map(({ id }) => id))
  const none = (record.excluded.no_stock ?? []).flatMap((one) => {
    const id = typeof one === 'number' ? one : one[0]
    return known.has(id) ? [] : [{ id, lacking: candidates.skus }]
  })
  const places = [...some, ...none].flatMap(({ id, lacking }): [number, number][] =>
    lacking.length === 1 && !chosen.has(id) ? [[id, lacking[0]!.skuId]] : [],
  )
  return looksAt(
    nearest(inputs, places, ([id]) => id),
    MOST.others,
    ([locationId, skuId]) => {
      const by = (units: number): Decision => {
        const stock = withMore(inputs.stock, locationId, skuId, units)
        return decideRouting(inputs.group, inputs.plan, inputs.network, stock)
      }
      const isThere = (units: number) => goesFrom(by(units)).includes(locationId)
      const units = leastIn(wanted.get(skuId)!, isThere)
      if (units === undefined) return undefined
      const change: Change = { of: 'stock_more', skuId, units }
      return { locationId, change, to: goesFrom(by(units)), cost: by(units).record.cost }
    },
  )
}

function goesFrom({ record }: Decision): number[] {
  return [...new Set(record.chosen.map(({ locationId }) => locationId))]
}

/** What is offered, and so much more of a SKU at a place. */
export function withMore(
  stock: StockView,
  locationId: number,
  skuId: number,
  more: number,
): StockView {
  return {
    ...stock,
    forEach(sku, visit) {
      let isSeen = false
      stock.forEach(sku, (id, available, ...kept) => {
        const isHere = sku === skuId && id === locationId
        isSeen ||= isHere
        visit(id, isHere ? Math.max(0, available) + more : available, ...kept)
      })
      if (sku === skuId && !isSeen) visit(locationId, more)
    },
  }
}

/** How far the rule must reach for a place that it finds too far away. */
export function distanceLooks(inputs: Inputs, { far = [], rule }: DecisionRecord): Looks {
  const { group, network, plan, stock } = inputs
  const { point } = group.destination
  if (!point || !plan.rules || !rule?.id) return { looks: [], beyond: 0 }
  const places = far.filter(([id]) => network.location(id)?.point)
  return looksAt(
    nearest(inputs, places, ([id]) => id),
    MOST.others,
    ([locationId]) => {
      const km = Math.ceil(distanceKm(network.location(locationId)!.point!, point))
      const rules = reaching(plan.rules!, rule.id!, km)
      const decision = decideRouting(group, { ...plan, rules }, network, stock)
      if (!goesFrom(decision).includes(locationId)) return undefined
      const change: Change = { of: 'distance', km }
      return { locationId, change, to: goesFrom(decision), cost: decision.record.cost }
    },
  )
}

/** Places that the rule closes on the day on which they would work on it: that it does not. */
export function closingLooks(inputs: Inputs, { failed, rule }: DecisionRecord): Looks {
  const { group, network, plan, stock } = inputs
  const id = rule?.id
  if (!plan.rules || !id) return { looks: [], beyond: 0 }
  return looksAt(
    nearest(inputs, failed?.closed_by_rule ?? [], ([place]) => place),
    MOST.others,
    ([locationId, on]) => {
      const rules = opening(plan.rules!, id, locationId)
      const decision = decideRouting(group, { ...plan, rules }, network, stock)
      if (!goesFrom(decision).includes(locationId)) return undefined
      const change: Change = { of: 'open', on }
      return { locationId, change, to: goesFrom(decision), cost: decision.record.cost }
    },
  )
}

/** The rules where one of them reaches farther. */
export function reaching(rules: RuleSet, id: string, maxKm: number): RuleSet {
  return withRule(rules, id, ({ rule }) => liveRuleOf({ ...rule, never: { ...rule.never, maxKm } }))
}

/** The rules where one of them closes a place on no day. */
function opening(rules: RuleSet, id: string, locationId: number): RuleSet {
  return withRule(rules, id, (live) => {
    const closings = live.closings.map((one): LiveClosing => ({
      ...one,
      isAbout: (location) => location.id !== locationId && one.isAbout(location),
    }))
    return { ...live, closings }
  })
}

type Ruled = LiveRule & { rule: RoutingRule }

function withRule(rules: RuleSet, id: string, changed: (live: Ruled) => LiveRule): RuleSet {
  return {
    version: rules.version,
    paysForUnits: rules.paysForUnits,
    matching: (facts) =>
      rules.matching(facts).map((live) => {
        return live.rule?.id === id ? changed({ ...live, rule: live.rule }) : live
      }),
  }
}

function nearest<One>(
  { group, network }: Inputs,
  places: readonly One[],
  idOf: (place: One) => number,
): One[] {
  const { point } = group.destination
  const away = (place: One) => {
    const there = network.location(idOf(place))?.point
    return there && point ? distanceKm(there, point) : Infinity
  }
  const keyed = places.map((place) => ({ place, km: away(place), id: idOf(place) }))
  keyed.sort((a, b) => (a.km === b.km ? a.id - b.id : a.km - b.km))
  return keyed.map(({ place }) => place)
}
