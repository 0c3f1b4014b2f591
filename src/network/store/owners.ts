import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

export type LegalEntity = {
  id: number
  code: string
  name: string
  country: string
  version: number
}
export type Brand = { id: number; code: string; name: string; legalEntity: string; version: number }

/** Undefined where the code is taken. */
export async function insertLegalEntity(
  tx: Tx,
  entity: { code: string; name: string; country: string },
  now: Temporal.Instant,
): Promise<LegalEntity | undefined> {
  const [row] = await tx.query<LegalEntity>(sql`
    insert into network.legal_entity (code, name, country, created_at)
    values (${entity.code}, ${entity.name}, ${entity.country}, ${now})
    on conflict do nothing returning id, code, name, country, version`)
  return row
}

export async function listLegalEntities(db: Queryable): Promise<LegalEntity[]> {
  return db.query<LegalEntity>(
    sql`select id, code, name, country, version from network.legal_entity order by code`,
  )
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

export async function listBrands(db: Queryable): Promise<Brand[]> {
  return db.query<Brand>(sql`
    select b.id, b.code, b.name, e.code as "legalEntity", b.version
    from network.brand as b join network.legal_entity as e on e.id = b.legal_entity_id
    order by b.code`)
}
