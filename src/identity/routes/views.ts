import { Type } from 'typebox'
import { newId } from '../../lib/ids.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { object, pageOf, pageQuery, partial, text, uuid } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { getPersonId, personIdOf } from '../actions/me.ts'
import { changeView } from '../actions/views.ts'
import { insertView, listViews } from '../store/view.ts'

const screen = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,39}$',
  description: 'The screen it is of, e.g. orders.',
})
const changeable = {
  name: text(100),
  query: Type.String({
    maxLength: 2000,
    description: 'What the screen is asked, as in its address.',
  }),
  isShared: Type.Boolean({ description: 'Seen by everybody; changed by its owner only.' }),
}
const viewAnswer = object({
  id: uuid,
  version: Type.Integer(),
  screen,
  ...changeable,
  owner: Type.String(),
  isMine: Type.Boolean(),
  can: Type.Array(Type.String()),
})
/** No more, since a search may name a customer, and answers of commands are kept. */
const keptAnswer = object({ id: uuid, version: Type.Integer() })

const tag = 'Views'

export function viewRoutes(platform: Platform): Route[] {
  return [
    read(
      {
        path: '/v1/views',
        access: 'signed-in',
        tag,
        summary: 'List the saved views you can use: your own, and those that are shared',
        query: object({ ...pageQuery, screen: Type.Optional(screen) }),
        answers: { 200: pageOf(viewAnswer) },
      },
      async (db, { query: { cursor, limit = PAGE_DEFAULT, screen: wanted }, caller }) => {
        const personId = personIdOf(caller)
        const after = decodeCursor(cursor, ['uuid'])?.[0]
        const rows = await listViews(db, { personId, screen: wanted, after, limit: limit + 1 })
        const { items, next } = pageOfRows(rows, limit, ({ id }) => [id])
        const answers = items.map(({ personId: owner, archived: _archived, ...view }) => {
          const isMine = owner === personId
          return {
            ...view,
            owner: `person:${owner}`,
            isMine,
            can: isMine ? ['set', 'archive'] : [],
          }
        })
        return { items: answers, next }
      },
    ),
    command(
      {
        path: '/v1/views',
        access: 'signed-in',
        tag,
        summary: 'Keep a view of a screen under a name',
        body: object({ screen, ...changeable, isShared: Type.Optional(changeable.isShared) }),
        answers: { 201: keptAnswer },
      },
      async (tx, { body, caller, now }) => {
        const id = newId(platform.clock.nowMs())
        const personId = getPersonId(caller)
        await insertView(tx, { ...body, id, personId, isShared: body.isShared ?? false }, now)
        return { status: 201, body: { id, version: 1 } }
      },
    ),
    command(
      {
        path: '/v1/views/:id/changes',
        access: 'signed-in',
        tag,
        summary: 'Change or archive a view of yours',
        params: object({ id: uuid }),
        body: object({
          version: Type.Integer(),
          changes: Type.Array(
            Type.Union([
              object({ action: Type.Literal('set'), fields: partial(changeable) }),
              object({ action: Type.Literal('archive') }),
            ]),
            { minItems: 1, maxItems: 20 },
          ),
        }),
        answers: { 200: keptAnswer },
      },
      async (tx, { params, body: { version, changes }, caller, now }) => {
        const which = { id: params.id, personId: getPersonId(caller), version }
        return { status: 200, body: await changeView(tx, which, changes, now) }
      },
    ),
  ]
}
