import type { DecisionRecord } from '../record.ts'
import { DAY_MS, type SimulatedOrder } from './course.ts'
import type { Differences } from './differences.ts'
import { spent, type Figures, type Happened, type Spent } from './figures.ts'
import type { Paired } from './paired.ts'
import type { Change, Decided, Outcome, Progress } from './simulate.ts'

export type Amount = { term: Spent; amount: number }

/** What is said of a policy; locations by id. */
export type PolicyReport = {
  cost: { total: number; perOrder: number; terms: Amount[] }
  parcels: number
  splits: number
  km: number | null
  co2eG: number | null
  onTime: number | null
  timedParcels: number
  declined: number
  /** Left out where it was played before anything moved. */
  moved?: number
  wantedUnits: number
  unfilledUnits: number
  tillUnits: number
  lostUnits: number
  stockOuts: number
  load: LoadReport[]
  against: AgainstReport | null
  aboveBound: number | null
}

/** `against`: parcels there beside the first policy, of policies that were played. */
export type LoadReport = {
  locationId: number
  parcels: number
  units: number
  busiestDay: number
  against?: Paired
}

/** Of those from before it was compared, or that were not played, some is left out. */
export type AgainstReport = {
  changed: number
  by: Differences['by'] & Partial<Record<Happened, Paired>>
} & Partial<Omit<Differences, 'by'>>

/** What a report is made of: `load` of policies that were played. */
type Reported = {
  figures: Figures
  against:
    | ({ differs: number; by: AgainstReport['by']; load?(): ReadonlyMap<number, Paired> } & Partial<
        Omit<Differences, 'by'>
      >)
    | undefined
}

export type RuleCost = {
  rule: { id: string; name: string }
  perWeek: number
  low: number | null
  high: number | null
  changed: number
}

/** `bound`: what all of it costs at least, where that is known. */
export function policyReportOf(
  { figures, against }: Reported,
  orders: number,
  bound: number | undefined,
): PolicyReport {
  const total = totalOf(figures)
  const share = (sum: number, count: number) => (count === 0 ? null : sum / count)
  return {
    cost: {
      total,
      perOrder: orders === 0 ? 0 : total / orders,
      terms: amountsOf((term) => figures.cost[term]),
    },
    parcels: figures.parcels,
    splits: figures.splits,
    km: share(figures.km, figures.kmParcels),
    co2eG: share(figures.co2eG, figures.co2eParcels),
    onTime: share(figures.onTimeParcels, figures.timedParcels),
    timedParcels: figures.timedParcels,
    declined: figures.declined,
    moved: figures.moved,
    wantedUnits: rounded(figures.wantedUnits),
    unfilledUnits: rounded(figures.unfilledUnits),
    tillUnits: rounded(figures.tillUnits),
    lostUnits: rounded(figures.lostUnits),
    stockOuts: figures.stockOuts,
    load: loadOf(figures, against?.load?.()),
    against: againstOf(against),
    aboveBound: bound !== undefined && bound > 0 ? total / bound - 1 : null,
  }
}

/** By location; also where only the first policy has something to do. */
function loadOf({ load }: Figures, against: ReadonlyMap<number, Paired> | undefined): LoadReport[] {
  const ids = new Set([...load.keys(), ...(against?.keys() ?? [])])
  return [...ids]
    .map((locationId) => {
      const { parcels, units, byDay } = load.get(locationId) ?? { parcels: 0, units: 0, byDay: [] }
      const busiestDay = Math.max(0, ...byDay)
      const differs = against && { against: against.get(locationId)! }
      return { locationId, parcels, units: rounded(units), busiestDay, ...differs }
    })
    .toSorted((a, b) => b.parcels - a.parcels || a.locationId - b.locationId)
}

function againstOf(against: Reported['against']): AgainstReport | null {
  if (!against) return null
  const { differs, load: _, ...rest } = against
  return { changed: differs, ...rest }
}

export function totalOf({ cost }: Figures): number {
  return spent.reduce((sum, term) => sum + cost[term], 0)
}

/** Sums of whole units with decimals, without what adding them leaves behind. */
function rounded(units: number): number {
  return Math.round(units * 1e6) / 1e6
}

