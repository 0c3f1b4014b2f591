import type { Formats } from '../../lib/format.ts'
import { listed } from '../../lib/listed.ts'
import { brief, goodsText, plainly, type Unit } from './goods.ts'
import type { Hold, OrderEvent } from './types.ts'
import type { ToldWords } from './words-told.en.ts'

/** What the sentences of a timeline need to know besides the events. */
export type Telling = {
  words: ToldWords
  formats: Formats
  holds: readonly Hold[]
  place(locationId: number): string
  /** What is sold on a line; its decimals are undefined where they are not known. */
  line(no: number): (Omit<Unit, 'decimals'> & { decimals: number | undefined }) | undefined
  /**
   * Units of each line, as ordered and without what was cancelled since: all of an order is not
   * told piece by piece.
   */
  whole: readonly (readonly [line: number, ordered: number, left: number])[]
  /** Of the order. */
  currency: string
  /** What a hold is for, in words. */
  cause(cause: string): string
  declineReason(reason: string): string
}

type Told = { says: string; tone?: 'attention' | 'critical' | 'done' }

type Expected = Extract<OrderEvent, { type: 'order.expected_changed' }>['data']

/** That promised units have come, or come otherwise. All of a sentence comes on its last day. */
function expectedOf({ cause, parts }: Expected, of: Telling): Told {
  const { words, formats } = of
  const goods = goodsOf(
    parts.map(([no, , , units]) => [no, units] as const),
    of,
  )
  const last = parts
    .flatMap(([, , , , day]) => day ?? [])
    .toSorted()
    .at(-1)
  if (cause === 'arrived') return { says: words.arrived(goods) }
  if (cause === 'short') return { says: words.comesNot(goods), tone: 'critical' }
  if (cause === 'late' && last === undefined) {
    return { says: words.overdue(goods), tone: 'attention' }
  }
  if (last === undefined) return { says: words.fromStock(goods, of.place(parts[0]![2])) }
  const day = formats.day(last)
  if (cause === 'moved') return { says: words.expectedNow(goods, day) }
  return { says: words.comesLate(goods, day), tone: 'attention' }
}

/** One thing that happened to an order, as a sentence. */
export function toldOf(event: OrderEvent, of: Telling): Told {
  const { words } = of
  switch (event.type) {
    case 'order.placed':
      return { says: words['order.placed'] }
    case 'order.allocated':
      return { says: allocatedText(event.data, of) }
    case 'order.expected_changed':
      return expectedOf(event.data, of)
    case 'order.rerouted': {
      const { parts, locationId, reason, cause } = event.data
      const from = namesOf(new Set(parts.map(([, , before]) => before)), of)
      if (cause === 'uncovered') {
        const rows = parts.map(([no, , , units]) => [no, units] as const)
        return { says: words.gaveWay(goodsOf(rows, of), from, of.place(locationId)) }
      }
      if (cause === 'place_closed') {
        return { says: words.leftClosed(from, of.place(locationId), reason) }
      }
      return { says: words['order.rerouted'](from, of.place(locationId), reason) }
    }
    case 'order.improved': {
      const { from, to, saved, together } = event.data
      const [left, taken] = [from, to].map((rows) =>
        namesOf(new Set(rows.map(([, , place]) => place)), of),
      )
      const cost = of.formats.cost(saved > 0 ? saved : together, of.currency)
      const says = saved > 0 ? words['order.improved'] : words.madeRoom
      return { says: says(left!, taken!, cost) }
    }
    case 'order.cancelled': {
      const { reason, cause } = event.data
      const rows = event.data.lines.map(([no, , units]) => [no, units] as const)
      if (cause === 'no_place') return { says: nowhereText(event.data, of), tone: 'attention' }
      const goods = isAll(rows, of) ? undefined : goodsOf(rows, of)
      return { says: words['order.cancelled'](goods, reason) }
    }
    case 'order.cancellation_requested': {
      const { lines, reason } = event.data
      return { says: words['order.cancellation_requested'](goodsOf(lines, of), reason) }
    }
    case 'order.hold_placed': {
      const says = words['order.hold_placed'](of.cause(event.data.cause))
      return { says, tone: 'attention' }
    }
    case 'order.marked':
      return { says: markedText(event.data, of) }
    case 'order.hold_released': {
      const hold = of.holds.find(({ id }) => id === event.data.holdId)
      return { says: words['order.hold_released'](hold && of.cause(hold.cause)) }
    }
    default:
      return workedOf(event, of)
  }
}

type Cancelled = Extract<OrderEvent, { type: 'order.cancelled' }>['data']

/** What no place could serve, a sentence for each cause; what goes along with the first. */
function nowhereText({ lines, causes = [] }: Cancelled, of: Telling): string {
  const told = new Set(causes.map(([no]) => no))
  const besides = lines.filter(([no]) => !told.has(no)).map(([no, , units]) => [no, units] as const)
  if (causes.length === 0) return of.words.cancelledNowhere(goodsOf(besides, of))
  const byCause = [...Map.groupBy(causes, ([, cause]) => cause)]
  return byCause
    .map(([cause, own], first) => {
      const rows = own.map(([no, , units]) => [no, units] as const)
      return of.words.cancelledFor[cause](goodsOf(first === 0 ? [...rows, ...besides] : rows, of))
    })
    .join('. ')
}

type MarkedData = Extract<OrderEvent, { type: 'order.marked' }>['data']

