import { newId } from '../../../lib/ids.ts'
import { refuse } from '../../../lib/refusal.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { saveEvents } from '../../../platform/events/index.ts'
import { findCursor, forgetCursor, openCursor } from '../../../platform/events/cursor.ts'
import type { RoutingRule } from '../../domain/rules/rule.ts'
import { shadowEnded, shadowStarted } from '../../events.ts'
import type { ShadowBody } from '../../schemas/shadows.ts'
import { findRuleDraft, findRuleVersion } from '../../store/rules.ts'
import {
  countShadows,
  deleteShadow,
  endShadow,
  findShadow,
  insertShadow,
  listRunning,
  lockShadows,
  type Shadow,
  type ShadowEnd,
} from '../../store/shadows.ts'
import { findErrors, type RulesWorld } from '../problems.ts'
import { toldProblems, type By } from '../rules.ts'

/**
 * Who reads the log for all of them. Its cursor is there while one runs, and locked by who starts,
 * counts or ends them, before they lock any of them: so it neither outlasts the last one nor is
 * taken from one that just begins.
 */
export const READER = 'routing shadows'

/** Each of them decides on every order. */
const MOST_RUNNING = 3
const MOST_KEPT = 100
const PER_MINUTE = 600
const MOST_DAYS = 92

/** Starts one with its rules as they are now: it decides on what is placed from now on. */
export async function startShadow(
  tx: Tx,
  world: RulesWorld,
  body: ShadowBody,
  by: By,
): Promise<string> {
  const until = body.until === undefined ? null : Temporal.Instant.from(body.until)
  if (until) checkUntil(until, by.now)
  const { version, rules, other } = await rulesOf(tx, body.rules)
  const problems = await findErrors(tx, world, { rules, other }, by.now)
  if (problems.length > 0) {
    const facts = { problems: toldProblems(problems, rules) }
    refuse('draft_has_errors', { field: '/rules', facts })
  }
  await lockShadows(tx)
  await openCursor(tx, READER)
  const { running, kept } = await countShadows(tx)
  if (running >= MOST_RUNNING) return refuse('shadows_running')
  if (kept >= MOST_KEPT) return refuse('shadows_kept')
  const id = newId(by.nowMs)
  const { name, percent = 100, perMinute = PER_MINUTE, orders = null } = body
  const shadow = { id, name, version, rules, percent, perMinute, until, ordersMost: orders }
  await insertShadow(tx, shadow, by)
  const data = { shadow: id, version, until: until?.toString() ?? null, orders }
  await saveEvents(tx, shadowStarted, [
    { id: newId(by.nowMs), subject: null, actor: by.actor, data, occurredAt: by.now },
  ])
  return id
}

function checkUntil(until: Temporal.Instant, now: Temporal.Instant): void {
  const { compare } = Temporal.Instant
  if (compare(until, now) <= 0) {
    refuse('field_invalid', { field: '/until', detail: 'A shadow ends after it begins.' })
  }
  if (compare(now.add({ hours: 24 * MOST_DAYS }), until) < 0) {
    refuse('field_invalid', { field: '/until', detail: `At most ${MOST_DAYS} days from now.` })
  }
}

async function rulesOf(
  tx: Tx,
  of: ShadowBody['rules'],
): Promise<{ version: number | null; rules: RoutingRule[]; other: number | null }> {
  if (of.of === 'draft') {
    const { rules, restores } = await findRuleDraft(tx)
    return rules
      ? { version: null, rules, other: restores }
      : refuse('draft_empty', { field: '/rules' })
  }
  const found = await findRuleVersion(tx, of.version)
  if (!found) return refuse('not_found', { field: '/rules/version' })
  return { version: found.version, rules: found.rules, other: found.version }
}

/** Ends one that runs; what it has counted stays. */
export async function stopShadow(tx: Tx, id: string, by: By): Promise<void> {
  await findCursor(tx, READER, 'lock')
  const shadow = (await findShadow(tx, id, true)) ?? refuse('not_found')
  if (shadow.state === 'ended') refuse('shadow_over')
  await endNow(tx, shadow, 'stopped', by)
}

/** Ends one; who asks for it holds the cursor of the reader. */
export async function endNow(
  tx: Tx,
  { id, compared, changed }: Pick<Shadow, 'id' | 'compared' | 'changed'>,
  why: ShadowEnd,
  by: By,
): Promise<void> {
  await endShadow(tx, { id, why }, by)
  if ((await listRunning(tx)).length === 0) await forgetCursor(tx, READER)
  const data = { shadow: id, why, compared, changed }
  await saveEvents(tx, shadowEnded, [
    { id: newId(by.nowMs), subject: null, actor: by.actor, data, occurredAt: by.now },
  ])
}

/** Forgets one that has ended, with all that it has counted. */
export async function removeShadow(tx: Tx, id: string): Promise<void> {
  const shadow = (await findShadow(tx, id, true)) ?? refuse('not_found')
  if (shadow.state === 'running') refuse('shadow_running')
  await deleteShadow(tx, id)
}
