import { quantityOf } from '../../lib/quantity.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Channel, Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  gotOf,
  newTrace,
  NotReady,
  type DecisionRecord,
  type GroupToRoute,
  type Invented,
  type Made,
  type Plan,
  type RuleSet,
} from '../../routing/index.ts'
import { networkViewOf } from '../domain/network-view.ts'
import { dayIn } from './invented.ts'
import { decideMade } from './made.ts'
import {
  failedTrial,
  notReadyFor,
  readyDraft,
  told,
  trialOf,
  triedPlan,
  type FailedTrial,
  type Trial,
} from './trials.ts'
import type { OrdersWorld } from './world.ts'

export type ToPropose = { against: 'live' | 'draft' } & (
  | { order: string; group: number | undefined }
  | { invented: Invented }
)

/**
 * A routing test of a delivery, real or invented: with the stock that is offered to it now, and
 * what the rules in force or the draft decide of that. Where deciding fails, it expects nothing
 * yet, and says how far that came. Nothing is kept.
 */
export async function proposeTest(
  db: Queryable,
  world: OrdersWorld,
  asked: ToPropose,
  { scope, now }: { scope: Scope; now: Temporal.Instant },
) {
  const network = await world.network.current()
  const trial = await trialOf(db, world, { network, asked, scope }, now)
  const sent = trial.groups.filter((one) => one.pickupLocationId === undefined)
  const no = 'order' in asked ? asked.group : undefined
  const group = sent.find((one) => no === undefined || one.no === no)
  if (!group) {
    const detail = 'Who collects has chosen the place: there is nothing to decide.'
    return refuse('field_invalid', { field: '/group', detail })
  }
  const invented =
    'invented' in asked
      ? inDays(asked.invented, trial, now)
      : inventedOf(group, trial, { skus: world.skus, network }, now)
  const stock = stockOf(group, trial, { world, network }, now)
  const made: Made = { invented, at: null, stock }
  const plan = triedPlan((await world.plans.read(db))(trial.channel.id, trial.placed))
  const rules =
    asked.against === 'live'
      ? plan.rules
      : ((await readyDraft(db)) ?? refuse('draft_empty', { field: '/against' }))
  const record = await recordOf(db, world, made, { group, plan, rules, now })
  if ('error' in record) {
    const { groupNo: _, ...failed } = told(record, world.platform.log)
    return { ...made, expected: {}, failed }
  }
  const codeOf = (id: number) => network.locationById.get(id)!.code
  const { rule, places, unfilled } = gotOf(record, codeOf)
  return { ...made, expected: { rule: rule?.id ?? null, exactly: places, unfilled } }
}

/** What is decided of it, or how far deciding came. */
async function recordOf(
  db: Queryable,
  world: OrdersWorld,
  made: Made,
  by: {
    group: GroupToRoute
    plan: Plan
    rules: RuleSet | NotReady | undefined
    now: Temporal.Instant
  },
): Promise<DecisionRecord | FailedTrial> {
  const { group, plan, rules, now } = by
  if (rules instanceof NotReady) return notReadyFor(group, plan, rules)
  const trace = newTrace()
  try {
    const [decided] = await decideMade(db, world, [made], { rules, now, trace })
    if (!decided || decided instanceof Refusal) {
      throw decided ?? new Error('one for each is decided')
    }
    return decided.record
  } catch (error) {
    if (error instanceof Refusal) throw error
    return failedTrial(trace, group, plan, error)
  }
}

/** To a hundredth of a degree: near enough for routing, and nobody's house. */
const near = (degrees: number) => Math.round(degrees * 100) / 100

/** All of a real delivery that routing goes by: another would be decided on otherwise. */
function inventedOf(
  { method, destination, demand, wantedBy, nominated, order }: GroupToRoute,
  { channel }: Trial,
  { skus, network }: Pick<OrdersWorld, 'skus'> & { network: Network },
  now: Temporal.Instant,
): Invented {
  const { country, region, postalCode, point, home } = destination
  const from = nominated && network.locationById.get(nominated.locationId)
  return {
    channel: channel.code,
    method,
    shipTo: {
      country: country!,
      ...(region !== undefined && { region }),
      ...(postalCode !== undefined && { postalCode }),
      ...(point && { lat: near(point.lat), lon: near(point.lon) }),
      ...(!home && { toHome: false }),
    },
    lines: demand.map(({ skuId, quantity }) => {
      const { code, decimals } = skus.byId(skuId)!
      return { sku: code, quantity: quantityOf(quantity, decimals) }
    }),
    value: order!.value,
    ...(order!.customer && { customer: order!.customer }),
    ...(order!.tags && { tags: order!.tags }),
    // No test can name a place that is gone, and nothing comes from there any more.
    ...(from && !from.archived && { nominated: { location: from.code, firm: nominated.firm } }),
    ...(wantedBy !== undefined && { wantedInDays: daysUntil(wantedBy, channel, now) }),
  }
}

/** A test is run on any day: when it is wanted is counted from then on. */
function inDays(invented: Invented, { channel }: Trial, now: Temporal.Instant): Invented {
  const { wantedBy, ...rest } = invented
  if (wantedBy === undefined) return invented
  return { wantedInDays: daysUntil(wantedBy, channel, now), ...rest }
}

function daysUntil(day: string, channel: Channel, now: Temporal.Instant): number {
  return Math.max(0, dayIn(channel, now).until(day, { largestUnit: 'day' }).days)
}

/** What is offered to it now, of each of its SKUs. */
function stockOf(
  group: GroupToRoute,
  { channel, stock, order, isSold }: Trial,
  { world, network }: { world: OrdersWorld; network: Network },
  now: Temporal.Instant,
): Made['stock'] {
  const view = networkViewOf(network, channel.id, now)
  stock.reset()
  const buyer = { channelId: channel.id, method: group.method, isSold, order }
  const offered = stock.offeredTo(buyer)
  const goods = group.demand.filter(({ follows }) => !follows)
  const skuIds = new Set(goods.map(({ skuId }) => skuId))
  const rows: Made['stock'][number][] = []
  for (const skuId of skuIds) {
    const { code, decimals } = world.skus.byId(skuId)!
    offered.forEach(skuId, (id, units) => {
      const isOffered = units > 0 && view.rank(id) !== undefined && !offered.barred?.(skuId, id)
      const location = network.locationById.get(id)
      if (!isOffered || !location || location.archived) return
      rows.push({ sku: code, location: location.code, quantity: quantityOf(units, decimals) })
    })
  }
  const keyOf = ({ sku, location }: (typeof rows)[number]) => `${sku} ${location}`
  return rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
