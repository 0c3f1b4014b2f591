import { unitsOf } from '../../lib/quantity.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import { everything } from '../../lib/scope.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  decideRouting,
  momentOf,
  type DecidedMade,
  type Made,
  type MadeBy,
  type NetworkView,
  type StockView,
} from '../../routing/index.ts'
import { networkViewOf } from '../domain/network-view.ts'
import { inventedGroup } from './invented.ts'
import type { OrdersWorld } from './world.ts'

/**
 * Decides made-up deliveries, each on stock of its own, by some rules. What passes by itself plays
 * no part: pauses, full days, how often places decline.
 */
export async function decideMade(
  db: Queryable,
  world: OrdersWorld,
  made: readonly Made[],
  by: MadeBy,
): Promise<(DecidedMade | Refusal)[]> {
  const network = await world.network.current()
  const planOf = await world.plans.read(db)
  const outcomes: (DecidedMade | Refusal)[] = []
  for (const one of made) {
    try {
      const at = (timeZone: string) =>
        one.at === null ? by.now : momentOf(one.at, timeZone, by.now)
      const { channel, group, now } = await inventedGroup(world, network, one.invented, {
        scope: everything,
        at,
      })
      const view = steadyView(networkViewOf(network, channel.id, now))
      const stock = await stockOf(world, network, one, view)
      const { declines: _, rules: __, prices: ___, ...plan } = planOf(channel.id, null)
      const ruled = { ...plan, rules: by.rules, ...(by.trace && { trace: by.trace }) }
      const { record } = decideRouting(group, ruled, view, stock)
      outcomes.push({ record, currency: channel.currency })
    } catch (error) {
      // What a test names may be gone since: that is told of it, and the others go on.
      if (!(error instanceof Refusal)) throw error
      outcomes.push(error)
    }
  }
  return outcomes
}

/** The network as it is when nothing is paused. */
function steadyView(view: NetworkView): NetworkView {
  return {
    ...view,
    location(id) {
      const location = view.location(id)
      return location && { ...location, paused: false }
    },
    isSkuPaused: () => false,
  }
}

/** There is always enough of what is not stocked. */
const ENDLESS = 1e12

async function stockOf(
  { skus }: OrdersWorld,
  { locationByCode, locationById }: Network,
  { invented, stock }: Made,
  view: NetworkView,
): Promise<StockView> {
  const wanted = new Set(invented.lines.map(({ sku }) => sku))
  const bySku = new Map<number, Map<number, number>>()
  for (const [i, { sku: code, location, quantity }] of stock.entries()) {
    const field = `/stock/${i}`
    const sku = wanted.has(code) ? skus.byCode(code) : undefined
    if (!sku) {
      const detail = 'No line asks for it.'
      return refuse('field_invalid', { field: `${field}/sku`, detail })
    }
    const place = locationByCode.get(location)
    if (!place) return refuse('location_unknown', { field: `${field}/location` })
    const units = unitsOf(quantity, sku.decimals)
    if (units === undefined) {
      const detail = `At most ${sku.decimals} decimals.`
      return refuse('field_invalid', { field: `${field}/quantity`, detail })
    }
    const places = bySku.get(sku.id) ?? new Map<number, number>()
    if (places.has(place.id)) {
      const detail = `It is said twice how much of ${code} ${location} has.`
      return refuse('field_invalid', { field, detail })
    }
    bySku.set(sku.id, places.set(place.id, units))
  }
  return {
    forEach(skuId, visit) {
      if (skus.byId(skuId)?.kind === 'not_stocked') {
        for (const id of locationById.keys()) if (view.rank(id) !== undefined) visit(id, ENDLESS)
        return
      }
      for (const [id, units] of bySku.get(skuId) ?? []) visit(id, units)
    },
  }
}
