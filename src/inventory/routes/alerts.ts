import { Type, type Static } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation, type Scope } from '../../lib/scope.ts'
import { locationKinds } from '../../network/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import {
  code,
  instant,
  nullable,
  object,
  pageOf,
  pageQuery,
  partial,
  text,
  uuid,
} from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { changeRule, createRule, sees } from '../actions/alert-rules.ts'
import { alertKinds, levelFor, type AlertRule, type AlertTerms } from '../domain/alerts.ts'
import { listRules } from '../store/alert-rules.ts'
import { countAlerts, listAlerts, type ListedAlert } from '../store/alerts.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Stock alerts'
const kind = Type.Enum([...alertKinds], {
  description:
    '`low`: some is available, at most the threshold; `out`: none is; `over`: more is on hand ' +
    'than the threshold; `negative`: fewer than none are on hand; `uncovered`: more is promised ' +
    'than is there.',
})
const threshold = Type.Number({ minimum: 0, maximum: 1e9, description: 'Whole units.' })
const where = {
  sku: nullable(code),
  category: nullable(text(100)),
  location: nullable(code),
  locationKind: nullable(Type.Enum([...locationKinds])),
}
const terms = {
  name: text(100),
  threshold: nullable(threshold),
  ...where,
  validFrom: instant,
  validUntil: nullable(instant),
  raisesTask: Type.Boolean({ description: 'Whether each alert is a task for a person.' }),
}
const fields = partial(terms)
const change = Type.Union([
  object({ action: Type.Literal('set'), fields }),
  object({ action: Type.Literal('archive') }),
])
const ruleAnswer = object({
  id: uuid,
  version: Type.Integer(),
  kind,
  ...terms,
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})
const alertAnswer = object({
  id: uuid,
  kind,
  sku: code,
  name: Type.String(),
  location: code,
  rule: object({ id: uuid, name: Type.String() }),
  level: Type.Number({ description: 'The number it is about, as it is now.' }),
  raisedLevel: Type.Number({ description: 'The same when the alert was raised.' }),
  raisedAt: instant,
  clearedAt: nullable(instant),
})

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
        body: object({
          name: terms.name,
          kind,
          threshold: Type.Optional(threshold),
          sku: Type.Optional(code),
          category: Type.Optional(text(100)),
          location: Type.Optional(code),
          locationKind: Type.Optional(Type.Enum([...locationKinds])),
          validFrom: Type.Optional(instant),
          validUntil: Type.Optional(instant),
          raisesTask: Type.Optional(Type.Boolean()),
        }),
        answers: { 201: ruleAnswer },
      },
      async (tx, { body, caller, now }) => {
        const given = await termsOf(world, body, caller.scope, '')
        const rule = await createRule(
          tx,
          {
            terms: { ...nothing, validFrom: now, ...given, name: body.name, kind: body.kind },
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
          changes: Type.Array(change, { minItems: 1, maxItems: 20 }),
        }),
        answers: { 200: ruleAnswer },
      },
      async (tx, { params, body: { version, changes }, caller, now }) => {
        const { scope } = caller
        const wanted = await Promise.all(
          changes.map(async (one, i) => {
            if (one.action === 'archive') return one
            const at = `/changes/${i}/fields`
            return { ...one, fields: await termsOf(world, one.fields, scope, at) }
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
        answers: { 200: object({ items: Type.Array(ruleAnswer) }) },
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
          kind: Type.Optional(kind),
          sku: Type.Optional(code),
          location: Type.Optional(code),
        }),
        answers: { 200: pageOf(alertAnswer) },
      },
      async (db, { query, caller }) => {
        const limit = query.limit ?? PAGE_DEFAULT
        const place = await placeOf(world, query, caller.scope, '')
        const rows = await listAlerts(db, caller.scope, {
          open: query.state !== 'cleared',
          kind: query.kind,
          skuId: place.skuId ?? undefined,
          locationId: place.locationId ?? undefined,
          before: decodeCursor(query.cursor, ['instant', 'uuid']),
          limit: limit + 1,
        })
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
        answers: { 200: object({ kinds: Type.Array(object({ kind, count: Type.Integer() })) }) },
      },
      async (db, { caller }) => ({ kinds: await countAlerts(db, caller.scope) }),
    ),
  ]
}

