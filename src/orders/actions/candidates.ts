import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { offeringOf, readDays } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { costAnswerOf, exportGroup, weighPlaces, type WeighedPlace } from '../../routing/index.ts'
import { createBatchStock } from '../domain/stock-view.ts'
import { findOrder } from '../store/read.ts'
import { costNow, costsNow, findGroup, viewsOf, type GroupToMove, type Views } from './move.ts'
import type { OrdersWorld } from './world.ts'

/**
 * Where a delivery group could be served from instead, on what this process believes of stock: the
 * places that could take all of it first, the cheapest first of those.
 */
export async function showCandidates(
  db: Queryable,
  world: OrdersWorld,
  of: { scope: Scope; id: string; group: number },
  now: Temporal.Instant,
) {
  const { moving, network, views } = await weighNow(db, world, of, now)
  const { order, parts, obstacle } = moving
  const here = new Set(parts.map(({ locationId }) => locationId))
  const places = obstacle === null ? placesFor(views, here) : []
  const named = new Set([...here, ...places.map(({ locationId }) => locationId)])
  const pool = [...network.poolOf(order.channelId).keys()]
  const cost = costNow(views, parts)
  return {
    version: order.version,
    currency: order.currency,
    current: currentOf(moving, views, network),
    movable: obstacle === null,
    why: obstacle,
    candidates: places.map((place) => candidateOf(place, { moving, network, cost })),
    others: pool.filter((id) => !named.has(id) && !network.locationById.get(id)!.archived).length,
  }
}

/** The group as a decision would see it now, in the open format, with its optimum. */
export async function showProblem(
  db: Queryable,
  world: OrdersWorld,
  of: { scope: Scope; id: string; group: number },
  now: Temporal.Instant,
) {
  const { moving, views } = await weighNow(db, world, of, now)
  const codes = new Map(moving.lines.map(({ skuId, skuCode }) => [skuId, skuCode]))
  const { group, plan, network, stock } = views
  return exportGroup(group, plan, network, stock, (skuId) => codes.get(skuId)!)
}

/** A group with what choosing a place for it goes by, on what this process believes of stock. */
async function weighNow(
  db: Queryable,
  world: OrdersWorld,
  of: { scope: Scope; id: string; group: number },
  now: Temporal.Instant,
): Promise<{ moving: GroupToMove; network: Network; views: Views }> {
  const found = (await findOrder(db, of.scope, of.id)) ?? refuse('not_found')
  const moving = (await findGroup(db, found.id, of.group)) ?? refuse('not_found')
  const network = await world.network.current()
  await world.skus.loadIds([...new Set(moving.parts.map(({ skuId }) => skuId))])
  const days = await readDays(db, network, now, [moving.order.id])
  const base = createBatchStock(world.index, await offeringOf(world, now), days)
  return { moving, network, views: await viewsOf(db, world, moving, { network, base, now }) }
}

/** Places with something, or with a reason to be told; not the one that has all of it already. */
function placesFor(
  { group, plan, network, stock }: Views,
  here: ReadonlySet<number>,
): WeighedPlace[] {
  return weighPlaces(group, plan, network, stock)
    .filter(({ has, excluded }) => has !== 'none' || excluded !== null)
    .filter(({ locationId }) => here.size > 1 || !here.has(locationId))
    .toSorted(
      (a, b) => rankOf(a) - rankOf(b) || (a.cost?.total ?? 0) - (b.cost?.total ?? 0) || near(a, b),
    )
}

/** First what can take all of it, then what lacks something, then what may not. */
function rankOf({ excluded, has }: WeighedPlace): number {
  if (excluded !== null) return 3
  return ['all', 'part', 'none'].indexOf(has)
}

function near(a: WeighedPlace, b: WeighedPlace): number {
  if (a.km === b.km) return a.locationId - b.locationId
  return (a.km ?? Number.MAX_VALUE) - (b.km ?? Number.MAX_VALUE)
}

function currentOf({ lines, parts }: GroupToMove, views: Views, network: Network) {
  return costsNow(views, parts).map(({ locationId, km, cost }) => ({
    location: network.locationById.get(locationId)!.code,
    units: parts
      .filter((part) => part.locationId === locationId)
      .map(({ lineNo, quantity }) => {
        const { skuCode, decimals } = lines.find(({ no }) => no === lineNo)!
        return { line: lineNo, sku: skuCode, quantity: quantityOf(quantity, decimals) }
      }),
    cost: costAnswerOf(cost),
    km,
  }))
}

function candidateOf(
  { locationId, km, has, missing, cost, excluded, rule }: WeighedPlace,
  of: { moving: GroupToMove; network: Network; cost: number },
) {
  const { code, name } = of.network.locationById.get(locationId)!
  return {
    location: code,
    name,
    has,
    missing: missing.map(({ lineNo, wanted, available }) => {
      const { decimals } = of.moving.lines.find(({ no }) => no === lineNo)!
      return { line: lineNo, quantity: quantityOf(wanted - available, decimals) }
    }),
    cost: cost && costAnswerOf(cost),
    dearerBy: cost && cost.total - of.cost,
    km,
    excluded,
    rule: rule && { id: rule.id, name: rule.name },
  }
}
