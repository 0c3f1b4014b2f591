import type pg from 'pg'

const MONTHS_AHEAD = 24

/**
 * Makes the monthly partitions of every log table: 24 months from the current one, and a default
 * that should stay empty. They are cut by uuidv7 ids, whose first 48 bits are the real time in ms.
 * Update, delete and truncate are taken away from the server's own role, on parent and partitions:
 * what was written stays.
 */
export async function ensurePartitions(client: pg.ClientBase, nowMs: number): Promise<void> {
  const { rows: tables } = await client.query<{ parent: string }>(
    `select format('%I.%I', schema_name, table_name) as parent from platform.partitioned`,
  )
  for (const { parent } of tables) {
    await makeReadOnly(client, parent)
    await makePartition(client, parent, `${parent}_default`, 'default')
    for (let ahead = 0; ahead < MONTHS_AHEAD; ahead += 1) {
      const { from, to, suffix } = monthOf(nowMs, ahead)
      await makePartition(
        client,
        parent,
        `${parent}_${suffix}`,
        `for values from ('${idAt(from)}') to ('${idAt(to)}')`,
      )
    }
  }
}

async function makePartition(
  client: pg.ClientBase,
  parent: string,
  name: string,
  bounds: string,
): Promise<void> {
  const { rows } = await client.query('select to_regclass($1) as found', [name])
  if (rows[0].found !== null) return
  await client.query(`create table ${name} partition of ${parent} ${bounds}`)
  await makeReadOnly(client, name)
}

async function makeReadOnly(client: pg.ClientBase, table: string): Promise<void> {
  await client.query(`revoke update, delete, truncate on ${table} from current_user`)
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
