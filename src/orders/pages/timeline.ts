import { quantityOf } from '../../lib/quantity.ts'
import { html, type Html } from '../../platform/http/html.ts'
import { timeIn } from '../../platform/http/parts.ts'
import type { Event } from '../../platform/events/index.ts'
import type { OrderHold, OrderLine } from '../store/read.ts'
import { brief, listed, plainly, quantityText } from './words.ts'

export type TimelineOf = {
  events: readonly Event[]
  lines: readonly OrderLine[]
  holds: readonly OrderHold[]
  place: (locationId: number) => string
  zone: string
}

/** What happened to an order, the first thing first. */
export function timelineOf(of: TimelineOf): Html {
  return html`<ol class="timeline">
    ${of.events.map(
      (event) =>
        html`<li>${timeIn(of.zone, event.occurredAt)}<span>${happened(event, of)}</span></li>`,
    )}
  </ol>`
}

function happened({ type, data }: Event, of: TimelineOf): string {
  const told = data as Record<string, unknown>
  if (type === 'order.placed') return 'Placed'
  if (type === 'order.allocated') return `Stock came: ${reservedText(told['parts'], of)}`
  if (type === 'order.rerouted') return movedText(told, of)
  if (type === 'order.cancelled') {
    return `${cancelledText(told['lines'], of)}: ${told['reason']}`
  }
  if (type === 'order.hold_placed') return `Put on hold: ${plainly(String(told['cause']))}`
  if (type === 'order.hold_released') {
    const hold = of.holds.find(({ id }) => id === told['holdId'])
    return hold ? `Hold released: ${plainly(hold.cause)}` : 'Hold released'
  }
  if (type === 'order.cancellation_requested') {
    return `Cancellation of ${unitsText(told['lines'], of)} asked for: ${told['reason']}`
  }
  return worked(type, told, of) ?? plainly(type.replace(/^\w+\./, ''))
}

/** What locations have done, in the words of a shop. */
function worked(type: string, told: Record<string, unknown>, of: TimelineOf): string | undefined {
  const goods = unitsText(told['lines'], of)
  const place = typeof told['locationId'] === 'number' ? of.place(told['locationId']) : ''
  switch (type) {
    case 'fulfilment.released':
      return `Given to ${listed(worksIn(told['works']).map((id) => of.place(id)))}`
    case 'fulfilment.accepted':
      return `Accepted by ${place}`
    case 'fulfilment.declined':
      return `${place} cannot send ${goods}: ${plainly(String(told['reason'])).toLowerCase()}`
    case 'fulfilment.picked':
      return `${goods} picked at ${place}`
    case 'fulfilment.short_picked':
      return `${goods} not found at ${place}`
    case 'fulfilment.packed':
      return `${goods} packed at ${place}`
    case 'fulfilment.shipped':
      return told['kind'] === 'handover'
        ? `${goods} handed to the customer at ${place}`
        : `${goods} sent from ${place}${trackingText(told['trackingNumber'])}`
    case 'fulfilment.delivered':
      return `The parcel from ${place} has arrived`
    case 'fulfilment.cancelled':
      return `Cancelled ${goods}: ${told['reason']}`
    case 'fulfilment.cancellation_declined':
      return `Too late to cancel ${goods}: packed already`
    default:
      return undefined
  }
}

function trackingText(trackingNumber: unknown): string {
  return typeof trackingNumber === 'string' ? `, tracking number ${trackingNumber}` : ''
}

/** Rows of line, units. */
function unitsText(rows: unknown, of: TimelineOf): string {
  return listed(rowsIn(rows).map(([no, units]) => goodsText(no!, units!, of)))
}

function worksIn(works: unknown): number[] {
  if (!Array.isArray(works)) return []
  return (works as { locationId: number }[]).map(({ locationId }) => locationId)
}

/** Rows of line, SKU, location, units. */
function reservedText(parts: unknown, of: TimelineOf): string {
  const texts = rowsIn(parts).map(([no, , locationId, units]) => {
    return `${goodsText(no!, units!, of)} reserved at ${of.place(locationId!)}`
  })
  return listed(texts)
}

/** Rows of line, SKU, location before, units. */
function movedText(told: Record<string, unknown>, of: TimelineOf): string {
  const from = new Set(rowsIn(told['parts']).map(([, , locationId]) => of.place(locationId!)))
  const reason = typeof told['reason'] === 'string' ? `: ${told['reason']}` : ''
  return `Moved from ${listed([...from])} to ${of.place(Number(told['locationId']))}${reason}`
}

/** Rows of line, SKU, units; all of an order is not told piece by piece. */
function cancelledText(rows: unknown, of: TimelineOf): string {
  const cancelled = rowsIn(rows)
  const isAll = of.lines.every(({ no, ordered }) => {
    return cancelled.some(([lineNo, , units]) => lineNo === no && units === ordered)
  })
  if (isAll) return 'Cancelled'
  return `Cancelled ${listed(cancelled.map(([no, , units]) => goodsText(no!, units!, of)))}`
}

function rowsIn(data: unknown): number[][] {
  return Array.isArray(data) ? (data as number[][]) : []
}

function goodsText(no: number, units: number, { lines }: TimelineOf): string {
  const line = lines.find((candidate) => candidate.no === no)
  if (!line) return String(units)
  return `${quantityText(quantityOf(units, line.decimals), line.unit)} × ${brief(line.name)}`
}
