import type { Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object, pageOf } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { refuseOldOrArchived } from '../../platform/outcomes.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { canOf, refuseScoped } from '../actions/check.ts'
import { tellChange } from '../actions/tell.ts'
import type { NetworkBook } from '../book.ts'
import {
  newPartner,
  partnerAnswer,
  partnerChange,
  partnerQuery,
  partnerWritten,
  versioned,
} from '../schemas.ts'
import {
  findPartner,
  insertPartner,
  listPartners,
  lockPartner,
  updatePartner,
  type Partner,
} from '../store/partners.ts'

const tag = 'Network'
const kind = 'partner'

/** Who runs locations for the retailer: suppliers, third parties, resellers, marketplaces. */
export function partnerRoutes(platform: Platform, book: NetworkBook): Route[] {
  return [
    command(
      {
        path: '/v1/partners',
        access: 'network:write',
        tag,
        summary: 'Create a partner',
        body: newPartner,
        answers: { 201: partnerWritten },
      },
      async (tx, { body, now, caller }) => {
        refuseScoped(caller.scope)
        const made = await insertPartner(tx, { ...nobody, ...body }, now)
        if (!made) return refuse('code_taken', { field: '/code' })
        const changed = [made]
        await tellChange(tx, platform, book, { kind, changed, actor: caller.id, now })
        return { status: 201, body: writtenOf(made, caller.scope) }
      },
    ),
    read(
      {
        path: '/v1/partners',
        access: 'network:read',
        tag,
        summary: 'List partners by code',
        query: partnerQuery,
        answers: { 200: pageOf(partnerAnswer) },
      },
      async (db, { query, caller }) => {
        const { limit = PAGE_DEFAULT, cursor, q, kind: wanted } = query
        const after = decodeCursor(cursor, ['text'])?.[0] ?? ''
        const rows = await listPartners(db, { after, limit: limit + 1, q, kind: wanted })
        const page = pageOfRows(rows, limit, (partner) => [partner.code])
        return { items: page.items.map((one) => answerOf(one, caller.scope)), next: page.next }
      },
    ),
    read(
      {
        path: '/v1/partners/:code',
        access: 'network:read',
        tag,
        summary: 'Read a partner',
        params: object({ code }),
        answers: { 200: partnerAnswer },
      },
      async (db, { params, caller }) => {
        return answerOf((await findPartner(db, params.code)) ?? refuse('not_found'), caller.scope)
      },
    ),
    command(
      {
        path: '/v1/partners/:code/changes',
        access: 'network:write',
        tag,
        summary: 'Change or archive a partner',
        params: object({ code }),
        body: versioned(partnerChange),
        answers: { 200: partnerWritten },
      },
      async (tx, { params, body, now, caller }) => {
        refuseScoped(caller.scope)
        const partner = (await lockPartner(tx, params.code)) ?? refuse('not_found')
        refuseOldOrArchived(body.version, partner)
        const saved = await updatePartner(tx, body.changes.reduce(changedPartner, partner), now)
        const told = { kind, changed: [saved], actor: caller.id, now } as const
        await tellChange(tx, platform, book, told)
        return { status: 200, body: writtenOf(saved, caller.scope) }
      },
    ),
  ]
}

const nobody = { contactName: null, email: null, phone: null, leadDays: null, note: null }

function changedPartner(partner: Partner, change: Static<typeof partnerChange>): Partner {
  return change.action === 'set' ? { ...partner, ...change.fields } : { ...partner, archived: true }
}

const actions = ['set', 'archive']

function answerOf(partner: Partner, scope: Scope) {
  return { ...partner, can: canOf(scope, partner, actions) }
}

function writtenOf(partner: Partner, scope: Scope) {
  const { id, version, archived } = partner
  return { id, code: partner.code, version, archived, can: canOf(scope, partner, actions) }
}
