import { Type } from 'typebox'
import { problemOf, Refusal, refuse } from '../../lib/refusal.ts'
import { seesChannel, type Scope } from '../../lib/scope.ts'
import { deliveryMethods } from '../../lib/delivery.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object, pageQuery } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { changeDraft, discardDraft, restoreVersion } from '../actions/rules/draft.ts'
import { effectsOf } from '../actions/rules/effects.ts'
import { findProblems, publish } from '../actions/rules/publish.ts'
import { loadNames, wishOf } from '../actions/rules/resolve.ts'
import { seesRule, type DraftChange, type DraftOutcome } from '../domain/rules/draft.ts'
import { isError } from '../domain/rules/problems.ts'
import {
  discardBody,
  draftAnswer,
  draftChangesBody,
  draftHead,
  draftOutcomes,
  effectsAnswer,
  publicationBody,
  rollbackBody,
  versionAnswer,
} from '../schemas/rules.ts'
import {
  countDraft,
  findDraft,
  listLiveRules,
  pageDraftChanges,
  type Draft,
} from '../store/rule-draft.ts'
import { listRulesFor } from '../store/rule-list.ts'
import { findLiveVersion } from '../store/rules.ts'
import { answersOf, versionOf } from './rule-answers.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Availability rules'
const path = '/v1/availability-rules'
const headAnswer = object(draftHead)
const PROBLEMS_MAX = 200

/** The one draft: what it would change, changing it, putting it in force. */
export function draftRoutes(world: InventoryWorld): Route[] {
  return [readRoute(world), effectsRoute(world), changesRoute(world), ...wholeRoutes(world)]
}

function readRoute(world: InventoryWorld): Route {
  return read(
    {
      path: `${path}/draft`,
      access: 'rules:read',
      tag,
      summary: 'The draft: what it changes of the rules in force, and what is wrong with it',
      query: object(pageQuery),
      answers: { 200: draftAnswer },
    },
    async (db, { query: { cursor, limit = PAGE_DEFAULT }, caller: { scope }, now }) => {
      const before = decodeCursor(cursor, ['uuid'])?.[0]
      const rows = await pageDraftChanges(db, scope, { before, limit: limit + 1 })
      const page = pageOfRows(rows, limit, ({ rule }) => [rule.id])
      const network = await world.network.current()
      const found = before === undefined ? await findProblems(db, network, now) : NO_PROBLEMS
      return {
        ...(await headOf(db, await findDraft(db), scope)),
        ...problemsOf(found, scope),
        items: await changesOf(db, world, page.items, scope),
        next: page.next,
      }
    },
  )
}

type Found = Awaited<ReturnType<typeof findProblems>>
const NO_PROBLEMS: Found = { problems: [], rules: [] }

function problemsOf({ problems, rules }: Found, scope: Scope) {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const isSeen = (id: string | null) => id !== null && seesRule(scope, byId.get(id)!)
  const named = (id: string) => ({ id, name: byId.get(id)!.name })
  const seen = problems.filter(({ ruleId }) => isSeen(ruleId))
  const errors = seen.filter(isError)
  const hints = seen.filter((problem) => !isError(problem))
  const told = [...errors, ...hints].slice(0, PROBLEMS_MAX)
  return {
    problems: told.map((problem) => ({
      kind: problem.kind,
      keepsFromPublishing: isError(problem),
      rule: named(problem.ruleId),
      other: isSeen(problem.otherId) ? named(problem.otherId!) : null,
    })),
    moreErrors: errors.length - told.filter(isError).length,
  }
}

/** Changes of the draft beside the rules in force. */
async function changesOf(
  db: Queryable,
  world: InventoryWorld,
  changes: readonly DraftChange[],
  scope: Scope,
) {
  const ids = changes.flatMap(({ action, rule }) => (action === 'add' ? [] : [rule.id]))
  const live = (await listLiveRules(db, ids)).filter((rule) => seesRule(scope, rule))
  const books = { skus: world.skus, network: await world.network.current() }
  const answers = await answersOf(books, live)
  const before = new Map(answers.map((rule) => [rule.id, rule]))
  const after = await answersOf(
    books,
    changes.map(({ rule }) => rule),
  )
  return changes.map(({ action, rule: { id } }, i) => ({
    id,
    action,
    before: before.get(id) ?? null,
    after: action === 'remove' ? null : after[i]!,
  }))
}

async function headOf(db: Queryable, draft: Draft, scope: Scope) {
  const basedOn = await findLiveVersion(db)
  const { unseen, ...counts } = await countDraft(db, scope)
  const isEmpty = counts.added + counts.changed + counts.removed === 0
  const whole = isEmpty || unseen > 0 ? [] : ['publish', 'discard']
  return {
    ...draft,
    ...counts,
    basedOn,
    changedAt: draft.changedAt?.toString() ?? null,
    can: ['change', ...whole, ...(isEmpty && basedOn > 0 ? ['rollback'] : [])],
  }
}

