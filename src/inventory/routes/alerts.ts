import { Type } from 'typebox'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object, pageOf, pageQuery, uuid } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { changeRule, createRule, sees } from '../actions/alert-rules.ts'
import { allStock } from '../domain/rules/rule.ts'
import {
  alertAnswer,
  alertKind,
  alertRuleAnswer,
  alertRuleChange,
  newAlertRule,
} from '../schemas/alerts.ts'
import { listRules } from '../store/alert-rules.ts'
import { countAlerts, listAlerts } from '../store/alerts.ts'
import { alertsOf, placeOf, ruleOf, termsOf } from './alert-answers.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Stock alerts'

/** Rules that say when stock is to be told of, and what they tell of now. */
export function alertRoutes(world: InventoryWorld): Route[] {
  return [...ruleRoutes(world), ...readRoutes(world)]
}

function ruleRoutes(world: InventoryWorld): Route[] {
  const { clock, wake } = world.platform
  return [
    command(
      {
        path: '/v1/stock-alert-rules',
        access: 'stock:write',
        tag,
        summary: 'Say when stock is to be told of',
        description: 'What is left out is any: a rule without a SKU is about all of them.',
        body: newAlertRule,
        answers: { 201: alertRuleAnswer },
      },
      async (tx, { body, caller, now }) => {
        const given = await termsOf(tx, world, body, { scope: caller.scope, at: '' })
        const rule = await createRule(
          tx,
          {
            terms: { ...unlimited, validFrom: now, ...given, name: body.name, kind: body.kind },
            scope: caller.scope,
          },
          { actor: caller.id, now, nowMs: clock.nowMs() },
        )
        tx.onCommit(wake.committed)
        return { status: 201, body: await ruleOf(world, rule) }
      },
    ),
    command(
      {
        path: '/v1/stock-alert-rules/:id/changes',
        access: 'stock:write',
        tag,
        summary: 'Change a rule, or end it for good',
        params: object({ id: uuid }),
        body: object({
          version: Type.Integer(),
          changes: Type.Array(alertRuleChange, { minItems: 1, maxItems: 20 }),
        }),
        answers: { 200: alertRuleAnswer },
      },
      async (tx, { params, body: { version, changes }, caller, now }) => {
        const { scope } = caller
        const wanted = await Promise.all(
          changes.map(async (one, i) => {
            if (one.action === 'archive') return one
            const at = `/changes/${i}/fields`
            return { ...one, fields: await termsOf(tx, world, one.fields, { scope, at }) }
          }),
        )
        const by = { actor: caller.id, now, nowMs: clock.nowMs() }
        const rule = await changeRule(tx, { id: params.id, version, changes: wanted, scope }, by)
        tx.onCommit(wake.committed)
        return { status: 200, body: await ruleOf(world, rule) }
      },
    ),
  ]
}

function readRoutes(world: InventoryWorld): Route[] {
  return [
    read(
      {
        path: '/v1/stock-alert-rules',
        access: 'stock:read',
        tag,
        summary: 'The rules by name, without those that have ended',
        answers: { 200: object({ items: Type.Array(alertRuleAnswer) }) },
      },
      async (db, { caller }) => {
        const rules = (await listRules(db)).filter((rule) => {
          return !rule.archived && (rule.locationId === null || sees(caller.scope, rule))
        })
        return { items: await Promise.all(rules.map((rule) => ruleOf(world, rule))) }
      },
    ),
    read(
      {
        path: '/v1/stock-alerts',
        access: 'stock:read',
        tag,
        summary: 'What the rules tell of, the newest first',
        query: object({
          ...pageQuery,
          state: Type.Optional(Type.Enum(['open', 'cleared'], { default: 'open' })),
          kind: Type.Optional(alertKind),
          sku: Type.Optional(code),
          location: Type.Optional(code),
        }),
        answers: { 200: pageOf(alertAnswer) },
      },
      async (db, { query, caller, now }) => {
        const limit = query.limit ?? PAGE_DEFAULT
        const place = await placeOf(world, query, caller.scope, '')
        const of = {
          open: query.state !== 'cleared',
          kind: query.kind,
          skuId: place.skuId ?? undefined,
          locationId: place.locationId ?? undefined,
          before: decodeCursor(query.cursor, ['instant', 'uuid']),
          limit: limit + 1,
        }
        const rows = await listAlerts(db, caller.scope, of, now)
        const page = pageOfRows(rows, limit, (row) => [row.raisedAt.toString(), row.id])
        return { items: await alertsOf(world, page.items), next: page.next }
      },
    ),
    read(
      {
        path: '/v1/stock-alerts/counts',
        access: 'stock:read',
        tag,
        summary: 'Count the open alerts by kind',
        answers: {
          200: object({ kinds: Type.Array(object({ kind: alertKind, count: Type.Integer() })) }),
        },
      },
      async (db, { caller }) => ({ kinds: await countAlerts(db, caller.scope) }),
    ),
  ]
}

const unlimited = { ...allStock, threshold: null, validUntil: null, raisesTask: false }
