import { Type } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import {
  code,
  object,
  pageOf,
  pageQuery,
  tag as ofTag,
  tagsQuery,
  text,
} from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { outcomesAnswer } from '../../platform/outcomes.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { addressOf, changeSku, createSkus } from '../actions.ts'
import type { SkuBook } from '../book.ts'
import { newSku, skuAnswer, skuChanges } from '../schemas.ts'
import {
  listCards,
  listCardsByCode,
  listCategories,
  listTags,
  type SkuWithCard,
} from '../store/card.ts'

const tag = 'Catalog'

/** Gives SKUs that are not stocked, by id, what there always is of them. */
export type Stocking = (
  tx: Tx,
  skuIds: readonly number[],
  by: { actor: string; now: Temporal.Instant; nowMs: number },
) => Promise<void>

export function skuRoutes(platform: Platform, book: SkuBook, stock: Stocking): Route[] {
  return [...readRoutes(), ...writeRoutes(platform, book, stock)]
}

function readRoutes(): Route[] {
  return [
    read(
      {
        path: '/v1/skus',
        access: 'catalog:read',
        tag,
        summary: 'List SKUs by code, all or those that are looked for',
        query: object({
          ...pageQuery,
          q: Type.Optional(
            text(100, 'The start of a code, or words of the name, each at least begun.'),
          ),
          category: Type.Optional(text(100)),
          product: Type.Optional(code),
          tag: Type.Optional(ofTag),
          state: Type.Optional(Type.Enum(['active', 'archived'])),
        }),
        answers: { 200: pageOf(skuAnswer) },
      },
      async (db, { query: { cursor, limit = PAGE_DEFAULT, ...filter } }) => {
        const after = decodeCursor(cursor, ['text'])?.[0] ?? ''
        const rows = await listCards(db, { ...filter, after, limit: limit + 1 })
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
        const [sku] = await listCardsByCode(db, [params.code])
        return sku ? answerOf(sku) : refuse('not_found')
      },
    ),
    read(
      {
        path: '/v1/sku-categories',
        access: 'catalog:read',
        tag,
        summary: 'List the categories in use, with how many SKUs are sold in each',
        query: object(pageQuery),
        answers: {
          200: pageOf(object({ category: Type.String(), skus: Type.Integer() })),
        },
      },
      async (db, { query: { cursor, limit = PAGE_DEFAULT } }) => {
        const after = decodeCursor(cursor, ['text'])?.[0] ?? ''
        const rows = await listCategories(db, { after, limit: limit + 1 })
        return pageOfRows(rows, limit, ({ category }) => [category])
      },
    ),
    read(
      {
        path: '/v1/sku-tags',
        access: 'catalog:read',
        tag,
        summary: 'List the tags in use, with how many SKUs are sold with each',
        query: tagsQuery,
        answers: { 200: pageOf(object({ tag: ofTag, skus: Type.Integer() })) },
      },
      async (db, { query: { cursor, limit = PAGE_DEFAULT, q } }) => {
        const after = decodeCursor(cursor, ['text'])?.[0] ?? ''
        const rows = await listTags(db, { q, after, limit: limit + 1 })
        return pageOfRows(rows, limit, ({ tag: name }) => [name])
      },
    ),
  ]
}

function writeRoutes(platform: Platform, book: SkuBook, stock: Stocking): Route[] {
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
      async (tx, { body, caller, now }) => {
        const { outcomes, created } = await createSkus(tx, body.skus, now)
        const endless = created.filter(({ kind }) => kind === 'not_stocked').map(({ id }) => id)
        await stock(tx, endless, { actor: caller.id, now, nowMs: platform.clock.nowMs() })
        tx.onCommit(platform.wake.committed)
        return { status: 200, body: { outcomes } }
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
        const by = { actor: caller.id, now, nowMs: platform.clock.nowMs() }
        const sku = await changeSku(tx, params.code, body, by)
        tx.onCommit(() => {
          book.forget(sku.code)
          platform.wake.committed()
        })
        return { status: 200, body: answerOf(sku) }
      },
    ),
  ]
}

function answerOf({ picture, components, ...sku }: SkuWithCard) {
  return {
    ...sku,
    components: components.map(({ code: part, quantity, decimals }) => {
      return { sku: part, quantity: quantityOf(quantity, decimals) }
    }),
    picture: picture === null ? null : addressOf(picture),
    can: sku.archived ? [] : ['set', 'archive'],
  }
}