const nothing = {
  threshold: null,
  skuId: null,
  category: null,
  locationId: null,
  locationKind: null,
  validUntil: null,
  raisesTask: false,
}

type Place = { sku?: string | null; location?: string | null }

/** Ids of the codes that are given; null stays, and what is left out is left out. */
async function placeOf(world: InventoryWorld, given: Place, scope: Scope, at: string) {
  const ids: { skuId?: number | null; locationId?: number | null } = {}
  if (given.sku !== undefined) ids.skuId = null
  if (given.location !== undefined) ids.locationId = null
  if (typeof given.sku === 'string') {
    await world.skus.load([given.sku])
    const sku = world.skus.byCode(given.sku) ?? refuse('sku_unknown', { field: `${at}/sku` })
    ids.skuId = sku.id
  }
  if (typeof given.location === 'string') {
    const location = (await world.network.current()).locationByCode.get(given.location)
    if (!location || !seesLocation(scope, location.id)) {
      return refuse('location_unknown', { field: `${at}/location` })
    }
    ids.locationId = location.id
  }
  return ids
}

type Terms = Omit<Static<typeof fields>, 'threshold'> & { threshold?: number | null }

/** What is given of a rule, with ids for codes; what is left out is left out. */
async function termsOf(
  world: InventoryWorld,
  { sku, location, validFrom, validUntil, ...same }: Terms,
  scope: Scope,
  at: string,
): Promise<Partial<Omit<AlertTerms, 'kind'>>> {
  const place = { ...(sku !== undefined && { sku }), ...(location !== undefined && { location }) }
  const { name, threshold: limit, category, locationKind, raisesTask } = same
  return {
    ...(await placeOf(world, place, scope, at)),
    ...(name !== undefined && { name }),
    ...(limit !== undefined && { threshold: limit }),
    ...(category !== undefined && { category }),
    ...(locationKind !== undefined && { locationKind }),
    ...(raisesTask !== undefined && { raisesTask }),
    ...(validFrom !== undefined && { validFrom: Temporal.Instant.from(validFrom) }),
    ...(validUntil !== undefined && {
      validUntil: validUntil === null ? null : Temporal.Instant.from(validUntil),
    }),
  }
}

async function ruleOf({ skus, network }: InventoryWorld, rule: AlertRule) {
  const { skuId, locationId, validFrom, validUntil, ...same } = rule
  if (skuId !== null) await skus.loadIds([skuId])
  const { locationById } = await network.current()
  return {
    ...same,
    sku: skuId === null ? null : (skus.byId(skuId)?.code ?? null),
    location: locationId === null ? null : (locationById.get(locationId)?.code ?? null),
    locationKind: rule.locationKind as Static<typeof where.locationKind>,
    validFrom: validFrom.toString(),
    validUntil: validUntil?.toString() ?? null,
    can: rule.archived ? [] : ['change', 'archive'],
  }
}

async function alertsOf({ skus, network }: InventoryWorld, rows: readonly ListedAlert[]) {
  const { locationById } = await network.current()
  await skus.loadIds([...new Set(rows.map(({ skuId }) => skuId))])
  return rows.map((row) => {
    const { id, skuId, locationId, ruleId, rule, raisedAt, clearedAt } = row
    const { code: sku, name, decimals } = skus.byId(skuId)!
    return {
      id,
      kind: row.kind,
      sku,
      name,
      location: locationById.get(locationId)!.code,
      rule: { id: ruleId, name: rule },
      level: quantityOf(levelFor(row.kind, row), decimals),
      raisedLevel: quantityOf(row.raisedLevel, decimals),
      raisedAt: raisedAt.toString(),
      clearedAt: clearedAt?.toString() ?? null,
    }
  })
}
