import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** Who carries parcels. */
export type Carrier = { id: number; code: string; name: string; version: number; archived: boolean }

const columns = sql`id, code, name, version, archived_at is not null as archived`

/** Undefined where the code is taken. */
export async function insertCarrier(
  tx: Tx,
  { code, name }: Pick<Carrier, 'code' | 'name'>,
  now: Temporal.Instant,
): Promise<Carrier | undefined> {
  const [row] = await tx.query<Carrier>(sql`
    insert into shipping.carrier (code, name, created_at) values (${code}, ${name}, ${now})
    on conflict do nothing returning ${columns}`)
  return row
}

export async function listCarriers(db: Queryable): Promise<Carrier[]> {
  return db.query<Carrier>(sql`select ${columns} from shipping.carrier order by code`)
}

export async function findCarrier(db: Queryable, code: string): Promise<Carrier | undefined> {
  const [row] = await db.query<Carrier>(
    sql`select ${columns} from shipping.carrier where code = ${code}`,
  )
  return row
}

export async function lockCarrier(tx: Tx, code: string): Promise<Carrier | undefined> {
  const [row] = await tx.query<Carrier>(
    sql`select ${columns} from shipping.carrier where code = ${code} for no key update`,
  )
  return row
}

export async function updateCarrier(
  tx: Tx,
  { id, name, archived }: Carrier,
  now: Temporal.Instant,
): Promise<Carrier> {
  const [row] = await tx.query<Carrier>(sql`
    update shipping.carrier set name = ${name},
      archived_at = case when ${archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${id} returning ${columns}`)
  return row!
}
