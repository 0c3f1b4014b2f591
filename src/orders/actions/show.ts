import { priorityOf } from '../../lib/priority.ts'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { listAllocations, listExpected, type ExpectedUnits } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { obstacleOf } from '../domain/move.ts'
import { canOf, stateOfLine, stateOfOrder, type Counters } from '../domain/counters.ts'
import {
  findOrder,
  getContact,
  listBundles,
  listGroups,
  listHolds,
  listLines,
  type Group,
  type OrderBundle,
  type OrderHead,
  type OrderLine,
} from '../store/read.ts'
import { followsIn, type OrdersWorld } from './world.ts'

/** An order with all that is known of it, as the API and the page show it. */
export async function showOrder(
  db: Queryable,
  scope: Scope,
  world: OrdersWorld,
  idOrNumber: string,
) {
  const network = await world.network.current()
  const head = (await findOrder(db, scope, idOrNumber)) ?? refuse('not_found')
  const ids = [head.id]
  const [lines, bundles, groups, contact, holds, claims, coming] = await Promise.all([
    listLines(db, ids),
    listBundles(db, head.id),
    listGroups(db, ids),
    getContact(db, head.id),
    listHolds(db, head.id),
    listAllocations(db, ids),
    listExpected(db, ids),
  ])
  const follows = await followsIn(world, lines)
  const codeOf = (id: number | null) =>
    id === null ? null : (network.locationById.get(id)?.code ?? String(id))
  const { shipTo, ...person } = contact
  return {
    ...headOf(head, network),
    state: stateOfOrder(lines, head.held),
    shipping: head.shipping,
    tax: head.tax,
    total: head.total,
    currency: head.currency,
    capturedAt: head.capturedAt,
    contact: person,
    customer: head.customer,
    priority: priorityOf(head.priority),
    tags: head.tags,
    groups: groups.map(({ no, method, pickupLocationId, wantedBy, nominated: from }) => {
      const pickupLocation = codeOf(pickupLocationId)
      const nominated = from && { location: codeOf(from.locationId)!, firm: from.firm }
      return { no, method, pickupLocation, shipTo: shipTo[no] ?? null, wantedBy, nominated }
    }),
    lines: lines.map((line) => ({
      ...lineOf(line),
      stocked: !follows(line.skuId),
      allocations: claims
        .filter(({ lineNo }) => lineNo === line.no)
        .map(({ id, locationId, quantity }) => ({
          location: codeOf(locationId)!,
          quantity: quantityOf(quantity, line.decimals),
          ...comingOf(coming.find(({ claimId }) => claimId === id)),
        })),
    })),
    bundles: bundles.map((bundle) => bundleOf(bundle, lines)),
    holds,
    can: [...canOf(lines, head.held), ...(isMovable(groups, lines) ? ['reroute'] : [])],
  }
}

/** What is said of units that are not there yet. */
function comingOf(units: ExpectedUnits | undefined) {
  if (!units) return {}
  const { expectedOn, promisedOn, supplyNo } = units
  const days = { expectedOn: expectedOn.toString(), promisedOn: promisedOn.toString() }
  return { ...days, ...(supplyNo > 0 && { receipt: supplyNo }) }
}

/** True where some group can be given to another place. */
function isMovable(groups: readonly Group[], lines: readonly OrderLine[]): boolean {
  return groups.some((group) => {
    const own = lines.filter(({ groupNo }) => groupNo === group.no)
    return obstacleOf(group, own) === null
  })
}

function headOf(head: OrderHead, network: Network) {
  const { id, number, version, channelId, externalId, placedAt } = head
  const channel = network.channelById.get(channelId)?.code ?? String(channelId)
  return { id, number, version, channel, externalId, placedAt }
}

const COUNTERS = [
  'ordered',
  'cancelled',
  'allocated',
  'expected',
  'released',
  'picked',
  'packed',
  'fulfilled',
  'returned',
] as const

function lineOf(line: OrderLine) {
  const counters = Object.fromEntries(
    COUNTERS.map((name) => [name, quantityOf(line[name], line.decimals)]),
  ) as Counters
  return {
    no: line.no,
    group: line.groupNo,
    sku: line.skuCode,
    name: line.name,
    unit: line.unit,
    state: stateOfLine(line),
    ...counters,
    unitPrice: line.unitPrice,
    total: line.total,
    bundle:
      line.bundleNo === null
        ? null
        : { line: line.bundleNo, ratio: quantityOf(line.bundleRatio!, line.decimals) },
  }
}

/** A bundle has gone as far as all that it is made of has. */
function bundleOf(bundle: OrderBundle, lines: readonly OrderLine[]) {
  const { no, groupNo: group, skuCode: sku, name, quantity: ordered, unitPrice, total } = bundle
  const parts = lines.filter(({ bundleNo }) => bundleNo === no)
  const gone = parts.map(({ cancelled, bundleRatio }) => Math.floor(cancelled / bundleRatio!))
  return { no, group, sku, name, ordered, cancelled: Math.min(...gone), unitPrice, total }
}
