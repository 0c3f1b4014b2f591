import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { refuseOldOrArchived } from '../../platform/outcomes.ts'
import { changeGroup, createGroup, isWhole } from '../actions/groups.ts'
import { tellChange } from '../actions/tell.ts'
import type { NetworkBook } from '../book.ts'
import { groupAnswer, groupChange, groupListed, newGroup, versioned } from '../schemas.ts'
import { findGroup, listGroups, listMembers, lockGroup, type Group } from '../store/groups.ts'

const tag = 'Network'
const kind = 'location_group'

/** Groups of locations: what rules and people speak of together. */
export function groupRoutes(platform: Platform, book: NetworkBook): Route[] {
  return [
    command(
      {
        path: '/v1/location-groups',
        access: 'network:write',
        tag,
        summary: 'Create a group of locations',
        body: newGroup,
        answers: { 201: groupAnswer },
      },
      async (tx, { body, now, caller: { id: actor, scope } }) => {
        const group = await createGroup(tx, body, { scope, now })
        await tellChange(tx, platform, book, { kind, changed: [group], actor, now })
        return { status: 201, body: await answerOf(tx, group, scope) }
      },
    ),
    read(
      {
        path: '/v1/location-groups',
        access: 'network:read',
        tag,
        summary: 'List groups of locations by code',
        answers: { 200: object({ items: Type.Array(groupListed) }) },
      },
      async (db, { caller }) => {
        const groups = await listGroups(db, caller.scope)
        return {
          items: groups.map(({ isWhole: whole, ...group }) => {
            return { ...group, can: actionsOf(group, whole) }
          }),
        }
      },
    ),
    read(
      {
        path: '/v1/location-groups/:code',
        access: 'network:read',
        tag,
        summary: 'Read a group with the codes of its locations',
        params: object({ code }),
        answers: { 200: groupAnswer },
      },
      async (db, { params, caller }) => {
        const group = (await findGroup(db, params.code)) ?? refuse('not_found')
        return answerOf(db, group, caller.scope)
      },
    ),
    command(
      {
        path: '/v1/location-groups/:code/changes',
        access: 'network:write',
        tag,
        summary: 'Rename or archive a group, take locations in or out',
        params: object({ code }),
        body: versioned(groupChange),
        answers: { 200: groupAnswer },
      },
      async (tx, { params, body, now, caller: { id: actor, scope } }) => {
        const group = (await lockGroup(tx, params.code)) ?? refuse('not_found')
        refuseOldOrArchived(body.version, group)
        const saved = await changeGroup(tx, group, body.changes, { scope, now })
        await tellChange(tx, platform, book, { kind, changed: [saved], actor, now })
        return { status: 200, body: await answerOf(tx, saved, scope) }
      },
    ),
  ]
}

async function answerOf(db: Queryable, group: Group, scope: Scope) {
  const can = actionsOf(group, await isWhole(db, scope, group.id))
  return { ...group, can, locations: await listMembers(db, scope, group.id) }
}

function actionsOf({ archived }: Group, whole: boolean): string[] {
  if (archived) return []
  return whole ? ['set', 'add', 'remove', 'archive'] : ['add', 'remove']
}
