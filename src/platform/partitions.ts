import type pg from 'pg'
import { codeOf } from './db/index.ts'
import type { Log } from './log.ts'

const MONTHS_AHEAD = 24
/** Rows that the new partition should hold are in the default one. */
const CHECK_VIOLATION = '23514'

type Table = { schema: string; name: string; parent: string }
type Partition = { table: string; suffix: string; bounds: string }

/**
 * Makes the monthly partitions of every log table: 24 months from the current one, and a default
 * that should stay empty (a row in it is told, and stops nothing). They are cut by uuidv7 ids,
 * whose first 48 bits are the real time in ms. Update, delete and truncate are taken away from the
 * server's own role, on parent and partitions: what was written stays. What is there already is
 * left alone and costs no lock; `retry` runs again what had to wait for one too long.
 */
export async function ensurePartitions(
  client: pg.ClientBase,
  nowMs: number,
  { log, retry }: { log?: Log | undefined; retry: <R>(work: () => Promise<R>) => Promise<R> },
): Promise<void> {
  const { rows: tables } = await client.query<Table>(
    `select schema_name as schema, table_name as name,
       format('%I.%I', schema_name, table_name) as parent
     from platform.partitioned order by 1, 2`,
  )
  for (const table of tables) {
    const missing = await listMissing(client, table, nowMs)
    const statements = missing.map((one) => `create table ${one.table} partition of ${one.bounds}`)
    const made = await retry(() => inTransaction(client, statements)).catch(refusedByRows)
    if (!made) {
      for (const [i, statement] of statements.entries()) {
        const one = await retry(() => inTransaction(client, [statement])).catch(refusedByRows)
        if (!one) log?.warn({ partition: missing[i]!.table }, 'its rows are in the default one')
      }
    }
    await retry(() => makeReadOnly(client, table.parent))
    await tellStrays(client, table, log)
  }
}

async function listMissing(
  client: pg.ClientBase,
  { schema, name, parent }: Table,
  nowMs: number,
): Promise<Partition[]> {
  const wanted = [
    { suffix: 'default', bounds: `${parent} default` },
    ...Array.from({ length: MONTHS_AHEAD }, (_, ahead) => {
      const { from, to, suffix } = monthOf(nowMs, ahead)
      return { suffix, bounds: `${parent} for values from ('${idAt(from)}') to ('${idAt(to)}')` }
    }),
  ]
  const { rows } = await client.query<{ suffix: string; table: string }>(
    `select suffix, format('%I.%I', $1::text, $2::text || '_' || suffix) as table
     from unnest($3::text[]) with ordinality as wanted (suffix, no)
     where to_regclass(format('%I.%I', $1::text, $2::text || '_' || suffix)) is null
     order by no`,
    [schema, name, wanted.map(({ suffix }) => suffix)],
  )
  return rows.map(({ suffix, table }) => {
    return { table, suffix, bounds: wanted.find((one) => one.suffix === suffix)!.bounds }
  })
}

/** All or none. A new partition locks its parent, so it must not wait there in front of others. */
async function inTransaction(client: pg.ClientBase, statements: readonly string[]) {
  if (statements.length === 0) return true
  try {
    await client.query(
      ['begin', `set local lock_timeout = '2s'`, ...statements, 'commit'].join(';\n'),
    )
    return true
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function refusedByRows(error: unknown): false {
  if (codeOf(error) === CHECK_VIOLATION) return false
  throw error
}

async function makeReadOnly(client: pg.ClientBase, parent: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relid::regclass::text as name from pg_partition_tree($1)
     where has_table_privilege(relid, 'update, delete, truncate')`,
    [parent],
  )
  await inTransaction(
    client,
    rows.map(({ name }) => `revoke update, delete, truncate on ${name} from current_user`),
  )
}

async function tellStrays(
  client: pg.ClientBase,
  { schema, name }: Table,
  log: Log | undefined,
): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `select format('%I.%I', $1::text, $2::text || '_default') as table`,
    [schema, name],
  )
  const { table } = rows[0]!
  const { rowCount } = await client.query(`select from ${table} limit 1`)
  if (rowCount !== 0) {
    log?.warn({ table }, 'rows lie outside the monthly partitions: the clock was wrong, or is now')
  }
}

/** The month that lies `ahead` months after the one of `nowMs`, in UTC. */
export function monthOf(
  nowMs: number,
  ahead: number,
): { from: number; to: number; suffix: string } {
  const first = Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO('UTC')
    .with({ day: 1 })
    .startOfDay()
    .add({ months: ahead })
  return {
    from: first.epochMilliseconds,
    to: first.add({ months: 1 }).epochMilliseconds,
    suffix: `${first.year}_${String(first.month).padStart(2, '0')}`,
  }
}

/** The smallest uuid of that time: its 48 bits of ms and nothing else. */
export function idAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