function markedText({ priority, tags }: MarkedData, { words, formats }: Telling): string {
  const { added = [], removed = [] } = tags ?? {}
  const named = (all: readonly string[]) => listed(formats.language, all)
  return [
    ...(priority ? [words.prioritised(priority.to)] : []),
    ...(added.length > 0 ? [words.tagged(named(added))] : []),
    ...(removed.length > 0 ? [words.untagged(named(removed))] : []),
  ].join('. ')
}

type OfWork = Extract<OrderEvent, { type: `fulfilment.${string}` }>

/** What locations have done, in the words of a shop. */
function workedOf(event: OfWork, of: Telling): Told {
  const { words } = of
  switch (event.type) {
    case 'fulfilment.released': {
      return { says: words[event.type](placesOf(event.data.works, of)) }
    }
    case 'fulfilment.delayed': {
      return { says: words[event.type](placesOf(event.data.works, of)), tone: 'critical' }
    }
    case 'fulfilment.accepted':
      return { says: words[event.type](of.place(event.data.locationId)) }
    case 'fulfilment.declined': {
      const { lines, locationId, reason } = event.data
      const why = of.declineReason(reason)
      const says = words[event.type](of.place(locationId), goodsOf(lines, of), why)
      return { says, tone: 'attention' }
    }
    case 'fulfilment.picked':
    case 'fulfilment.packed': {
      const { lines, locationId } = event.data
      return { says: words[event.type](goodsOf(lines, of), of.place(locationId)) }
    }
    case 'fulfilment.short_picked': {
      const { lines, locationId } = event.data
      const says = words[event.type](goodsOf(lines, of), of.place(locationId))
      return { says, tone: 'attention' }
    }
    case 'fulfilment.shipped':
      return { says: sentText(event.data, of), tone: 'done' }
    case 'fulfilment.delivered':
      return { says: words[event.type](of.place(event.data.locationId)), tone: 'done' }
    case 'fulfilment.cancelled':
      return { says: words[event.type](goodsOf(event.data.lines, of), event.data.reason) }
    case 'fulfilment.cancellation_declined':
      return { says: words[event.type](goodsOf(event.data.lines, of)), tone: 'attention' }
    default:
      return { says: otherText(event) }
  }
}

/** A server newer than this page may tell of what it does not know. */
function otherText({ type }: { type: string }): string {
  return plainly(type.replace(/^\w+\./, ''))
}

type Sent = Extract<OrderEvent, { type: 'fulfilment.shipped' }>['data']

function sentText({ kind, lines, locationId, trackingNumber }: Sent, of: Telling): string {
  const place = of.place(locationId)
  const goods = goodsOf(lines, of)
  if (kind === 'handover') return of.words.handedOver(goods, place)
  return of.words['fulfilment.shipped'](goods, place, trackingNumber)
}

function placesOf(works: readonly { locationId: number }[], of: Telling): string {
  return namesOf(new Set(works.map(({ locationId }) => locationId)), of)
}

function namesOf(ids: ReadonlySet<number>, of: Telling): string {
  return listed(of.formats.language, [...ids].map(of.place))
}

function isAll(rows: readonly (readonly [number, number])[], { whole }: Telling): boolean {
  return whole.every(([no, ordered, left]) => {
    return rows.some(([line, units]) => line === no && (units === ordered || units === left))
  })
}

type Allocated = Extract<OrderEvent, { type: 'order.allocated' }>['data']

/** What was found, and what is promised of what is to come. */
function allocatedText({ parts, expected = [] }: Allocated, of: Telling): string {
  const { words, formats } = of
  const found = parts.length > 0 ? [words['order.allocated'](reservedText(parts, of))] : []
  const promised = [...Map.groupBy(expected, ([, , , , day]) => day)].map(([day, own]) => {
    const rows = own.map(([no, , , units]) => [no, units] as const)
    return words.expectedNow(goodsOf(rows, of), formats.day(day))
  })
  return [...found, ...promised].join('. ')
}

type Part = readonly [line: number, sku: number, location: number, units: number]

/** Place by place, what was found there. */
function reservedText(parts: readonly Part[], of: Telling): string {
  const byPlace = Map.groupBy(parts, ([, , locationId]) => locationId)
  const texts = [...byPlace].map(([locationId, own]) => {
    const goods = goodsOf(
      own.map(([no, , , units]) => [no, units] as const),
      of,
    )
    return of.words.reserved(goods, of.place(locationId))
  })
  return listed(of.formats.language, texts)
}

/** Names of goods in a sentence; the rest is counted. */
const GOODS = 2

function goodsOf(rows: readonly (readonly [number, number])[], of: Telling): string {
  if (of.whole.length > 1 && isAll(rows, of)) return of.words.everything
  const most = rows.length === GOODS + 1 ? rows.length : GOODS
  const shown = rows.slice(0, most).map(([no, units]) => oneOf(no, units, of))
  const rest = rows.length - shown.length
  if (rest > 0) shown.push(of.words.moreGoods(rest))
  return listed(of.formats.language, shown)
}

function oneOf(no: number, units: number, of: Telling): string {
  const line = of.line(no)
  if (!line) return of.words.line(of.formats.number(no))
  const { decimals } = line
  if (decimals === undefined) return brief(line.name)
  return goodsText(units, { ...line, decimals }, of)
}

/** Who did it: a person, a rule, a system. */
export function actorText(
  actor: string,
  of: { words: ToldWords; people: ReadonlyMap<string, string> },
): string {
  const systems: Record<string, string> = of.words.systems
  return of.people.get(actor) ?? systems[actor] ?? (isId(actor) ? of.words.somebody : actor)
}

function isId(actor: string): boolean {
  return /^(person|key):/.test(actor)
}
