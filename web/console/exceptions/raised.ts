import type { Change } from '../../lib/live.tsx'

/** Which tasks were raised since the list was asked for, after more has happened. */
export function raisedAfter(
  raised: ReadonlySet<string>,
  changes: readonly Pick<Change, 'id' | 'change'>[],
): ReadonlySet<string> {
  const after = new Set(raised)
  for (const { id, change } of changes) {
    if (change === 'task.raised') after.add(id)
    // What has ended is nothing new any more.
    if (change === 'task.closed') after.delete(id)
  }
  return after
}

/** Of those, how many are not in the list already. */
export function countNew(raised: ReadonlySet<string>, rows: readonly { id: string }[]): number {
  return raised.difference(new Set(rows.map(({ id }) => id))).size
}

/**
 * Whether the list is asked for again: what is in it has changed, or a task was given to somebody,
 * which may be the reader.
 */
export function concerns(
  { id, change }: Pick<Change, 'id' | 'change'>,
  rows: readonly { id: string }[],
): boolean {
  return change === 'task.assigned' || rows.some((row) => row.id === id)
}

/** A task as it was read by itself or in the list, whichever is newer. */
export function newerOf<Read extends Row, Listed extends Row>(
  read: Read | undefined,
  listed: Listed | undefined,
): Read | Listed | undefined {
  if (!read || !listed) return read ?? listed
  return read.version >= listed.version ? read : listed
}

type Row = { version: number }
