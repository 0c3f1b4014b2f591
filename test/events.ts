import { Compile } from 'typebox/compile'
import { events } from '../src/modules.ts'
import type { Queryable } from '../src/platform/db/index.ts'
import { sql } from '../src/platform/db/sql.ts'
import type { EventType } from '../src/platform/events/define.ts'
import { faultsOf } from './faults.ts'

type Row = { type: string; version: number; subject: string | null; data: unknown }

const declared = new Map(
  events.map((one) => [`${one.type} ${one.version}`, { ...one, check: Compile(one.data) }]),
)

/**
 * What is wrong with the events of a database, each fault once: types and versions that no module
 * declares, data that are not as declared, subjects where none belongs or none where one does.
 */
export async function strayEvents(db: Queryable): Promise<string[]> {
  const rows = await db.query<Row>(
    sql`select type, type_version as version, subject, data from platform.event order by id`,
  )
  return [...new Set(rows.flatMap(faultsIn))]
}

function faultsIn({ type, version, subject, data }: Row): string[] {
  const name = `${type} version ${version}`
  const known = declared.get(`${type} ${version}`)
  if (!known) return [`${name} is not declared by any module`]
  return [
    ...subjectFaults(known, subject),
    ...faultsOf(known.check, data).map((fault) => `data${fault}`),
  ].map((fault) => `${name}: ${fault}`)
}

function subjectFaults({ subject: wanted }: EventType, subject: string | null): string[] {
  if ((wanted === null) === (subject === null)) return []
  return [wanted === null ? 'subject must be null' : `subject must be the id of its ${wanted}`]
}
