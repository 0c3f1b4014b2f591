import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import {
  code,
  object,
  pageOf,
  pageQuery,
  text,
  uuid,
  versionNo,
} from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { ownsRule, seesRule } from '../domain/rules/draft.ts'
import { listedRule, ruleHistoryAnswer, ruleKind, versionAnswer } from '../schemas/rules.ts'
import { listDraftChanges } from '../store/rule-draft.ts'
import { listRules, type RuleFilter } from '../store/rule-list.ts'
import { findVersions, listRuleStates, listVersions } from '../store/rule-versions.ts'
import { answersOf, versionOf } from './rule-answers.ts'
import { draftRoutes } from './rule-draft.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Availability rules'
const path = '/v1/availability-rules'

/** What a channel may sell from where, how much is kept back: as it is, was and would be. */
export function ruleRoutes(world: InventoryWorld): Route[] {
  return [listRoute(world), versionsRoute(), ...draftRoutes(world), oneRoute(world)]
}

const which = {
  kind: Type.Optional(ruleKind),
  sku: Type.Optional(code),
  location: Type.Optional(code),
  channel: Type.Optional(code),
  q: Type.Optional(text(100, 'Words of the name, each at least begun.')),
}

function listRoute(world: InventoryWorld): Route {
  return read(
    {
      path,
      access: 'rules:read',
      tag,
      summary: 'List rules, the newest first: those in force, of a version, or of the draft',
      description:
        '`sku`, `location` and `channel` find the rules that name them; what applies to a SKU in ' +
        'the end is said by `GET /v1/availability`.',
      query: object({
        ...pageQuery,
        ...which,
        version: Type.Optional(versionNo),
        draft: Type.Optional(
          Type.Boolean({ description: 'As they would be when the draft was published.' }),
        ),
      }),
      answers: { 200: pageOf(listedRule) },
    },
    async (db, { query, caller: { scope } }) => {
      const { cursor, limit = PAGE_DEFAULT, version, draft, kind, q, ...codes } = query
      const before = decodeCursor(cursor, ['uuid'])?.[0]
      if (draft && version !== undefined) {
        const detail = 'Ask for a version or for the draft, not for both.'
        return refuse('field_invalid', { field: '/draft', detail })
      }
      const ids = await idsOf(world, codes, scope)
      const of = draft ? 'draft' : version === undefined ? 'live' : { version }
      if (version !== undefined && !(await findVersions(db, [version])).has(version)) {
        return refuse('not_found', { field: '/version' })
      }
      const page = { kind, q, ...ids, before, limit: limit + 1 }
      const rows = await listRules(db, scope, of, page)
      const { items, next } = pageOfRows(rows, limit, ({ id }) => [id])
      const network = await world.network.current()
      const answers = await answersOf({ skus: world.skus, network }, items)
      const drafted = await draftedOf(db, answers, scope)
      return { items: answers.map((rule, i) => ({ ...rule, drafted: drafted[i]! })), next }
    },
  )
}

/** What the draft does to rules, as far as the caller may see that. */
async function draftedOf(db: Queryable, rules: readonly { id: string }[], scope: Scope) {
  const changes = await listDraftChanges(
    db,
    rules.map(({ id }) => id),
  )
  return rules.map(({ id }) => {
    const change = changes.get(id)
    return change && seesRule(scope, change.rule) ? change.action : null
  })
}

type Codes = { sku?: string; location?: string; channel?: string }

async function idsOf(world: InventoryWorld, codes: Codes, scope: Scope): Promise<RuleFilter> {
  const { sku, location, channel } = codes
  const ids: RuleFilter = {}
  const network = await world.network.current()
  if (sku !== undefined) {
    const [found] = await world.skus.load([sku])
    ids.skuId = found?.id ?? refuse('not_found', { field: '/sku' })
  }
  if (location !== undefined) {
    const found = network.locationByCode.get(location)
    if (!found || !seesLocation(scope, found.id)) return refuse('not_found', { field: '/location' })
    ids.locationId = found.id
  }
  if (channel !== undefined) {
    const found = network.channelByCode.get(channel)
    if (!found || !seesChannel(scope, found.id)) return refuse('not_found', { field: '/channel' })
    ids.channelId = found.id
  }
  return ids
}

function versionsRoute(): Route {
  return read(
    {
      path: `${path}/versions`,
      access: 'rules:read',
      tag,
      summary: 'List published versions, the newest first',
      query: object(pageQuery),
      answers: { 200: pageOf(versionAnswer) },
    },
    async (db, { query: { cursor, limit = PAGE_DEFAULT } }) => {
      const before = decodeCursor(cursor, ['number'])?.[0]
      const from = before === undefined ? undefined : Number(before)
      const rows = await listVersions(db, { before: from, limit: limit + 1 })
      const page = pageOfRows(rows, limit, ({ version }) => [version])
      return { items: page.items.map(versionOf), next: page.next }
    },
  )
}

function oneRoute(world: InventoryWorld): Route {
  return read(
    {
      path: `${path}/:id`,
      access: 'rules:read',
      tag,
      summary: 'One rule: what it says, and all that it ever said, the newest first',
      params: object({ id: uuid }),
      answers: { 200: ruleHistoryAnswer },
    },
    async (db, { params: { id }, caller: { scope } }) => {
      const all = await listRuleStates(db, id)
      const states = all.filter(({ rule }) => seesRule(scope, rule))
      const drafted = (await listDraftChanges(db, [id])).get(id)
      const isDrafted = drafted !== undefined && seesRule(scope, drafted.rule)
      if (states.length === 0 && !isDrafted) return refuse('not_found')
      const network = await world.network.current()
      const [draftRule, ...rules] = await answersOf({ skus: world.skus, network }, [
        drafted?.rule ?? all[0]!.rule,
        ...states.map(({ rule }) => rule),
      ])
      const versions = await findVersions(
        db,
        states.map(({ fromVersion }) => fromVersion),
      )
      const items = states.map(({ fromVersion, untilVersion }, i) => {
        const { publishedAt, publishedBy, note } = versions.get(fromVersion)!
        const at = publishedAt.toString()
        return { fromVersion, untilVersion, publishedAt: at, publishedBy, note, rule: rules[i]! }
      })
      const live = all[0]?.untilVersion === null
      const both = [...(live ? [all[0]!.rule] : []), ...(drafted ? [drafted.rule] : [])]
      const owns = both.every((rule) => ownsRule(scope, rule))
      const can = [
        ...(owns && both.length > 0 && drafted?.action !== 'remove' ? ['change', 'remove'] : []),
        ...(owns && isDrafted ? ['undo'] : []),
      ]
      const draft = isDrafted ? { action: drafted.action, rule: draftRule! } : null
      return { id, live, draft, items, can }
    },
  )
}
