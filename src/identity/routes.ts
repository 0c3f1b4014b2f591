import { Type } from 'typebox'
import { permissions } from '../lib/permissions.ts'
import { refuse } from '../lib/refusal.ts'
import { command, read, type Route } from '../platform/http/route.ts'
import {
  instant,
  nullable,
  object,
  pageOf,
  pageQuery,
  text,
  uuid,
} from '../platform/http/schemas.ts'
import type { Platform } from '../platform/module.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../platform/page.ts'
import { createKey } from './actions/sign-in.ts'
import type { Authentication } from './actions/authenticate.ts'
import { listKeys, revokeKey, type ApiKey } from './store.ts'

const permission = Type.Enum([...permissions])
const keyFields = {
  id: uuid,
  name: Type.String(),
  prefix: Type.String(),
  permissions: Type.Array(Type.String()),
  createdAt: instant,
  expiresAt: nullable(instant),
  revokedAt: nullable(instant),
  usedAt: nullable(instant),
  version: Type.Integer(),
  can: Type.Array(Type.String()),
}
const keyAnswer = object(keyFields)
const tag = 'Access'

export function identityRoutes(platform: Platform, auth: Authentication): Route[] {
  return [
    read(
      {
        path: '/v1/me',
        access: 'signed-in',
        tag,
        summary: 'Who you are and what you may do',
        answers: {
          200: object({
            id: Type.String(),
            name: Type.String(),
            permissions: Type.Array(Type.String()),
          }),
        },
      },
      async (_db, { caller }) => ({
        id: caller.id,
        name: caller.name,
        permissions: [...caller.permissions],
      }),
    ),
    read(
      {
        path: '/v1/api-keys',
        access: 'identity:read',
        tag,
        summary: 'List API keys',
        query: object(pageQuery),
        answers: { 200: pageOf(keyAnswer) },
      },
      async (db, { query }) => {
        const limit = query.limit ?? PAGE_DEFAULT
        const rows = await listKeys(db, decodeCursor(query.cursor, ['uuid'])?.[0], limit + 1)
        const page = pageOfRows(rows, limit, ({ id }) => [id])
        return { items: page.items.map(answerOf), next: page.next }
      },
    ),
    command(
      {
        path: '/v1/api-keys',
        access: 'identity:write',
        tag,
        summary: 'Create an API key',
        description: 'The secret is in the first answer only, never in a repeated one.',
        body: object({
          name: text(100),
          permissions: Type.Array(permission, { minItems: 1, maxItems: permissions.length }),
          expiresAt: Type.Optional(instant),
        }),
        answers: { 201: object({ ...keyFields, secret: Type.Optional(Type.String()) }) },
      },
      async (tx, { body, caller, now }) => {
        const beyond = body.permissions.find((wanted) => !caller.permissions.has(wanted))
        if (beyond) refuse('permission_missing', { field: '/permissions', detail: beyond })
        const expiresAt = body.expiresAt ? Temporal.Instant.from(body.expiresAt) : null
        const wanted = { ...body, expiresAt, createdBy: caller.id }
        const at = { now, nowMs: platform.clock.nowMs() }
        const { key, secret } = await createKey(tx, wanted, at)
        return { status: 201, body: answerOf(key), once: { secret } }
      },
    ),
    command(
      {
        path: '/v1/api-keys/:id/revocations',
        access: 'identity:write',
        tag,
        summary: 'Revoke an API key at once',
        params: object({ id: uuid }),
        body: object({}),
        answers: { 200: keyAnswer },
      },
      async (tx, { params, now }) => {
        const key = await revokeKey(tx, params.id, now)
        tx.onCommit(auth.forgetKeys)
        return { status: 200, body: key ? answerOf(key) : refuse('not_found') }
      },
    ),
  ]
}

function answerOf(key: ApiKey) {
  return { ...key, can: key.revokedAt ? [] : ['revoke'] }
}
