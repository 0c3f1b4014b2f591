import fc from 'fast-check'
import { ruleSetOf } from '../../src/routing/domain/rules/set.ts'
import type { GroupToRoute, Inputs, NetworkView, Plan } from '../../src/routing/index.ts'
import { orderFacts, rules, skuOf } from './routing-rules.ts'
import { groups, plans, stockOf, tables, worlds } from './routing.ts'

/** Groups that are sent, by a rule without wishes in half of the cases, by bands in some. */
export const cases: fc.Arbitrary<Inputs> = fc
  .record({
    group: groups(),
    order: orderFacts,
    plan: plans(['least_cost']),
    table: fc.option(tables, { nil: undefined, freq: 2 }),
    rule: fc.option(rules(), { nil: undefined }),
    world: worlds(),
    there: fc.array(fc.nat(5), { minLength: 15, maxLength: 15 }),
  })
  .map(({ group, order, plan: drawn, table, rule, world, there }) => {
    // Few goods: else all places are in the plan.
    const demand = group.demand.slice(0, 2).map((one) => {
      return { ...one, quantity: Math.min(one.quantity, 3), sku: skuOf(one.skuId) }
    })
    const sent: GroupToRoute = { ...group, pickupLocationId: undefined, demand, order }
    const plan: Plan = {
      ...drawn,
      ...(table && { tariff: { ...table, packaging: drawn.tariff.packaging } }),
    }
    const ruled = rule && { rules: ruleSetOf(1, [{ ...rule, wishes: [] }]) }
    const network: NetworkView = {
      ...world.network,
      rank: (id) => id,
      location: (id) => {
        const at = world.network.location(id)
        return at && { ...at, paused: false, archived: false }
      },
    }
    const rows = there.map((available, i) => {
      return { skuId: (i % 3) + 1, locationId: Math.floor(i / 3) + 1, available }
    })
    return { group: sent, plan: { ...plan, ...ruled }, network, stock: stockOf(rows) }
  })

/** By plans that leave out what is too dear, too. */
export const leaving: fc.Arbitrary<Inputs> = fc
  .tuple(cases, fc.option(fc.nat(60_000), { freq: 1 }))
  .map(([{ plan, ...inputs }, unfilledPerUnit]) => {
    const objective = unfilledPerUnit === null ? {} : { unfilledPerUnit }
    return { ...inputs, plan: { ...plan, objective } }
  })
