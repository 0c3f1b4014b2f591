import { quantityOf } from '../../lib/quantity.ts'
import { Refusal } from '../../lib/refusal.ts'
import { millionthsOf, type Work } from '../../inventory/index.ts'
import {
  cancellingNothing,
  decideRouting,
  type Decision,
  type Demand,
  type GroupToRoute,
  type NetworkView,
  type OrderFacts,
  type Part,
  type Plan,
} from '../../routing/index.ts'
import type { KnownSku, NewGroup, NewOrder } from './capture.ts'
import type { ComingPart } from './coming.ts'
import { paidFor } from './group-view.ts'
import { isToHome, sizeOf } from './parcel.ts'
import type { BatchStock } from './stock-view.ts'
import { cancelledIn, decideUnserved, nothingUnserved, type Unserved } from './unserved.ts'

/** What of an order is promised before it is there, and why from there. */
export type Promised = { parts: ComingPart[]; decisions: Decision[] }

/** Most orders promise nothing that is not there. */
export const nothingPromised: Promised = { parts: [], decisions: [] }

/** An order with where each group would be served from. */
export type Routed = { decisions: Decision[]; short: boolean; promised: Promised }

/** Routes every group of an order on what the batch still has, and takes it off that. */
export function routeOrder(
  order: NewOrder,
  plan: Plan,
  network: NetworkView,
  stock: BatchStock,
  facts?: OrderFacts,
): Routed {
  const decisions = order.groups.map((group) => {
    const buyer = { channelId: order.channelId, method: group.method, order }
    const offered = stock.offeredTo(buyer)
    const decision = decideRouting(groupOf(order, group, facts), plan, network, offered)
    for (const part of decision.parts) stock.take(part.skuId, part.locationId, part.quantity)
    stock.days?.take(order, newWorkOf(decision.parts, order))
    return decision
  })
  const short = decisions.some((decision) => decision.short.length > 0)
  return { decisions, short, promised: nothingPromised }
}

/**
 * What happens to an order that is short: as the rules say that decided on what is short, the
 * strictest of them; where they say nothing, as the channel does.
 */
export function policyOf({ decisions, promised }: Routed, { onShortage }: ShortagePolicy): Policy {
  const promisedOf = (of: number) =>
    promised.parts.reduce((sum, one) => (one.lineNo === of ? sum + one.quantity : sum), 0)
  const short = decisions.filter(({ short: lines }) =>
    lines.some(({ lineNo, wanted, available }) => available + promisedOf(lineNo) < wanted),
  )
  const said = new Set(short.map(({ record }) => saidBy(record) ?? onShortage))
  return (['refuse', 'ask', 'accept'] as const).find((one) => said.has(one)) ?? onShortage
}

/** What is cancelled is taken first, so that the customer can be told of it. */
function saidBy({ rule }: Decision['record']): Policy | undefined {
  return rule?.otherwise === 'cancel' ? 'accept' : rule?.otherwise
}

/** Units of a new order that are cancelled at once: no place can serve them; and why. */
export function unservedOf(order: NewOrder, { decisions, promised }: Routed): Unserved {
  const lost = decisions.flatMap((one) => cancelledIn(one, promised.parts))
  return lost.length > 0 ? decideUnserved(order.lines, lost) : nothingUnserved
}

type Policy = 'refuse' | 'ask' | 'accept'
type ShortagePolicy = { onShortage: Policy }

/** Gives back what an order took that is not placed after all. */
export function untake(order: NewOrder, routed: Routed, stock: BatchStock): void {
  stock.days?.giveBack(order)
  for (const part of routed.decisions.flatMap(({ parts }) => parts)) {
    stock.take(part.skuId, part.locationId, -part.quantity)
  }
}

/** What parts of an order are of a day's work at their places. */
export function workOf(parts: readonly Part[], decimalsOf: (lineNo: number) => number): Work[] {
  return parts.map(({ locationId, lineNo, quantity }) => {
    return { locationId, lineNo, units: millionthsOf(quantity, decimalsOf(lineNo)) }
  })
}

