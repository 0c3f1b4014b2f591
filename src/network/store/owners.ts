import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** A company of the retailer: who owns locations and brands. */
export type LegalEntity = {
  id: number
  code: string
  name: string
  country: string
  version: number
  archived: boolean
}

/** The name that customers know; channels sell under it. */
export type Brand = {
  id: number
  code: string
  name: string
  legalEntity: string
  version: number
  archived: boolean
}

const entityColumns = sql`id, code, name, country, version, archived_at is not null as archived`
const brandColumns = sql`b.id, b.code, b.name, e.code as "legalEntity", b.version,
  b.archived_at is not null as archived`
const brands = sql`network.brand as b
  join network.legal_entity as e on e.id = b.legal_entity_id`

/** Undefined where the code is taken. */
export async function insertLegalEntity(
  tx: Tx,
  entity: { code: string; name: string; country: string },
  now: Temporal.Instant,
): Promise<LegalEntity | undefined> {
  const [row] = await tx.query<LegalEntity>(sql`
    insert into network.legal_entity (code, name, country, created_at)
    values (${entity.code}, ${entity.name}, ${entity.country}, ${now})
    on conflict do nothing returning ${entityColumns}`)
  return row
}

/** Archived ones too. */
export async function listLegalEntities(db: Queryable): Promise<LegalEntity[]> {
  return db.query<LegalEntity>(sql`select ${entityColumns} from network.legal_entity order by code`)
}

export async function findLegalEntity(
  db: Queryable,
  code: string,
): Promise<LegalEntity | undefined> {
  const [row] = await db.query<LegalEntity>(
    sql`select ${entityColumns} from network.legal_entity where code = ${code}`,
  )
  return row
}

export async function lockLegalEntity(tx: Tx, code: string): Promise<LegalEntity | undefined> {
  const [row] = await tx.query<LegalEntity>(
    sql`select ${entityColumns} from network.legal_entity where code = ${code} for no key update`,
  )
  return row
}

export async function updateLegalEntity(
  tx: Tx,
  entity: LegalEntity,
  now: Temporal.Instant,
): Promise<LegalEntity> {
  const { id, name, country, archived } = entity
  const [row] = await tx.query<LegalEntity>(sql`
    update network.legal_entity set name = ${name}, country = ${country},
      archived_at = case when ${archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${id} returning ${entityColumns}`)
  return row!
}

/** Undefined where the code is taken. */
export async function insertBrand(
  tx: Tx,
  brand: { code: string; name: string; legalEntityId: number },
  now: Temporal.Instant,
): Promise<{ id: number; version: number } | undefined> {
  const [row] = await tx.query<{ id: number; version: number }>(sql`
    insert into network.brand (code, name, legal_entity_id, created_at)
    values (${brand.code}, ${brand.name}, ${brand.legalEntityId}, ${now})
    on conflict do nothing returning id, version`)
  return row
}

/** Archived ones too. */
export async function listBrands(db: Queryable): Promise<Brand[]> {
  return db.query<Brand>(sql`select ${brandColumns} from ${brands} order by b.code`)
}

export async function findBrand(db: Queryable, code: string): Promise<Brand | undefined> {
  const [row] = await db.query<Brand>(
    sql`select ${brandColumns} from ${brands} where b.code = ${code}`,
  )
  return row
}

export async function lockBrand(tx: Tx, code: string): Promise<Brand | undefined> {
  const [row] = await tx.query<Brand>(
    sql`select ${brandColumns} from ${brands} where b.code = ${code} for no key update of b`,
  )
  return row
}

export async function updateBrand(tx: Tx, brand: Brand, now: Temporal.Instant): Promise<Brand> {
  const { id, name, legalEntity, archived } = brand
  const [row] = await tx.query<Brand>(sql`
    update network.brand as b set name = ${name}, legal_entity_id = e.id,
      archived_at = case when ${archived} then coalesce(b.archived_at, ${now}) end,
      version = b.version + 1
    from network.legal_entity as e
    where b.id = ${id} and e.code = ${legalEntity} returning ${brandColumns}`)
  return row!
}
