import { Type, type Static } from 'typebox'
import { newId } from '../lib/ids.ts'
import { Refusal, refuse } from '../lib/refusal.ts'
import type { Tx } from '../platform/db/index.ts'
import { saveEvents } from '../platform/events/index.ts'
import { command, read, type Route } from '../platform/http/route.ts'
import {
  code,
  nullable,
  object,
  pageOf,
  pageQuery,
  partial,
  text,
} from '../platform/http/schemas.ts'
import type { Platform } from '../platform/module.ts'
import {
  outcomesAnswer,
  refusedOutcome,
  refuseOtherVersion,
  type Outcome,
} from '../platform/outcomes.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../platform/page.ts'
import type { SkuBook } from './book.ts'
import { skuChanged } from './events.ts'
import {
  insertSkus,
  listSkus,
  listSkusByCode,
  lockSku,
  updateSku,
  type NewSku,
  type Sku,
} from './store.ts'

const millimetres = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const changeable = {
  name: text(300),
  weightG: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
  lengthMm: Type.Optional(millimetres),
  widthMm: Type.Optional(millimetres),
  heightMm: Type.Optional(millimetres),
  category: Type.Optional(text(100)),
  taxClass: Type.Optional(text(60)),
}
const newSku = object({
  code,
  ...changeable,
  unit: Type.Optional(Type.String({ minLength: 1, maxLength: 20, default: 'piece' })),
  decimals: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 6, description: 'Decimals people see; fixed for ever.' }),
  ),
})
const size = nullable(Type.Integer())
const skuAnswer = object({
  id: Type.Integer(),
  code,
  name: Type.String(),
  unit: Type.String(),
  decimals: Type.Integer(),
  weightG: size,
  lengthMm: size,
  widthMm: size,
  heightMm: size,
  category: nullable(Type.String()),
  taxClass: nullable(Type.String()),
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})
const skuChanges = object({
  version: Type.Integer(),
  changes: Type.Array(
    Type.Union([
      object({ action: Type.Literal('set'), fields: partial(changeable) }),
      object({ action: Type.Literal('archive') }),
    ]),
    { minItems: 1, maxItems: 20 },
  ),
  dryRun: Type.Optional(Type.Boolean()),
})

const tag = 'Catalog'

export function catalogRoutes(platform: Platform, book: SkuBook): Route[] {
  return [
    command(
      {
        path: '/v1/skus',
        access: 'catalog:write',
        tag,
        summary: 'Create SKUs, one or many; each has its own outcome',
        body: object({ skus: Type.Array(newSku, { minItems: 1, maxItems: 1000 }) }),
        answers: { 200: outcomesAnswer },
      },
      async (tx, { body, now }) => {
        const outcomes = await createSkus(tx, body.skus.map(wholeOf), now)
        tx.onCommit(platform.wake.committed)
        return { status: 200, body: { outcomes } }
      },
    ),
    read(
      {
        path: '/v1/skus',
        access: 'catalog:read',
        tag,
        summary: 'List SKUs by code',
        query: object({ ...pageQuery, category: Type.Optional(text(100)) }),
        answers: { 200: pageOf(skuAnswer) },
      },
      async (db, { query }) => {
        const limit = query.limit ?? PAGE_DEFAULT
        const after = decodeCursor(query.cursor, ['text'])?.[0] ?? ''
        const rows = await listSkus(db, { after, limit: limit + 1, category: query.category })
        const page = pageOfRows(rows, limit, (sku) => [sku.code])
        return { items: page.items.map(answerOf), next: page.next }
      },
    ),
    read(
      {
        path: '/v1/skus/:code',
        access: 'catalog:read',
        tag,
        summary: 'Read one SKU',
        params: object({ code }),
        answers: { 200: skuAnswer },
      },
      async (db, { params }) => {
        const [sku] = await listSkusByCode(db, [params.code])
        return sku ? answerOf(sku) : refuse('not_found')
      },
    ),
    command(
      {
        path: '/v1/skus/:code/changes',
        access: 'catalog:write',
        tag,
        summary: 'Change a SKU',
        params: object({ code }),
        body: skuChanges,
        answers: { 200: skuAnswer },
      },
      async (tx, { params, body, caller, now }) => {
        const sku = (await lockSku(tx, params.code)) ?? refuse('not_found')
        refuseOtherVersion(body.version, sku.version)
        const next = changedSku(sku, body.changes)
        if (body.dryRun) return { status: 200, body: answerOf(next) }
        const saved = await updateSku(tx, next, now)
        await saveEvents(tx, skuChanged, [
          {
            id: newId(platform.clock.nowMs()),
            subject: null,
            actor: caller.id,
            data: { id: saved.id, code: saved.code, version: saved.version },
            occurredAt: now,
          },
        ])
        tx.onCommit(() => {
          book.forget(saved.code)
          platform.wake.committed()
        })
        return { status: 200, body: answerOf(saved) }
      },
    ),
  ]
}

/** Creates what is new, recognises what is there already with the same values, refuses the rest. */
async function createSkus(
  tx: Tx,
  skus: readonly NewSku[],
  now: Temporal.Instant,
): Promise<Outcome[]> {
  const firsts = [...new Map(skus.toReversed().map((sku) => [sku.code, sku])).values()]
  const created = new Set((await insertSkus(tx, firsts, now)).map((sku) => sku.code))
  const known = new Map(
    (
      await listSkusByCode(
        tx,
        skus.map((sku) => sku.code),
      )
    ).map((sku) => [sku.code, sku]),
  )
  return skus.map((sku, index) => {
    if (created.delete(sku.code)) return { index, code: sku.code, outcome: 'created' }
    if (isSame(sku, known.get(sku.code)!)) return { index, code: sku.code, outcome: 'exists' }
    return refusedOutcome(index, sku.code, new Refusal('code_taken', { field: `/skus/${index}` }))
  })
}

function wholeOf(given: Static<typeof newSku>): NewSku {
  return {
    code: given.code,
    name: given.name,
    unit: given.unit ?? 'piece',
    decimals: given.decimals ?? 0,
    weightG: given.weightG ?? null,
    lengthMm: given.lengthMm ?? null,
    widthMm: given.widthMm ?? null,
    heightMm: given.heightMm ?? null,
    category: given.category ?? null,
    taxClass: given.taxClass ?? null,
  }
}

function isSame(wanted: NewSku, known: Sku): boolean {
  return Object.entries(wanted).every(([field, value]) => known[field as keyof Sku] === value)
}

function changedSku(sku: Sku, changes: Static<typeof skuChanges>['changes']): Sku {
  return changes.reduce<Sku>(
    (next, change) =>
      change.action === 'archive' ? { ...next, archived: true } : { ...next, ...change.fields },
    sku,
  )
}

function answerOf(sku: Sku) {
  return { ...sku, can: sku.archived ? [] : ['set', 'archive'] }
}
