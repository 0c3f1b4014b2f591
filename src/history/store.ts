import { sql } from '../platform/db/sql.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import type { EntryKind, Rejected } from './domain/script.ts'

/** One entry of the script. */
export type Entry = { no: number; at: Temporal.Instant; kind: EntryKind; body: unknown }

/** The import of this database, and how far it has been played. */
export type Progress = {
  source: string
  channelId: number
  timeZone: string
  notes: Record<string, unknown>
  playedNo: number
  playedTo: Temporal.Instant | null
  /** Real milliseconds by step, and the number of hours played. */
  spent: Record<string, number>
}

export async function findProgress(db: Queryable): Promise<Progress | undefined> {
  const [row] = await db.query<Progress>(sql`
    select source, channel_id as "channelId", time_zone as "timeZone", notes,
      played_no as "playedNo", played_to as "playedTo", spent
    from history.progress`)
  return row
}

export async function insertProgress(
  tx: Tx,
  of: Pick<Progress, 'source' | 'channelId' | 'timeZone' | 'notes'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(sql`
    insert into history.progress (source, channel_id, time_zone, notes, imported_at, played_no,
      spent)
    values (${of.source}, ${of.channelId}, ${of.timeZone}, ${JSON.stringify(of.notes)}, ${now}, 0,
      '{}')`)
}

export async function saveProgress(
  tx: Tx,
  to: { playedNo: number; playedTo: Temporal.Instant; spent: Record<string, number> },
): Promise<void> {
  await tx.query(sql`
    update history.progress set played_no = ${to.playedNo}, played_to = ${to.playedTo},
      spent = ${JSON.stringify(to.spent)}`)
}

export async function insertEntries(
  tx: Tx,
  entries: readonly { no: number; at: string; kind: EntryKind; body: string }[],
): Promise<void> {
  await tx.query(sql`
    insert into history.entry (no, at, kind, body)
    select * from unnest(
      ${entries.map(({ no }) => no)}::bigint[], ${entries.map(({ at }) => at)}::timestamptz[],
      ${entries.map(({ kind }) => kind)}::text[], ${entries.map(({ body }) => body)}::json[])`)
}

/** The entries after one, in the order of the script; only of a kind where one is given. */
export async function listEntries(
  db: Queryable,
  of: { after: number; limit: number; kind?: EntryKind },
): Promise<Entry[]> {
  return db.query<Entry>(sql`
    select no, at, kind, body from history.entry
    where no > ${of.after} and kind = coalesce(${of.kind ?? null}::text, kind)
    order by no limit ${of.limit}`)
}

/** How many entries of each kind there are, up to one. */
export async function countEntries(
  db: Queryable,
  upTo: number,
): Promise<{ kind: EntryKind; all: number; played: number }[]> {
  return db.query(sql`
    select kind, count(*) as all, count(*) filter (where no <= ${upTo}) as played
    from history.entry group by kind order by kind`)
}

export async function insertRejections(tx: Tx, rows: readonly Rejected[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(sql`
    insert into history.rejection (file, line, what, reason)
    select * from unnest(
      ${rows.map(({ file }) => file)}::text[], ${rows.map(({ line }) => line)}::int[],
      ${rows.map(({ what }) => what)}::text[], ${rows.map(({ reason }) => reason)}::text[])`)
}

/** What was not taken, counted by file and reason. */
export async function countRejections(
  db: Queryable,
): Promise<{ file: string; what: string; reason: string; count: number }[]> {
  return db.query(sql`
    select file, what, reason, count(*) as count from history.rejection
    group by file, what, reason order by file, what, reason`)
}
