import { newId } from '../../../lib/ids.ts'
import { refuse } from '../../../lib/refusal.ts'
import type { Queryable, Tx } from '../../../platform/db/index.ts'
import { saveEvents } from '../../../platform/events/index.ts'
import { saidOf, usualLookAhead } from '../../domain/outlook.ts'
import type { PricesBy } from '../../domain/price-gate.ts'
import { simulationChanged } from '../../events.ts'
import { WORTH, type PolicyBody, type SimulationBody } from '../../schemas/simulations.ts'
import { listPlans } from '../../store.ts'
import { findInForce, findRuleDraft, findRuleVersion } from '../../store/rules.ts'
import {
  countOpenSimulations,
  endSimulation,
  findSimulation,
  insertSimulation,
  type Asked,
  type AskedPolicy,
} from '../../store/simulations.ts'
import { readPlanChanges, type AskingWorld } from './plan-changes.ts'

type By = { actor: string; now: Temporal.Instant; nowMs: number }

const MOST_DAYS = 92
/** Those that wait: more would only wait longer. */
const MOST_OPEN = 20

/** What is to be played, with the rules as they are now: a draft may change meanwhile. */
export async function readAsked(
  db: Queryable,
  world: AskingWorld,
  body: SimulationBody,
  now: Temporal.Instant,
): Promise<Asked> {
  const [from, until] = [Temporal.Instant.from(body.from), Temporal.Instant.from(body.until)]
  const { compare } = Temporal.Instant
  if (compare(from, until) >= 0) {
    refuse('field_invalid', { field: '/until', detail: 'A period ends after it begins.' })
  }
  if (compare(until, now) > 0) {
    refuse('field_invalid', { field: '/until', detail: 'Only what has happened is played.' })
  }
  if (compare(from.add({ hours: 24 * MOST_DAYS }), until) < 0) {
    refuse('field_invalid', { field: '/from', detail: `At most ${MOST_DAYS} days.` })
  }
  const currency = await currencyOf(world, body)
  const policies: AskedPolicy[] = []
  for (const [at, policy] of body.policies.entries()) {
    const rules = await rulesOf(db, policy, { at, now })
    const { prices = false, plans: changes = [] } = policy
    const lookAhead = await lookAheadOf(db, world, policy, { at, currency })
    const plans = await readPlanChanges(db, world, changes, `/policies/${at}/plans`)
    const isLookAheadChosen = Object.keys(policy.lookAhead ?? {}).length > 0
    policies.push({
      of: policy.of,
      prices,
      lookAhead,
      isLookAheadChosen,
      plans,
      ...(policy.asIfNow && { asIfNow: now.toString() }),
      ...rules,
    })
  }
  return {
    from: from.toString(),
    until: until.toString(),
    policies,
    ruleCosts: body.ruleCosts ?? false,
    hindsight: body.hindsight ?? false,
    unfilledPercent: body.unfilledPercent ?? WORTH.unfilledPercent,
    lostSalePercent: body.lostSalePercent ?? WORTH.lostSalePercent,
    currency,
    seed: body.seed ?? 1,
  }
}

/** Null: that of most orders, which are not read yet. */
async function currencyOf(
  { network }: Pick<AskingWorld, 'network'>,
  { currency }: SimulationBody,
): Promise<string | null> {
  if (currency === undefined) return null
  const channels = [...(await network.current()).channelById.values()]
  if (channels.some((one) => one.currency === currency)) return currency
  const detail = `No channel sells in ${currency}.`
  return refuse('field_invalid', { field: '/currency', detail })
}

/**
 * What the first plan that has prices finds them by, of the currency where one is asked for, where
 * nothing else is said.
 */
async function lookAheadOf(
  db: Queryable,
  { network }: Pick<AskingWorld, 'network'>,
  { prices, lookAhead }: PolicyBody,
  { at, currency }: { at: number; currency: string | null },
): Promise<PricesBy | null> {
  if (prices) {
    const { channelById } = await network.current()
    const plans = (await listPlans(db)).filter((one) => !channelById.get(one.channelId)?.archived)
    const all = plans.flatMap((plan) => plan.lookAhead ?? [])
    const on = all.find((one) => currency === null || one.currency === currency)
    return saidOf({ ...usualLookAhead, ...on, ...lookAhead })
  }
  const detail = 'It counts only with prices: ask for them, or leave it out.'
  if (lookAhead) refuse('field_invalid', { field: `/policies/${at}/lookAhead`, detail })
  return null
}

async function rulesOf(
  db: Queryable,
  policy: PolicyBody,
  { at, now }: { at: number; now: Temporal.Instant },
): Promise<Pick<AskedPolicy, 'version' | 'rules'>> {
  if (policy.of === 'live') {
    const found = await findInForce(db, now)
    return { version: found?.version ?? 0, rules: found?.rules ?? [] }
  }
  if (policy.of === 'draft') {
    const { rules } = await findRuleDraft(db)
    if (!rules) return refuse('draft_empty', { field: `/policies/${at}` })
    return { version: null, rules }
  }
  const found = await findRuleVersion(db, policy.version)
  if (!found) return refuse('not_found', { field: `/policies/${at}/version` })
  return { version: found.version, rules: found.rules }
}

/** Asks for a simulation: it waits until a process takes it. */
export async function askSimulation(
  tx: Tx,
  world: AskingWorld,
  body: SimulationBody,
  by: By,
): Promise<string> {
  const asked = await readAsked(tx, world, body, by.now)
  if ((await countOpenSimulations(tx)) >= MOST_OPEN) return refuse('simulations_waiting')
  const id = newId(by.nowMs)
  await insertSimulation(tx, { id, asked, createdBy: by.actor }, by.now)
  await tellState(tx, { id, state: 'waiting' }, by)
  return id
}

/** Ends one that waits or runs; who plays it notices when it next tells how far it is. */
export async function cancelSimulation(tx: Tx, id: string, by: By): Promise<void> {
  if (!(await findSimulation(tx, id))) return refuse('not_found')
  if (!(await endSimulation(tx, { id }, { state: 'cancelled' }, by.now))) refuse('simulation_over')
  return tellState(tx, { id, state: 'cancelled' }, by)
}

export async function tellState(
  tx: Tx,
  { id, state }: { id: string; state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed' },
  { actor, now, nowMs }: By,
): Promise<void> {
  await saveEvents(tx, simulationChanged, [
    {
      id: newId(nowMs),
      subject: null,
      actor,
      data: { simulation: id, state },
      occurredAt: now,
    },
  ])
}
