import type pg from 'pg'

/**
 * Empties every table of these schemas, and of the platform the events and the stored answers, in
 * one transaction; counters begin anew, sequences that no table owns are gone. Only for a database
 * whose data are worth nothing to anybody: it empties logs too, from which the server's role has
 * taken its own right to be emptied. The owner of a table can give that back, so that it does, and
 * takes it away again before others see anything. Locks everything: nothing else may run.
 */
export async function emptySchemas(
  client: pg.ClientBase,
  schemas: readonly string[],
): Promise<void> {
  await client.query('begin')
  try {
    const { rows: tables } = await client.query<{ name: string; log: boolean }>(
      `select format('%I.%I', n.nspname, c.relname) as name, p.table_name is not null as log
       from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
       left join platform.partitioned as p
         on p.schema_name = n.nspname and p.table_name = c.relname
       where c.relkind in ('r', 'p') and not c.relispartition
         and (n.nspname = any ($1) or (n.nspname = 'platform'
           and c.relname in ('event', 'idempotency'))) order by 1`,
      [schemas],
    )
    const logs = tables.filter(({ log }) => log).map(({ name }) => name)
    const names = tables.map(({ name }) => name).join(', ')
    for (const log of logs) await client.query(`grant truncate on ${log} to current_user`)
    await client.query(`truncate ${names} restart identity`)
    for (const log of logs) await client.query(`revoke truncate on ${log} from current_user`)
    for (const name of await ownerless(client, schemas)) {
      await client.query(`drop sequence ${name}`)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function ownerless(client: pg.ClientBase, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = any ($1) and not exists (
       select from pg_depend as d where d.objid = c.oid and d.deptype in ('a', 'i'))`,
    [schemas],
  )
  return rows.map(({ name }) => name)
}
