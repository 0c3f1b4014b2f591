import { hazards } from '../../lib/hazard.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** Those of these SKUs that are archived, and were so by a moment if one is given. */
export async function listArchivedSkus(
  db: Queryable,
  ids: readonly number[],
  by: Temporal.Instant | null = null,
): Promise<Set<number>> {
  const rows = await db.query<{ id: number }>(sql`
    select id from catalog.sku where id = any (${ids}::int[])
      and archived_at <= coalesce(${by}::timestamptz, 'infinity')`)
  return new Set(rows.map(({ id }) => id))
}

/** Those of these categories and tags that no SKU has which is still sold. */
export async function listUnusedNames(
  db: Queryable,
  { categories, tags }: { categories: readonly string[]; tags: readonly string[] },
): Promise<{ categories: Set<string>; tags: Set<string> }> {
  const [ofCategories, ofTags] = await Promise.all([
    db.query<{ name: string }>(sql`
      select name from unnest(${categories}::text[]) as wanted (name) where not exists (
        select from catalog.sku where category = wanted.name and archived_at is null)`),
    db.query<{ name: string }>(sql`
      select name from unnest(${tags}::text[]) as wanted (name) where not exists (
        select from catalog.sku where tags @> array[wanted.name] and archived_at is null)`),
  ])
  const setOf = (rows: readonly { name: string }[]) => new Set(rows.map(({ name }) => name))
  return { categories: setOf(ofCategories), tags: setOf(ofTags) }
}

/** The classes of dangerous goods that some SKU has which is still sold. */
export async function listHazards(db: Queryable): Promise<Set<string>> {
  const rows = await db.query<{ name: string }>(sql`
    select name from unnest(${hazards}::text[]) as wanted (name) where exists (
      select from catalog.sku where hazard = wanted.name and archived_at is null)`)
  return new Set(rows.map(({ name }) => name))
}
