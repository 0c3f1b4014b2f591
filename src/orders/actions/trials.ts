import { randomUUID } from 'node:crypto'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { listAllocations, offeringOf, readDays } from '../../inventory/index.ts'
import type { Channel, Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Log } from '../../platform/log.ts'
import {
  decideRouting,
  listExclusions,
  locationsIn,
  readDraftRules,
  untold,
  newTrace,
  NotReady,
  recordSoFar,
  type Decision,
  type DecisionRecord,
  type GroupToRoute,
  type Invented,
  type NetworkView,
  type Plan,
  type RuleSet,
  type Step,
  type Trace,
} from '../../routing/index.ts'
import { partsOf } from '../domain/move.ts'
import { decideTried, wantedAsNew } from '../domain/tried.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { workOf } from '../domain/place.ts'
import { createBatchStock, type BatchStock } from '../domain/stock-view.ts'
import { findOrder, getOrders, listGroups, type OrderHead } from '../store/read.ts'
import { dayIn, inventedGroup } from './invented.ts'
import type { OrdersWorld } from './world.ts'

export type Trial = {
  channel: Channel
  currency: string
  groups: readonly GroupToRoute[]
  stock: BatchStock
  /** A real order; null where it is invented. */
  placed: OrderHead | null
  /** Who is given room on the days of places: one that comes as a new one has none yet. */
  order: string | object
  /** One that comes as a new one does not have the last units of its channel. */
  isSold: boolean
  /** Its lines whose room on the days of their places is free for it. */
  lineNos: ReadonlySet<number>
  /** All that was ordered is decided, as if it came now: some has left, or all was cancelled. */
  asIfNew: boolean
}

type Asked = { order: string } | { invented: Invented }

/**
 * What would be decided now of a real order, as if it were decided anew (where some of it has left,
 * or all was cancelled: as if all that was ordered came now), or of an invented one: by the rules
 * in force, and by the draft where there is one. On what this process believes of stock; nothing
 * is taken.
 */
export async function tryRules(
  db: Queryable,
  world: OrdersWorld,
  asked: Asked,
  { scope, now }: { scope: Scope; now: Temporal.Instant },
) {
  const network = await world.network.current()
  const trial = await trialOf(db, world, { network, asked, scope }, now)
  const plan = triedPlan((await world.plans.read(db))(trial.channel.id, trial.placed))
  const draft = await readyDraft(db)
  const { log } = world.platform
  const view = networkViewOf(network, trial.channel.id, now)
  const decide = (by: Plan) => decideAll(trial, world, by, view)
  const live = decide(plan)
  const drafted =
    draft instanceof NotReady
      ? { decided: [], failed: trial.groups.map((group) => notReadyFor(group, plan, draft)) }
      : draft && decide({ ...plan, rules: draft })
  const failed = [
    ...live.failed.map((one) => ({ by: 'live' as const, ...told(one, log) })),
    ...(drafted?.failed ?? []).map((one) => ({ by: 'draft' as const, ...told(one, log) })),
  ]
  const decided = [...live.decided, ...(drafted?.decided ?? [])]
  const records = [...decided, ...failed].map(({ record }) => record)
  const named = new Set(records.flatMap((record) => [...locationsIn(record)]))
  const skuIds = new Set(trial.groups.flatMap(({ demand }) => demand.map(({ skuId }) => skuId)))
  const answerOf = (all: readonly Decision[]) =>
    all.map(({ record }) => ({ groupNo: record.group.no, record }))
  return {
    currency: trial.currency,
    asIfNew: trial.asIfNew,
    live: answerOf(live.decided),
    draft: drafted ? answerOf(drafted.decided) : null,
    failed,
    places: [...named]
      .toSorted((a, b) => a - b)
      .flatMap((id) => network.locationById.get(id) ?? [])
      .map(({ id, code, name, point }) => ({ id, code, name, point: point ?? null })),
    skus: [...skuIds]
      .toSorted((a, b) => a - b)
      .flatMap((id) => world.skus.byId(id) ?? [])
      .map(({ id, code, name, unit, decimals }) => ({ id, code, name, unit, decimals })),
  }
}

/** By whose rules the order is decided, told to nobody. */
export function triedPlan(plan: Plan): Plan {
  return plan.rules ? { ...plan, rules: untold(plan.rules) } : plan
}

/** The draft, or which rule of it cannot be made ready; undefined where it changes nothing. */
export async function readyDraft(db: Queryable): Promise<RuleSet | NotReady | undefined> {
  try {
    return await readDraftRules(db)
  } catch (error) {
    if (error instanceof NotReady) return error
    throw error
  }
}

/** A group on which deciding failed: how far it came, and why it came no further. */
export type FailedTrial = { groupNo: number; step: Step; record: DecisionRecord; error: unknown }

export function failedTrial(
  trace: Trace,
  group: GroupToRoute,
  plan: Plan,
  error: unknown,
): FailedTrial {
  const record = recordSoFar(trace, group, plan)
  return { groupNo: group.no, step: trace.step, record, error }
}