function effectsRoute(world: InventoryWorld): Route {
  return read(
    {
      path: `${path}/draft/effects`,
      access: 'rules:read',
      tag,
      summary: 'What a channel could sell of a SKU now, by the rules in force and by the draft',
      description:
        'Of stock on hand, per location of the channel, each with the rule that says so. What ' +
        'ring-fences of the draft would set aside is worked out on the stock of now. A bundle is ' +
        'asked about by its components.',
      query: object({ sku: code, channel: code, method: Type.Optional(methodAsked) }),
      answers: { 200: effectsAnswer },
    },
    async (db, { query, caller: { scope }, now }) => {
      const [found] = await world.skus.load([query.sku])
      const sku = found ?? refuse('not_found', { field: '/sku' })
      const network = await world.network.current()
      const channel = network.channelByCode.get(query.channel)
      if (!channel || !seesChannel(scope, channel.id)) {
        return refuse('not_found', { field: '/channel' })
      }
      const [live, draft] = [
        await listRulesFor(db, 'live', sku.id),
        await listRulesFor(db, 'draft', sku.id),
      ]
      const asked = { sku, channel, method: query.method ?? null, scope, now }
      const fences = await world.rules.fences()
      const of = { skus: world.skus, network, index: world.index, fences }
      return {
        sku: sku.code,
        channel: channel.code,
        ...(await effectsOf(db, of, { live, draft }, asked)),
      }
    },
  )
}

const methodAsked = Type.Enum([...deliveryMethods])

function changesRoute(world: InventoryWorld): Route {
  return command(
    {
      path: `${path}/draft/changes`,
      access: 'rules:write',
      tag,
      summary: 'Add, change and remove rules in the draft; each change has its own outcome',
      description:
        'What is left out of a new rule is any; what is left out of a change stays. `undo` takes ' +
        'a change out of the draft. Nothing counts before the draft is published.',
      body: draftChangesBody,
      answers: { 200: draftOutcomes },
    },
    async (tx, { body: { version, changes }, caller, now }) => {
      const network = await world.network.current()
      const names = await loadNames(tx, { skus: world.skus, network }, changes)
      const wishes = changes.map((change, i) => wishOf(change, i, names, caller.scope))
      const by = { actor: caller.id, now, nowMs: world.platform.clock.nowMs() }
      const { draft, outcomes } = await changeDraft(
        tx,
        { version, wishes, scope: caller.scope },
        by,
      )
      const told = outcomes.map((one, i) => outcomeOf(one, i, changes[i]!.action))
      return { status: 200, body: { version: draft.version, outcomes: told } }
    },
  )
}

const done = { add: 'added', change: 'changed', remove: 'removed', undo: 'undone' } as const

function outcomeOf(one: DraftOutcome, index: number, action: keyof typeof done) {
  if (one instanceof Refusal) return { index, outcome: 'refused', problem: problemOf(one) }
  return { index, id: one.id, outcome: done[action] }
}

function wholeRoutes(world: InventoryWorld): Route[] {
  const { platform, network, rules } = world
  const answer = async (tx: Tx, draft: Draft, scope: Scope) => {
    return { status: 200, body: await headOf(tx, draft, scope) }
  }
  const byOf = (caller: { id: string }, now: Temporal.Instant) => {
    return { actor: caller.id, now, nowMs: platform.clock.nowMs() }
  }
  return [
    command(
      {
        path: `${path}/draft/discards`,
        access: 'rules:write',
        tag,
        summary: 'Drop all changes of the draft',
        body: discardBody,
        answers: { 200: headAnswer },
      },
      async (tx, { body: { version }, caller, now }) => {
        const { scope } = caller
        const draft = await discardDraft(tx, { version, scope }, byOf(caller, now))
        return answer(tx, draft, scope)
      },
    ),
    command(
      {
        path: `${path}/publications`,
        access: 'rules:publish',
        tag,
        summary: 'Put the draft in force, everywhere within a second',
        body: publicationBody,
        answers: { 201: versionAnswer },
      },
      async (tx, { body: { version, note }, caller, now }) => {
        const { scope } = caller
        const of = { version, note, scope, network: await network.current() }
        const published = await publish(tx, of, byOf(caller, now))
        tx.onCommit(() => {
          rules.markStale()
          platform.wake.committed()
        })
        return { status: 201, body: versionOf(published) }
      },
    ),
    command(
      {
        path: `${path}/rollbacks`,
        access: 'rules:write',
        tag,
        summary: 'Make the draft bring back the rules of an earlier version, to be published',
        body: rollbackBody,
        answers: { 200: headAnswer },
      },
      async (tx, { body: { version, restores }, caller, now }) => {
        const { scope } = caller
        const draft = await restoreVersion(tx, { version, restores, scope }, byOf(caller, now))
        return answer(tx, draft, scope)
      },
    ),
  ]
}
