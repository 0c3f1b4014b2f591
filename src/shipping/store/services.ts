import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { CollectionTime } from '../domain/collections.ts'
import type { Terms } from '../domain/service.ts'

/** When a service collects at a location; null: at all that have no times of their own. */
export type Collection = { locationId: number | null; times: CollectionTime[] }

/** What a carrier offers. */
export type Service = Terms & {
  id: number
  code: string
  name: string
  carrierId: number
  carrier: string
  version: number
  /** It is, or its carrier. */
  archived: boolean
  collections: Collection[]
}

export type NewService = Terms & Pick<Service, 'code' | 'name' | 'carrierId'>

const columns = sql`id, code, name, carrier_id as "carrierId",
  (select c.code from shipping.carrier as c where c.id = carrier_id) as carrier,
  methods, to_homes as "toHomes", countries, max_g as "maxG", max_longest_mm as "maxLongestMm",
  max_girth_mm as "maxGirthMm", version,
  archived_at is not null or exists (select from shipping.carrier as c
    where c.id = carrier_id and c.archived_at is not null) as archived,
  (select coalesce(jsonb_agg(jsonb_build_object('locationId', o.location_id, 'times', o.times)
      order by o.location_id nulls first), '[]')
    from shipping.collection as o where o.service_id = service.id) as collections`

/** Undefined where the code is taken. */
export async function insertService(
  tx: Tx,
  service: NewService,
  now: Temporal.Instant,
): Promise<Service | undefined> {
  const s = service
  const [row] = await tx.query<Service>(sql`
    insert into shipping.service (carrier_id, code, name, methods, to_homes, countries, max_g,
      max_longest_mm, max_girth_mm, created_at)
    values (${s.carrierId}, ${s.code}, ${s.name}, ${s.methods}::text[], ${s.toHomes},
      ${s.countries}::text[], ${s.maxG}, ${s.maxLongestMm}, ${s.maxGirthMm}, ${now})
    on conflict do nothing returning ${columns}`)
  return row
}

export async function listServices(db: Queryable): Promise<Service[]> {
  return db.query<Service>(sql`select ${columns} from shipping.service order by code`)
}

export async function findServices(db: Queryable, codes: readonly string[]): Promise<Service[]> {
  return db.query<Service>(sql`
    select ${columns} from shipping.service where code = any (${codes}::text[]) order by code`)
}

export async function lockService(tx: Tx, code: string): Promise<Service | undefined> {
  const [row] = await tx.query<Service>(
    sql`select ${columns} from shipping.service where code = ${code} for no key update`,
  )
  return row
}

/** Its collections are kept apart: `saveCollection`. */
export async function updateService(
  tx: Tx,
  service: Service,
  now: Temporal.Instant,
): Promise<Service> {
  const s = service
  const [row] = await tx.query<Service>(sql`
    update shipping.service set name = ${s.name}, methods = ${s.methods}::text[],
      to_homes = ${s.toHomes}, countries = ${s.countries}::text[], max_g = ${s.maxG},
      max_longest_mm = ${s.maxLongestMm}, max_girth_mm = ${s.maxGirthMm},
      archived_at = case when ${s.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${s.id} returning ${columns}`)
  return row!
}

/** Takes the place of what was said for the location; null times: it goes by what holds for all. */
export async function saveCollection(
  tx: Tx,
  serviceId: number,
  { locationId, times }: { locationId: number | null; times: CollectionTime[] | null },
): Promise<void> {
  await tx.query(sql`
    delete from shipping.collection
    where service_id = ${serviceId} and location_id is not distinct from ${locationId}::int`)
  if (times === null) return
  await tx.query(sql`
    insert into shipping.collection (service_id, location_id, times)
    values (${serviceId}, ${locationId}, ${JSON.stringify(times)})`)
}
