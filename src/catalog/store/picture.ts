import type { Queryable, Tx } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Picture } from '../domain/picture.ts'

/** Keeps drawings, each once. */
export async function insertPictures(
  tx: Tx,
  pictures: readonly Picture[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(sql`
    insert into catalog.picture (hash, svg, created_at)
    select distinct on (p.hash) p.hash, p.svg, ${now}::timestamptz
    from unnest(${pictures.map(({ hash }) => hash)}::bytea[],
      ${pictures.map(({ svg }) => svg)}::text[]) as p (hash, svg)
    order by p.hash
    on conflict (hash) do nothing`)
}

export async function findPicture(db: Queryable, hash: Buffer): Promise<string | undefined> {
  const [picture] = await db.query<{ svg: string }>(
    sql`select svg from catalog.picture where hash = ${hash}`,
  )
  return picture?.svg
}

/** Those of these hashes (hexadecimal) whose drawing is there. */
export async function listKnownPictures(
  db: Queryable,
  hashes: readonly string[],
): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const wanted = hashes.map((hash) => Buffer.from(hash, 'hex'))
  const rows = await db.query<{ hash: string }>(sql`
    select encode(hash, 'hex') as hash from catalog.picture
    where hash = any (${wanted}::bytea[])`)
  return new Set(rows.map(({ hash }) => hash))
}

/** The hashes of the pictures of SKUs, of those that have one. */
export async function listPicturesOf(
  db: Queryable,
  ids: readonly number[],
): Promise<{ id: number; hash: string }[]> {
  return db.query(sql`
    select id, encode(picture, 'hex') as hash from catalog.sku
    where id = any (${ids}::int[]) and picture is not null`)
}
