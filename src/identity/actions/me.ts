import { refuse } from '../../lib/refusal.ts'
import { isTimeZone } from '../../lib/time-zone.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { chosenOf, usual, type Preferences } from '../domain/preferences.ts'
import { findChosen, lockChosen, updateChosen } from '../store/person.ts'

export type Own = { preferences: Preferences; version: number }

/** The id of the person who calls; undefined for an API key. */
export function personIdOf(caller: Caller): string | undefined {
  return caller.via === 'session' ? caller.id.slice('person:'.length) : undefined
}

/** The same where only a person will do: else `person_only`. */
export function getPersonId(caller: Caller): string {
  return personIdOf(caller) ?? refuse('person_only')
}

/** How the caller likes to see things; undefined for an API key, which sees nothing. */
export async function findOwn(db: Queryable, caller: Caller): Promise<Own | undefined> {
  const personId = personIdOf(caller)
  const found = personId === undefined ? undefined : await findChosen(db, personId)
  return found && { ...found, preferences: { ...usual, ...found.preferences } }
}

/** Changes how the caller likes to see things. */
export async function changeOwn(
  tx: Tx,
  caller: Caller,
  version: number,
  changes: readonly Partial<Preferences>[],
): Promise<Own> {
  const personId = getPersonId(caller)
  const before = (await lockChosen(tx, personId)) ?? refuse('not_found')
  refuseOtherVersion(version, before.version)
  for (const [index, { timeZone }] of changes.entries()) {
    if (typeof timeZone !== 'string' || isTimeZone(timeZone)) continue
    const field = `/changes/${index}/fields/timeZone`
    refuse('time_zone_unknown', { field, detail: `${timeZone} is not known` })
  }
  const preferences = Object.assign({}, usual, before.preferences, ...changes) as Preferences
  return { preferences, version: await updateChosen(tx, personId, chosenOf(preferences)) }
}