function amountsOf(of: (term: Spent) => number): Amount[] {
  return spent.map((term) => ({ term, amount: of(term) })).filter(({ amount }) => amount !== 0)
}

/** What a rule costs a week: by how much all is cheaper where it is left out. */
export function ruleCostOf(
  { against }: Outcome,
  rule: { id: string; name: string },
  { playedTo, byDay }: Progress,
  from: number,
): RuleCost {
  const { by, differs } = against!
  const { mean, low, high } = by.cost
  const orders = byDay.reduce((sum, one) => sum + one, 0)
  const weeks = (playedTo - from) / (7 * DAY_MS)
  const perWeek = (each: number) => (weeks === 0 ? 0 : (-each * orders) / weeks)
  return {
    rule,
    perWeek: perWeek(mean) + 0,
    low: high === null ? null : perWeek(high) + 0,
    high: low === null ? null : perWeek(low) + 0,
    changed: differs,
  }
}

/** How an order is decided when it comes: before a place declines, or goods come that it lacks. */
export type Side = {
  cost: number
  terms: Amount[]
  parts: { locationId: number; line: number; skuId: number; quantity: number; decimals: number }[]
  unfilled: number
  /** Left out where it is not, and where that was not kept yet. */
  refused?: boolean
}

export type ChangeRow = {
  policy: number
  no: number
  orderId: string
  orderNumber: string
  placedAt: number
  difference: number
  terms: Spent[]
  locationIds: number[]
  before: Side
  after: Side
  beforeRecords: GroupRecord[]
  afterRecords: GroupRecord[]
}

export type GroupRecord = { group: number; record: DecisionRecord }

/** What is told of an order besides its decisions. */
type OrderTold = Pick<SimulatedOrder, 'id' | 'number' | 'groups' | 'worth'>

export function changeRowOf(of: Omit<Change, 'order'> & { order: OrderTold }): ChangeRow {
  const { no, order, at, policy, before, after } = of
  const [one, other] = [sideOf(order, before), sideOf(order, after)]
  const amountIn = ({ terms }: Side, term: Spent) =>
    terms.find((amount) => amount.term === term)?.amount ?? 0
  const places = [...one.parts, ...other.parts].map(({ locationId }) => locationId)
  const recordsOf = ({ decisions }: Decided) =>
    decisions.map(({ record }) => ({ group: record.group.no, record }))
  return {
    policy,
    no,
    orderId: order.id,
    orderNumber: order.number,
    placedAt: at,
    difference: other.cost - one.cost,
    terms: spent.filter((term) => amountIn(one, term) !== amountIn(other, term)),
    locationIds: [...new Set(places)].toSorted((a, b) => a - b),
    before: one,
    after: other,
    beforeRecords: recordsOf(before),
    afterRecords: recordsOf(after),
  }
}

function sideOf(order: OrderTold, { decisions, paid, isRefused = false }: Decided): Side {
  const lines = new Map(
    order.groups.flatMap(({ demand }) => demand.map((one) => [one.lineNo, one])),
  )
  const decimalsOf = (lineNo: number) => Math.round(-Math.log10(lines.get(lineNo)!.wholePerUnit))
  const short = decisions.flatMap((decision) => decision.short)
  const sums = new Map<Spent, number>()
  const add = (term: Spent, amount: number) => sums.set(term, (sums.get(term) ?? 0) + amount)
  for (const one of paid) for (const term of spent) add(term, one[term] ?? 0)
  let unfilled = 0
  for (const { lineNo, wanted, available } of short) {
    const { follows, wholePerUnit } = lines.get(lineNo)!
    if (!follows) unfilled += (wanted - available) * wholePerUnit
    add('unfilled', Math.round((order.worth.get(lineNo) ?? 0) * (wanted - available)))
  }
  const terms = amountsOf((term) => sums.get(term) ?? 0)
  return {
    cost: terms.reduce((sum, { amount }) => sum + amount, 0),
    terms,
    parts: decisions.flatMap(({ parts }) =>
      parts.map(({ locationId, lineNo, skuId, quantity }) => {
        return { locationId, line: lineNo, skuId, quantity, decimals: decimalsOf(lineNo) }
      }),
    ),
    unfilled: rounded(unfilled),
    ...(isRefused && { refused: true }),
  }
}
