import type { Tx } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'
import type { NewComponent } from '../domain/bundle.ts'

/** Writes what bundles are made of, over what they were made of before. */
export async function replaceComponents(
  tx: Tx,
  bundles: readonly { id: number; components: readonly NewComponent[] }[],
): Promise<void> {
  const rows = bundles.flatMap(({ id, components }) =>
    components.map((part, i) => ({ id, no: i + 1, ...part })),
  )
  if (rows.length === 0) return
  await tx.query(sql`
    delete from catalog.component where bundle_id = any (${bundles.map(({ id }) => id)}::int[])`)
  await tx.query(sql`
    insert into catalog.component (bundle_id, sku_id, no, quantity)
    select * from unnest(${rows.map((r) => r.id)}::int[], ${rows.map((r) => r.skuId)}::int[],
      ${rows.map((r) => r.no)}::smallint[], ${rows.map((r) => r.quantity)}::bigint[])`)
}