/** By rules that do not even come to deciding. */
export function notReadyFor(group: GroupToRoute, plan: Plan, error: NotReady): FailedTrial {
  return failedTrial({ step: 'ready', asked: error.asked }, group, plan, error)
}

/** What failed is a fault of ours, never a shortage; the log has it under the reference. */
export function told({ error, ...failed }: FailedTrial, log: Log) {
  const reference = randomUUID()
  const { groupNo, step } = failed
  log.error({ err: error, reference, group: groupNo, step }, 'a trial failed')
  return { ...failed, reference }
}

/** Its groups one after the other: none is given what another has taken. */
function decideAll(
  { channel, groups, stock, placed, order, isSold, lineNos }: Trial,
  { skus }: Pick<OrdersWorld, 'skus'>,
  plan: Plan,
  view: NetworkView,
): { decided: Decision[]; failed: FailedTrial[] } {
  const [decided, failed]: [Decision[], FailedTrial[]] = [[], []]
  stock.reset()
  if (placed) stock.days?.leave(placed.id, lineNos)
  for (const group of groups) {
    const buyer = { channelId: channel.id, method: group.method, isSold, order }
    const trace = newTrace()
    let decision: Decision
    try {
      decision = decideRouting(group, { ...plan, trace }, view, stock.offeredTo(buyer))
    } catch (error) {
      failed.push(failedTrial(trace, group, plan, error))
      continue
    }
    for (const part of decision.parts) stock.take(part.skuId, part.locationId, part.quantity)
    const skuOf = (no: number) => group.demand.find(({ lineNo }) => lineNo === no)!.skuId
    stock.days?.take(
      order,
      workOf(decision.parts, (no) => skus.byId(skuOf(no))!.decimals),
    )
    decided.push(decision)
  }
  return { decided, failed }
}

/** What is tried, with the stock that it may have. */
export async function trialOf(
  db: Queryable,
  world: OrdersWorld,
  { network, asked, scope }: { network: Network; asked: Asked; scope: Scope },
  now: Temporal.Instant,
): Promise<Trial> {
  return 'order' in asked
    ? trialOfOrder(db, world, { network, id: asked.order, scope }, now)
    : trialOfInvented(db, world, { network, invented: asked.invented, scope }, now)
}

async function trialOfOrder(
  db: Queryable,
  world: OrdersWorld,
  { network, id, scope }: { network: Network; id: string; scope: Scope },
  now: Temporal.Instant,
): Promise<Trial> {
  const found = (await findOrder(db, scope, id)) ?? refuse('not_found', { field: '/order' })
  const [[order], groups, claims, avoided] = await Promise.all([
    getOrders(db, [found.id]),
    listGroups(db, [found.id]),
    listAllocations(db, [found.id]),
    listExclusions(db, [found.id], now),
  ])
  const { lines, channelId, currency } = order!
  await world.skus.loadIds([...new Set(lines.map(({ skuId }) => skuId))])
  const days = await readDays(db, network, now, [found.id])
  const stock = createBatchStock(world.index, await offeringOf(world, now), days)
  for (const { skuId, locationId, quantity } of partsOf(lines, claims)) {
    stock.own(skuId, locationId, quantity)
  }
  const channel = network.channelById.get(channelId)!
  const facts = factsOf(channel, order!, now)
  const { asIfNew, units } = decideTried(lines)
  const placedOn = dayIn(channel, order!.placedAt)
  const wanted = groups.map((group) => {
    const own = lines
      .filter(({ groupNo }) => groupNo === group.no)
      .map((line) => ({ line, quantity: units(line) }))
      .filter(({ quantity }) => quantity > 0)
    if (!asIfNew) return groupViewOf(group, own, avoided, world.skus.byId, facts)
    const wantedBy = wantedAsNew(group.wantedBy, placedOn, dayIn(channel, now))
    return groupViewOf({ ...group, wantedBy }, own, undefined, world.skus.byId, facts)
  })
  const rest = { stock, placed: found, order: asIfNew ? {} : found.id, isSold: !asIfNew, asIfNew }
  return {
    channel,
    currency,
    groups: wanted.filter(({ demand }) => demand.length > 0),
    // What has left took its room of the day.
    lineNos: new Set(lines.flatMap(({ no, fulfilled }) => (fulfilled > 0 ? [] : [no]))),
    ...rest,
  }
}

async function trialOfInvented(
  db: Queryable,
  world: OrdersWorld,
  { network, invented, scope }: { network: Network; invented: Invented; scope: Scope },
  now: Temporal.Instant,
): Promise<Trial> {
  const at = () => now
  const { channel, group } = await inventedGroup(world, network, invented, { scope, at })
  const days = await readDays(db, network, now)
  const stock = createBatchStock(world.index, await offeringOf(world, now), days)
  return {
    channel,
    currency: channel.currency,
    groups: [group],
    stock,
    placed: null,
    order: {},
    isSold: false,
    lineNos: new Set(),
    asIfNew: false,
  }
}
