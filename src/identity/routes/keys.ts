import { Type, type Static } from 'typebox'
import { permissions } from '../../lib/permissions.ts'
import { refuse } from '../../lib/refusal.ts'
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
import type { Platform } from '../../platform/module.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { changeKey, type KeyFields } from '../actions/keys.ts'
import { createKey } from '../actions/sign-in.ts'
import type { Authentication } from '../actions/authenticate.ts'
import { listKeys, revokeKey, type ApiKey } from '../store/access.ts'

const permission = Type.Enum([...permissions])
const keyFields = {
  id: uuid,
  name: Type.String(),
  prefix: Type.String(),
  permissions: Type.Array(Type.String()),
  system: nullable(code),
  createdAt: instant,
  expiresAt: nullable(instant),
  revokedAt: nullable(instant),
  usedAt: nullable(instant),
  version: Type.Integer(),
  can: Type.Array(Type.String()),
}
const keyAnswer = object(keyFields)
const granted = Type.Array(permission, { minItems: 1, maxItems: permissions.length })
const keyChange = partial({
  name: text(100),
  permissions: granted,
  system: nullable(code),
  expiresAt: nullable(instant),
})
const tag = 'Access'

export function keyRoutes(platform: Platform, auth: Authentication): Route[] {
  return [
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
          permissions: granted,
          system: Type.Optional(nullable(code)),
          expiresAt: Type.Optional({ ...instant, description: 'Still to come.' }),
        }),
        answers: { 201: object({ ...keyFields, secret: Type.Optional(Type.String()) }) },
      },
      async (tx, { body, caller, now }) => {
        const beyond = body.permissions.find((wanted) => !caller.permissions.has(wanted))
        if (beyond) refuse('permission_missing', { field: '/permissions', detail: beyond })
        const expiresAt = body.expiresAt ? Temporal.Instant.from(body.expiresAt) : null
        if (expiresAt) refusePast(expiresAt, now)
        const wanted = { ...body, expiresAt, createdBy: caller.id }
        const at = { now, nowMs: platform.clock.nowMs() }
        const { key, secret } = await createKey(tx, wanted, at)
        return { status: 201, body: answerOf(key), once: { secret } }
      },
    ),
    command(
      {
        path: '/v1/api-keys/:id/changes',
        access: 'identity:write',
        tag,
        summary: 'Rename an API key, or change what it may do and how long',
        params: object({ id: uuid }),
        body: object({
          version: Type.Integer(),
          changes: Type.Array(object({ action: Type.Literal('set'), fields: keyChange }), {
            minItems: 1,
            maxItems: 20,
          }),
        }),
        answers: { 200: keyAnswer },
      },
      async (tx, { params, body: { version, changes }, caller }) => {
        const wanted = changes.map(({ fields }) => fieldsOf(fields))
        const key = await changeKey(tx, { id: params.id, version }, wanted, caller.permissions)
        tx.onCommit(auth.forgetKeys)
        return { status: 200, body: answerOf(key) }
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

/** Its secret would be shown once and never be good for anything. */
function refusePast(expiresAt: Temporal.Instant, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(expiresAt, now) > 0) return
  const detail = `The key would have expired already: here it is ${now}`
  refuse('field_invalid', { field: '/expiresAt', detail })
}

function fieldsOf({ expiresAt, ...fields }: Static<typeof keyChange>): KeyFields {
  if (expiresAt === undefined) return fields
  return { ...fields, expiresAt: expiresAt === null ? null : Temporal.Instant.from(expiresAt) }
}

function answerOf(key: ApiKey) {
  return { ...key, can: key.revokedAt ? [] : ['set', 'revoke'] }
}
