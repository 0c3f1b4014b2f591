import { setImmediate } from 'node:timers/promises'
import { offeringOf, readDays, stocksBefore, type DayLoads } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  decideRouting,
  decideWhyNot,
  listDecisionsOf,
  readRulesOf,
  type DecideOthers,
  type Decision,
  type DecisionRecord,
  type GroupDecided,
  type Inputs,
  type Miss,
  type OrderDecided,
  type PlacedIn,
  type Plan,
  type RuleSet,
  type StoredDecision,
} from '../../routing/index.ts'
import { workOf } from '../domain/place.ts'
import { createBatchStock } from '../domain/stock-view.ts'
import { listTagsAt } from '../store/marks.ts'
import { getOrders, listGroups, type Group, type OrderHead, type OrderLine } from '../store/read.ts'
import { askedAt, momentsOf, planThen } from './as-decided.ts'
import type { OrdersWorld } from './world.ts'

type Placed = {
  /** The transaction in which it was placed. */
  tx: string
  order: OrderHead & { lines: OrderLine[] }
  groups: readonly Group[]
  decisions: readonly StoredDecision[]
}

/** What the decisions of a batch went by, read at once. */
type Then = {
  network: Network
  seenBy: Awaited<ReturnType<typeof stocksBefore>>
  days: DayLoads | undefined
  planOf(record: DecisionRecord): Plan | undefined
  rulesOf(version: number): RuleSet | undefined
}

/**
 * Orders as they were decided on when they were placed, and as others would have decided on the
 * same (`others`, asked for each group). What the decisions went by is put together from the
 * versions that the records name and the stock that was recorded before. Whether that was it is
 * tried: it must lead to the same record, byte for byte. Where it does not, it is said why not.
 * No more are decided once `isEnough`, asked after each, says so.
 */
export async function readPlacedAgain(
  db: Queryable,
  world: OrdersWorld,
  orders: readonly PlacedIn[],
  others: DecideOthers,
  isEnough: (orderId: string) => boolean = () => false,
): Promise<OrderDecided[]> {
  const placed = await readPlaced(db, orders)
  const then = await readThen(db, world, placed)
  const all: OrderDecided[] = []
  for (const one of placed) {
    const { id, number, currency, placedAt } = one.order
    const decided = await decidedAgain(world, one, then, others).catch((error: unknown): Miss => {
      world.platform.log.error({ err: error, order: id }, 'an order could not be decided again')
      return 'failed'
    })
    all.push({ order: { id, number, currency, placedAt }, decided })
    if (isEnough(id)) break
    // Requests go first.
    await setImmediate()
  }
  return all
}

/** Orders with their decisions of then, those that were decided first come first. */
async function readPlaced(db: Queryable, of: readonly PlacedIn[]): Promise<Placed[]> {
  const orderIds = of.map(({ id }) => id)
  const txOf = new Map(of.map(({ id, tx }) => [id, tx]))
  const [orders, groups, decisions] = await Promise.all([
    getOrders(db, orderIds),
    listGroups(db, orderIds),
    listDecisionsOf(db, orderIds),
  ])
  const groupsOf = Map.groupBy(groups, ({ orderId }) => orderId)
  const then = decisions.filter(({ cause }) => cause === 'placed' || cause === 'promised')
  const decisionsOf = Map.groupBy(then, ({ orderId }) => orderId)
  const firstOf = ({ decisions: [first] }: Placed) => first?.id ?? ''
  const tagsOf = await listTagsAt(
    db,
    orders.map(({ id, placedAt }) => ({ id, at: decisionsOf.get(id)?.[0]?.decidedAt ?? placedAt })),
  )
  return orders
    .map((order) => ({
      tx: txOf.get(order.id)!,
      order: { ...order, tags: tagsOf.get(order.id)! },
      groups: groupsOf.get(order.id) ?? [],
      decisions: decisionsOf.get(order.id) ?? [],
    }))
    .toSorted((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1))
}

