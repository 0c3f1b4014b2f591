import type { Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation, type Scope } from '../../lib/scope.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { groupChange, newGroup } from '../schemas.ts'
import {
  addMembers,
  insertGroup,
  listMemberIds,
  removeMembers,
  updateGroup,
  type Group,
} from '../store/groups.ts'
import { listLocationIds } from '../store/locations.ts'
import { touchLocations } from '../store/save-locations.ts'

type By = { scope: Scope; now: Temporal.Instant }

export async function createGroup(
  tx: Tx,
  { code, name, locations = [] }: Static<typeof newGroup>,
  { scope, now }: By,
): Promise<Group> {
  const ids = await idsOf(tx, locations, '/locations', scope)
  const group = await insertGroup(tx, { code, name }, now)
  if (!group) return refuse('code_taken', { field: '/code' })
  await touchLocations(tx, ids)
  await addMembers(tx, group.id, ids)
  return group
}

/** Whether the caller sees all that a group is about. */
export async function isWhole(db: Queryable, scope: Scope, groupId: number): Promise<boolean> {
  const ids = scope === 'all' ? [] : await listMemberIds(db, groupId)
  return ids.every((id) => seesLocation(scope, id))
}

/**
 * Changes a locked group. Its name is changed, and it is archived, by who sees all its locations. A
 * location that comes in or goes out has a new version with it: its groups are part of what it
 * answers.
 */
export async function changeGroup(
  tx: Tx,
  group: Group,
  changes: readonly Static<typeof groupChange>[],
  { scope, now }: By,
): Promise<Group> {
  let next = group
  for (const [i, change] of changes.entries()) {
    const isOfAll = change.action === 'set' || change.action === 'archive'
    if (isOfAll && !(await isWhole(tx, scope, group.id))) {
      const detail = 'It has locations that are not yours.'
      return refuse('not_yours', { field: `/changes/${i}`, detail })
    }
    if (change.action === 'set') next = { ...next, ...change.fields }
    else if (change.action === 'archive') {
      await touchLocations(tx, await listMemberIds(tx, group.id))
      next = { ...next, archived: true }
    } else {
      const ids = await idsOf(tx, change.locations, `/changes/${i}/locations`, scope)
      await touchLocations(tx, ids)
      await (change.action === 'add' ? addMembers : removeMembers)(tx, group.id, ids)
    }
  }
  return updateGroup(tx, next, now)
}

/** The ids of codes; a code that is not known, or out of sight, throws at its place. */
async function idsOf(
  tx: Tx,
  codes: readonly string[],
  field: string,
  scope: Scope,
): Promise<number[]> {
  const known = new Map((await listLocationIds(tx, codes)).map(({ id, code }) => [code, id]))
  const ids = codes.map((code, i) => {
    const id = known.get(code)
    if (id !== undefined && seesLocation(scope, id)) return id
    return refuse('location_unknown', { field: `${field}/${i}`, detail: code })
  })
  return [...new Set(ids)].toSorted((a, b) => a - b)
}