/** The same of an order that is being placed. */
export function newWorkOf(parts: readonly Part[], { lines }: NewOrder): Work[] {
  return workOf(parts, (lineNo) => lines.find(({ no }) => no === lineNo)!.sku.decimals)
}

/** A delivery group as routing sees it: all that was ordered for it. */
export function groupOf(order: NewOrder, group: NewGroup, facts?: OrderFacts): GroupToRoute {
  const { shipTo } = group
  const point =
    shipTo?.lat === undefined || shipTo.lon === undefined
      ? undefined
      : { lat: shipTo.lat, lon: shipTo.lon }
  return {
    no: group.no,
    method: group.method,
    destination: {
      country: shipTo?.country,
      region: shipTo?.region,
      postalCode: shipTo?.postalCode,
      home: isToHome(group),
      point,
    },
    pickupLocationId: group.pickupLocationId,
    ...(facts && { order: facts }),
    ...(group.wantedBy !== undefined && { wantedBy: group.wantedBy }),
    ...(group.nominated && { nominated: group.nominated }),
    demand: order.lines
      .filter((line) => line.groupNo === group.no)
      .map(({ no, sku, ordered, total }) => {
        const { decimals } = sku
        return { ...demandOf(sku, no, ordered), ...paidFor({ total, ordered, decimals }, facts) }
      }),
  }
}

/** A line as routing sees it, by what the SKU is now. */
export function demandOf(sku: KnownSku, lineNo: number, quantity: number): Demand {
  return {
    lineNo,
    skuId: sku.id,
    quantity,
    gramsPerUnit: (sku.weightG ?? 0) / 10 ** sku.decimals,
    wholePerUnit: 1 / 10 ** sku.decimals,
    size: sizeOf(sku),
    sku,
    ...(sku.kind === 'not_stocked' && { follows: true }),
  }
}

/**
 * The same order where nothing could be kept for it: every line waits, and the records say so. That
 * others were quicker each time is no reason to cancel: a person is asked.
 */
export function withoutStock(order: NewOrder, routed: Routed): Routed {
  const decisions = routed.decisions.map(({ record: whole }) => {
    const { unfilled: _, had: __, ...rest } = cancellingNothing(whole)
    const { rule } = rest
    const isCancelled = rule?.otherwise === 'cancel'
    const record = isCancelled ? { ...rest, rule: { ...rule, otherwise: 'ask' as const } } : rest
    const short = order.lines
      .filter((line) => line.groupNo === record.group.no)
      .map(({ no, sku, ordered }) => {
        return { lineNo: no, skuId: sku.id, wanted: ordered, available: 0 }
      })
    const nothing = { chosen: [], cost: 0, gap: 0, alternative: null }
    return { parts: [], short, record: { ...record, ...nothing, short } }
  })
  return { decisions, short: true, promised: nothingPromised }
}

/** What is told of a line that cannot be served: quantities as people write them. */
export type ShortLine = {
  /** As it was sent; of a bundle the SKU is the component that is short. */
  line: number
  bundle?: string
  sku: string
  wanted: number
  available: number
  nextOn: string | null
}

/**
 * The refusal of a channel that takes no order it cannot serve: what was wanted, what is there.
 * When there will be more is looked up once it is certain.
 */
export function shortageOf(order: NewOrder, routed: Routed): Refusal {
  const all = routed.decisions.flatMap(({ short: lines }) => lines)
  const lineOf = new Map(order.lines.map((line) => [line.no, line]))
  // What goes along with the rest is short only because the rest is.
  const leading = all.filter(({ lineNo }) => lineOf.get(lineNo)!.sku.kind !== 'not_stocked')
  const short = leading.length > 0 ? leading : all
  return new Refusal('shortage', {
    facts: {
      short: short.map(({ lineNo, wanted, available }): ShortLine => {
        const { sku, bundle } = lineOf.get(lineNo)!
        const sent = bundle && order.bundles.find(({ no }) => no === bundle.no)!
        return {
          line: sent?.no ?? lineNo,
          ...(sent && { bundle: sent.sku.code }),
          sku: sku.code,
          wanted: quantityOf(wanted, sku.decimals),
          available: quantityOf(available, sku.decimals),
          nextOn: null,
        }
      }),
    },
  })
}