async function readThen(
  db: Queryable,
  world: OrdersWorld,
  placed: readonly Placed[],
): Promise<Then> {
  const decisions = placed.flatMap((one) => one.decisions)
  const orderIds = placed.map(({ order }) => order.id)
  const ids = decisions.map(({ id }) => id).toSorted()
  const network = await world.network.current()
  const skuIds = new Set(decisions.flatMap(({ record }) => record.wanted.map((one) => one.skuId)))
  await world.skus.loadIds([...new Set(placed.flatMap(({ order }) => order.lines.map(skuOf)))])
  const [since, until] = [ids[0], ids.at(-1)]
  const of = { skuIds: [...skuIds], orderIds, since: since ?? NO_ID, until: until ?? NO_ID }
  const now = decisions[0]?.decidedAt ?? world.platform.clock.now()
  const seenBy = await stocksBefore(db, of)
  const days = await readDays(db, network, now, orderIds)
  for (const { order } of placed) days?.leave(order.id, new Set(order.lines.map(({ no }) => no)))
  const plans = new Map<string, Plan | undefined>()
  const rules = new Map<number, RuleSet | undefined>()
  for (const { record } of decisions) {
    const name = planNameOf(record)
    if (!plans.has(name)) plans.set(name, await world.plans.version(db, record))
    const version = record.rule?.version
    if (version === undefined || rules.has(version)) continue
    rules.set(version, await readRulesOf(db, version))
  }
  return {
    network,
    seenBy,
    days,
    planOf: (record) => plans.get(planNameOf(record)),
    rulesOf: (version) => rules.get(version),
  }
}

/** What `PlanBook.version` goes by. */
function planNameOf({ plan, declinesAt }: DecisionRecord): string {
  return `${plan.id} ${declinesAt ?? ''}`
}

const NO_ID = '00000000-0000-0000-0000-000000000000'
const skuOf = ({ skuId }: OrderLine) => skuId

async function decidedAgain(
  world: OrdersWorld,
  placed: Placed,
  then: Then,
  others: DecideOthers,
): Promise<GroupDecided[] | Miss> {
  const { decisions, order } = placed
  if (decisions.length === 0) return 'undecided'
  // Where something of it is promised, what is still to come was decided on as well.
  let miss: Miss | undefined = isPromised(placed) ? 'promised' : undefined
  const all: GroupDecided[] = []
  for (const decision of decisions) {
    const found: Miss | Again = miss ?? (await inputsAgain(world, placed, then, decision))
    if (typeof found === 'string') miss = found
    else {
      const { inputs, live } = found
      const { group, plan } = inputs
      all.push({ group, objective: plan.objective, live, others: others(order.id, inputs) })
    }
    // What comes after it found the days as full as they were with it.
    then.days?.take(order.id, workIn(placed, decision))
  }
  return miss ?? all
}

function isPromised({ decisions }: Placed): boolean {
  return decisions.some(({ cause }) => cause === 'promised')
}

/** What a decision went by, and itself made again. */
type Again = { inputs: Inputs; live: Decision }

/** Or why it cannot be made again. */
async function inputsAgain(
  world: OrdersWorld,
  { order, groups, tx }: Placed,
  { network, seenBy, days, planOf, rulesOf }: Then,
  decision: StoredDecision,
): Promise<Again | Miss> {
  const { record, groupNo, decidedAt, id: madeId } = decision
  const version = planOf(record)
  const group = groups.find(({ no }) => no === groupNo)
  if (!version || !group) return 'undecided'
  const plan = planThen(version, record, record.rule && rulesOf(record.rule.version))
  const lines = order.lines.filter((line) => line.groupNo === groupNo)
  const of = { decision, order, group, lines, network }
  const skuIds = record.wanted.map(({ skuId }) => skuId)
  const lineNos = lines.map(({ no }) => no)
  const taken = { skuIds, orderId: order.id, lineNos, madeId, tx }
  const offering = await offeringOf(world, decidedAt)
  let why: Miss | undefined
  for (const before of seenBy(taken)) {
    const stock = createBatchStock(before, offering, days)
    for (const now of momentsOf(decision)) {
      const asked = askedAt(world, of, undefined, now)
      const inputs = {
        group: asked.group,
        plan,
        network: asked.network,
        stock: stock.offeredTo(asked.buyer),
      }
      const live = decideRouting(inputs.group, inputs.plan, inputs.network, inputs.stock)
      const other = decideWhyNot(record, live.record)
      if (!other) return { inputs, live }
      why ??= other
    }
    // Whatever else stock was, that would be no other.
    if (why !== 'stock_differs') break
  }
  return why ?? 'otherwise_differs'
}

/** What a decision gave to the days of places, by line. */
function workIn({ order }: Placed, { groupNo, record }: StoredDecision) {
  const lines = order.lines.filter((line) => line.groupNo === groupNo)
  const decimals = new Map(lines.map((line) => [line.no, line.decimals]))
  const parts = record.chosen.flatMap(({ locationId, units }) =>
    units.flatMap(([skuId, quantity]) => {
      const line = lines.find((one) => one.skuId === skuId)
      return line ? [{ lineNo: line.no, skuId, locationId, quantity }] : []
    }),
  )
  return workOf(parts, (no) => decimals.get(no) ?? 0)
}
