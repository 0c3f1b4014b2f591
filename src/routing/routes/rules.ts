import { problemOf, Refusal, refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { object, pageQuery } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { Type } from 'typebox'
import type { FindInOrders } from '../actions/problems.ts'
import { publishTested } from '../actions/publish-tested.ts'
import { changeDraft, discardDraft, newRuleOf, restoreVersion } from '../actions/rules.ts'
import type { TestsWorld } from '../actions/run-tests.ts'
import { showDraft } from '../actions/show-draft.ts'
import type { ReadDeliveries } from '../book/deliveries.ts'
import type { PlanBook } from '../book/plans.ts'
import { withdrawVersion } from '../actions/withdraw.ts'
import { versionOf, versionsOf } from '../actions/show-versions.ts'
import type { DraftWish } from '../domain/rules/draft.ts'
import {
  oneVersionAnswer,
  publicationBody,
  rulesAnswer,
  versionAnswer,
  versionsAnswer,
  withdrawalBody,
} from '../schemas/rule-versions.ts'
import { draftAnswer, draftOutcomes } from '../schemas/rule-draft.ts'
import { discardBody, draftChangesBody, rollbackBody, type ChangeBody } from '../schemas/rules.ts'
import { findInForce, findRuleVersion, listComing, listRuleVersions } from '../store/rules.ts'
import { useRoute } from './rule-use.ts'

export type RoutingWorld = TestsWorld & {
  plans: PlanBook
  findInOrders: FindInOrders
  readDeliveries: ReadDeliveries
}

const tag = 'Routing rules'
const path = '/v1/routing-rules'
const which = object({ version: Type.String({ pattern: '^[1-9]\\d{0,8}$' }) })

/** Who decides on which deliveries, from where: as it is, was and would be. */
export function ruleRoutes(world: RoutingWorld): Route[] {
  return [
    inForceRoute(),
    useRoute(),
    versionsRoute(),
    versionRoute(),
    draftRoute(world),
    changesRoute(world),
    discardRoute(world),
    rollbackRoute(world),
    publicationRoute(world),
    withdrawalRoute(world),
  ]
}

function inForceRoute(): Route {
  return read(
    {
      path,
      access: 'routing:read',
      tag,
      summary: 'The routing rules in force, in the order in which they are asked',
      description:
        'The first rule that fits a delivery group decides from which places it comes. On what ' +
        'fits none the plan of the channel decides (`GET /v1/routing-plans`).',
      answers: { 200: rulesAnswer },
    },
    async (db, { now }) => {
      const [found, coming] = [await findInForce(db, now), await listComing(db, now)]
      const [inForce] = found ? await versionsOf(db, [found]) : []
      return {
        version: found?.version ?? 0,
        inForce: inForce ?? null,
        coming: await versionsOf(db, coming),
        rules: found?.rules ?? [],
      }
    },
  )
}

function versionsRoute(): Route {
  return read(
    {
      path: `${path}/versions`,
      access: 'routing:read',
      tag,
      summary: 'List published versions of the routing rules, the newest first',
      query: object(pageQuery),
      answers: { 200: versionsAnswer },
    },
    async (db, { query: { cursor, limit = PAGE_DEFAULT } }) => {
      const before = decodeCursor(cursor, ['number'])?.[0]
      const from = before === undefined ? undefined : Number(before)
      const rows = await listRuleVersions(db, { before: from, limit: limit + 1 })
      const page = pageOfRows(rows, limit, ({ version }) => [version])
      return { items: await versionsOf(db, page.items), next: page.next }
    },
  )
}

function versionRoute(): Route {
  return read(
    {
      path: `${path}/versions/:version`,
      access: 'routing:read',
      tag,
      summary: 'One version of the routing rules, with its rules',
      params: which,
      answers: { 200: oneVersionAnswer },
    },
    async (db, { params: { version } }) => {
      const found = (await findRuleVersion(db, Number(version))) ?? refuse('not_found')
      const [told] = await versionsOf(db, [found])
      return { ...told!, rules: found.rules }
    },
  )
}

function draftRoute(world: RoutingWorld): Route {
  return read(
    {
      path: `${path}/draft`,
      access: 'routing:read',
      tag,
      summary: 'The draft: the rules as they would be, what it changes, and what is wrong with it',
      answers: { 200: draftAnswer },
    },
    async (db, { now, caller }) => showDraft(db, world, caller, now),
  )
}

/** The rules route everybody's orders: who sees a part of the business only may look. */
export function refuseScoped(scope: Scope): void {
  if (scope === 'all') return
  refuse('not_yours', { detail: 'Routing rules decide on the orders of all channels.' })
}

/** Who publishes although tests fail says why. */
export function refuseUnsaid(of: { despiteTests?: boolean; despiteReason?: string }): void {
  const { despiteTests = false, despiteReason } = of
  if (despiteTests === (despiteReason !== undefined)) return
  const detail = 'Say why it is published although tests fail, or leave both out.'
  refuse('field_invalid', { field: '/despiteReason', detail })
}

export function byOf(world: TestsWorld, actor: string, now: Temporal.Instant) {
  return { actor, now, nowMs: world.platform.clock.nowMs() }
}

function changesRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/draft/changes`,
      access: 'routing:write',
      tag,
      summary: 'Add, change, move and remove rules in the draft; each change has its own outcome',
      description:
        'What is left out of a change stays. `undo` brings a rule back as it is. Nothing decides ' +
        'before the draft is published.',
      body: draftChangesBody,
      answers: { 200: draftOutcomes },
    },
    async (tx, { body: { version, changes }, caller, now }) => {
      refuseScoped(caller.scope)
      const by = byOf(world, caller.id, now)
      const wishes = changes.map((change) => wishOf(change, by.nowMs))
      const done = await changeDraft(tx, { version, wishes }, by)
      const outcomes = done.outcomes.map((one, index) => {
        const change = changes[index]!
        const { action } = change
        if (!(one instanceof Refusal)) {
          return { index, action, id: one.id, outcome: 'done' as const }
        }
        const id = change.action === 'add' ? null : change.id
        return { index, action, id, outcome: 'refused' as const, problem: problemOf(one) }
      })
      return { status: 200, body: { version: done.version, outcomes } }
    },
  )
}

function wishOf(change: ChangeBody, nowMs: number): DraftWish {
  if (change.action !== 'add') return change
  return { action: 'add', rule: newRuleOf(change.rule, nowMs), position: change.position }
}

function discardRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/draft/discards`,
      access: 'routing:write',
      tag,
      summary: 'Drop all that the draft would change',
      body: discardBody,
      answers: { 200: draftAnswer },
    },
    async (tx, { body: { version }, caller, now }) => {
      refuseScoped(caller.scope)
      await discardDraft(tx, version, byOf(world, caller.id, now))
      return { status: 200, body: await showDraft(tx, world, caller, now, { isChange: true }) }
    },
  )
}

function rollbackRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/rollbacks`,
      access: 'routing:write',
      tag,
      summary: 'Make the empty draft bring back the rules of a version, to be looked at',
      body: rollbackBody,
      answers: { 200: draftAnswer },
    },
    async (tx, { body, caller, now }) => {
      refuseScoped(caller.scope)
      await restoreVersion(tx, body, byOf(world, caller.id, now))
      return { status: 200, body: await showDraft(tx, world, caller, now, { isChange: true }) }
    },
  )
}

function publicationRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/publications`,
      access: 'routing:publish',
      tag,
      summary: 'Put the draft in force as the next version, now or from a moment on',
      description:
        'All routing tests are run against it, as it is when it begins to decide. Where one ' +
        'fails it is refused with `routing_tests_failed`, unless `despiteTests` is said, and why.',
      body: publicationBody,
      answers: { 201: versionAnswer },
    },
    async (tx, { body, caller, now }) => {
      refuseScoped(caller.scope)
      const { validFrom: from, despiteTests: _, despiteReason, ...rest } = body
      refuseUnsaid(body)
      const validFrom = from === undefined ? undefined : Temporal.Instant.from(from)
      const by = byOf(world, caller.id, now)
      const of = { ...rest, validFrom, despiteReason }
      const version = await publishTested(tx, world, of, by)
      tx.onCommit(() => {
        world.plans.markStale()
        world.platform.wake.committed()
      })
      return { status: 201, body: versionOf(version, undefined) }
    },
  )
}

function withdrawalRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/versions/:version/withdrawals`,
      access: 'routing:publish',
      tag,
      summary: 'Withdraw a version that is still to come: it decides on nothing',
      description:
        'It stays among the versions, marked, and its rules can be brought back into the draft. ' +
        'What the draft changes is carried over to what was published before it. Of several to ' +
        'come the last is withdrawn first. What it had replaced counts again at its own moment. ' +
        'No second person is needed: what decides now stays as it is, and that was published.',
      params: which,
      body: withdrawalBody,
      answers: { 200: versionAnswer },
    },
    async (tx, { params, body: { note = null }, caller, now }) => {
      refuseScoped(caller.scope)
      const of = { version: Number(params.version), note }
      const version = await withdrawVersion(tx, of, byOf(world, caller.id, now))
      tx.onCommit(() => world.platform.wake.committed())
      return { status: 200, body: versionOf(version, undefined) }
    },
  )
}
