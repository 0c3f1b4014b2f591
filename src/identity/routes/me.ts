import { Type } from 'typebox'
import { command, read, type Route } from '../../platform/http/route.ts'
import { nullable, object, pageOf, pageQuery, partial, text } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { changeOwn, findOwn } from '../actions/me.ts'
import { listPeople } from '../store/person.ts'

const preferences = {
  language: nullable(Type.Enum(['en', 'de', 'ar'])),
  theme: Type.Enum(['system', 'light', 'dark']),
  density: Type.Enum(['compact', 'comfortable']),
  shortcuts: Type.Boolean(),
  timeZone: nullable(text(60, 'IANA name, e.g. Europe/Paris; null: that of the browser.')),
}
const meAnswer = object({
  id: Type.String(),
  name: Type.String(),
  permissions: Type.Array(Type.String()),
  seesAll: Type.Boolean({
    description: 'Of all channels and locations; else what all of them share is only looked at.',
  }),
  preferences: nullable(object(preferences)),
  version: nullable(Type.Integer()),
  can: Type.Array(Type.String()),
})
const tag = 'Access'

export const meRoutes: Route[] = [
  read(
    {
      path: '/v1/me',
      access: 'signed-in',
      tag,
      summary: 'Who you are, what you may do, and how you like to see it',
      description: 'An API key has no preferences.',
      answers: { 200: meAnswer },
    },
    async (db, { caller }) => {
      const own = await findOwn(db, caller)
      return {
        id: caller.id,
        name: caller.name,
        permissions: [...caller.permissions],
        seesAll: caller.scope === 'all',
        preferences: own?.preferences ?? null,
        version: own?.version ?? null,
        can: own ? ['set'] : [],
      }
    },
  ),
  command(
    {
      path: '/v1/me/changes',
      access: 'signed-in',
      tag,
      summary: 'Change how you like to see things',
      body: object({
        version: Type.Integer(),
        changes: Type.Array(object({ action: Type.Literal('set'), fields: partial(preferences) }), {
          minItems: 1,
          maxItems: 20,
        }),
      }),
      answers: {
        200: object({
          id: Type.String(),
          version: Type.Integer(),
          preferences: object(preferences),
        }),
      },
    },
    async (tx, { body: { version, changes }, caller }) => {
      const fields = changes.map((change) => change.fields)
      return {
        status: 200,
        body: { id: caller.id, ...(await changeOwn(tx, caller, version, fields)) },
      }
    },
  ),
  read(
    {
      path: '/v1/people',
      access: 'tasks:read',
      tag,
      summary: 'List the people who can be given a task',
      query: object(pageQuery),
      answers: { 200: pageOf(object({ id: Type.String(), name: Type.String() })) },
    },
    async (db, { query: { cursor, limit = PAGE_DEFAULT } }) => {
      const after = decodeCursor(cursor, ['uuid'])?.[0]
      const rows = await listPeople(db, { after, limit: limit + 1 })
      const { items, next } = pageOfRows(rows, limit, ({ id }) => [id])
      return { items: items.map(({ id, name }) => ({ id: `person:${id}`, name })), next }
    },
  ),
]
