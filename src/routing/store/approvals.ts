import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** Whether a draft needs a second person; version 0: nobody has said so yet. */
export type Publishing = {
  version: number
  secondPerson: boolean
  changedAt: Temporal.Instant | null
  changedBy: string | null
}

/** Somebody asked that another approves the draft as it was in a version of it. */
export type Approval = {
  id: string
  draftVersion: number
  note: string | null
  requestedAt: Temporal.Instant
  requestedBy: string
  outcome: 'approved' | 'declined' | null
  decisionNote: string | null
  decidedAt: Temporal.Instant | null
  decidedBy: string | null
}

const usual: Publishing = { version: 0, secondPerson: false, changedAt: null, changedBy: null }

export async function findPublishing(db: Queryable): Promise<Publishing> {
  const [row] = await db.query<Publishing>(sql`
    select version, second_person as "secondPerson", changed_at as "changedAt",
      changed_by as "changedBy"
    from routing.publishing`)
  return row ?? usual
}

/** False where somebody else was first. */
export async function savePublishing(
  tx: Tx,
  of: { version: number; secondPerson: boolean; changedAt: Temporal.Instant; changedBy: string },
): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into routing.publishing as p (version, second_person, changed_at, changed_by)
    values (${of.version}, ${of.secondPerson}, ${of.changedAt}, ${of.changedBy})
    on conflict (one) do update set version = excluded.version,
      second_person = excluded.second_person, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by
    where p.version = excluded.version - 1 returning 1`)
  return rows.length > 0
}

/** What was asked last about a version of the draft. */
export async function findApproval(
  db: Queryable,
  draftVersion: number,
): Promise<Approval | undefined> {
  const [row] = await db.query<Approval>(sql`
    select id, draft_version as "draftVersion", note, requested_at as "requestedAt",
      requested_by as "requestedBy", outcome, decision_note as "decisionNote",
      decided_at as "decidedAt", decided_by as "decidedBy"
    from routing.approval where draft_version = ${draftVersion} order by id desc limit 1`)
  return row
}

export async function insertApproval(
  tx: Tx,
  of: Pick<Approval, 'id' | 'draftVersion' | 'note' | 'requestedAt' | 'requestedBy'>,
): Promise<void> {
  await tx.query(sql`
    insert into routing.approval (id, draft_version, note, requested_at, requested_by)
    values (${of.id}, ${of.draftVersion}, ${of.note}, ${of.requestedAt}, ${of.requestedBy})`)
}

export async function saveAnswer(
  tx: Tx,
  id: string,
  of: {
    outcome: 'approved' | 'declined'
    decisionNote: string | null
    decidedAt: Temporal.Instant
    decidedBy: string
  },
): Promise<void> {
  await tx.query(sql`
    update routing.approval set outcome = ${of.outcome}, decision_note = ${of.decisionNote},
      decided_at = ${of.decidedAt}, decided_by = ${of.decidedBy}
    where id = ${id}`)
}
