import { Type, type Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, country, object, partial, text } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { refuseOldOrArchived } from '../../platform/outcomes.ts'
import { canOf, checkCountry, refuseScoped } from '../actions/check.ts'
import { tellChange } from '../actions/tell.ts'
import type { NetworkBook } from '../book.ts'
import { versioned } from '../schemas.ts'
import {
  findBrand,
  findLegalEntity,
  insertBrand,
  insertLegalEntity,
  listBrands,
  listLegalEntities,
  lockBrand,
  lockLegalEntity,
  updateBrand,
  updateLegalEntity,
  type Brand,
  type LegalEntity,
} from '../store/owners.ts'

const write = { access: 'network:write' as const, tag: 'Network' }
const look = { access: 'network:read' as const, tag: 'Network' }
const kept = {
  id: Type.Integer(),
  code,
  name: Type.String(),
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
}
const archive = object({ action: Type.Literal('archive') })

/** Who locations belong to, and under which names channels sell. */
export function ownerRoutes(platform: Platform, book: NetworkBook): Route[] {
  return [...entityRoutes(platform, book), ...brandRoutes(platform, book)]
}

const entityFields = { name: text(), country }
const entityAnswer = object({ ...kept, country })
const entityChange = Type.Union([
  object({ action: Type.Literal('set'), fields: partial(entityFields) }),
  archive,
])

function entityRoutes(platform: Platform, book: NetworkBook): Route[] {
  const kind = 'legal_entity'
  return [
    command(
      {
        ...write,
        path: '/v1/legal-entities',
        summary: 'Create a legal entity',
        body: object({ code, ...entityFields }),
        answers: { 201: entityAnswer },
      },
      async (tx, { body, now, caller }) => {
        refuseScoped(caller.scope)
        checkCountry(body.country, '/country')
        const made = await insertLegalEntity(tx, body, now)
        if (!made) return refuse('code_taken', { field: '/code' })
        const changed = [made]
        await tellChange(tx, platform, book, { kind, changed, actor: caller.id, now })
        return { status: 201, body: answerOf(made, caller.scope) }
      },
    ),
    read(
      {
        ...look,
        path: '/v1/legal-entities',
        summary: 'List legal entities by code',
        answers: { 200: object({ items: Type.Array(entityAnswer) }) },
      },
      async (db, { caller: { scope } }) => {
        return { items: (await listLegalEntities(db)).map((one) => answerOf(one, scope)) }
      },
    ),
    read(
      {
        ...look,
        path: '/v1/legal-entities/:code',
        summary: 'Read a legal entity',
        params: object({ code }),
        answers: { 200: entityAnswer },
      },
      async (db, { params, caller }) => {
        const entity = (await findLegalEntity(db, params.code)) ?? refuse('not_found')
        return answerOf(entity, caller.scope)
      },
    ),
    command(
      {
        ...write,
        path: '/v1/legal-entities/:code/changes',
        summary: 'Change or archive a legal entity',
        params: object({ code }),
        body: versioned(entityChange),
        answers: { 200: entityAnswer },
      },
      async (tx, { params, body, now, caller }) => {
        refuseScoped(caller.scope)
        const entity = (await lockLegalEntity(tx, params.code)) ?? refuse('not_found')
        refuseOldOrArchived(body.version, entity)
        const saved = await updateLegalEntity(tx, body.changes.reduce(changedEntity, entity), now)
        const changed = [saved]
        await tellChange(tx, platform, book, { kind, changed, actor: caller.id, now })
        return { status: 200, body: answerOf(saved, caller.scope) }
      },
    ),
  ]
}

function changedEntity(
  entity: LegalEntity,
  change: Static<typeof entityChange>,
  index: number,
): LegalEntity {
  if (change.action === 'archive') return { ...entity, archived: true }
  const { country: given } = change.fields
  if (given !== undefined) checkCountry(given, `/changes/${index}/fields/country`)
  return { ...entity, ...change.fields }
}

const brandFields = { name: text(), legalEntity: code }
const brandAnswer = object({ ...kept, legalEntity: code })
const brandChange = Type.Union([
  object({ action: Type.Literal('set'), fields: partial(brandFields) }),
  archive,
])

function brandRoutes(platform: Platform, book: NetworkBook): Route[] {
  const kind = 'brand'
  return [
    command(
      {
        ...write,
        path: '/v1/brands',
        summary: 'Create a brand',
        body: object({ code, ...brandFields }),
        answers: { 201: brandAnswer },
      },
      async (tx, { body, now, caller }) => {
        refuseScoped(caller.scope)
        const owner = await openEntity(tx, body.legalEntity, '/legalEntity')
        const row = await insertBrand(tx, { ...body, legalEntityId: owner.id }, now)
        if (!row) return refuse('code_taken', { field: '/code' })
        const made = { ...body, ...row, archived: false }
        const changed = [made]
        await tellChange(tx, platform, book, { kind, changed, actor: caller.id, now })
        return { status: 201, body: answerOf(made, caller.scope) }
      },
    ),
    read(
      {
        ...look,
        path: '/v1/brands',
        summary: 'List brands by code',
        answers: { 200: object({ items: Type.Array(brandAnswer) }) },
      },
      async (db, { caller: { scope } }) => {
        return { items: (await listBrands(db)).map((one) => answerOf(one, scope)) }
      },
    ),
    read(
      {
        ...look,
        path: '/v1/brands/:code',
        summary: 'Read a brand',
        params: object({ code }),
        answers: { 200: brandAnswer },
      },
      async (db, { params, caller }) => {
        return answerOf((await findBrand(db, params.code)) ?? refuse('not_found'), caller.scope)
      },
    ),
    command(
      {
        ...write,
        path: '/v1/brands/:code/changes',
        summary: 'Change or archive a brand',
        params: object({ code }),
        body: versioned(brandChange),
        answers: { 200: brandAnswer },
      },
      async (tx, { params, body, now, caller }) => {
        refuseScoped(caller.scope)
        const brand = (await lockBrand(tx, params.code)) ?? refuse('not_found')
        refuseOldOrArchived(body.version, brand)
        await checkOwners(tx, body.changes)
        const saved = await updateBrand(tx, body.changes.reduce(changedBrand, brand), now)
        const changed = [saved]
        await tellChange(tx, platform, book, { kind, changed, actor: caller.id, now })
        return { status: 200, body: answerOf(saved, caller.scope) }
      },
    ),
  ]
}

/** The legal entity that a brand is to belong to; one that is archived is not named any more. */
async function openEntity(db: Queryable, named: string, field: string): Promise<LegalEntity> {
  const entity = await findLegalEntity(db, named)
  return entity && !entity.archived ? entity : refuse('legal_entity_unknown', { field })
}

async function checkOwners(
  db: Queryable,
  changes: readonly Static<typeof brandChange>[],
): Promise<void> {
  for (const [i, change] of changes.entries()) {
    if (change.action !== 'set' || change.fields.legalEntity === undefined) continue
    await openEntity(db, change.fields.legalEntity, `/changes/${i}/fields/legalEntity`)
  }
}

function changedBrand(brand: Brand, change: Static<typeof brandChange>): Brand {
  return change.action === 'set' ? { ...brand, ...change.fields } : { ...brand, archived: true }
}

function answerOf<One extends { archived: boolean }>(one: One, scope: Scope) {
  return { ...one, can: canOf(scope, one, ['set', 'archive']) }
}
