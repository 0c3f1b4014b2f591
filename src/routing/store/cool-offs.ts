import type { Queryable } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'
import { COOL_OFF_HOURS } from '../domain/declines.ts'

/** For how many hours a location is not asked again for an order of a channel that it declined. */
export async function readCoolOffs(db: Queryable): Promise<(channelId: number) => number> {
  const rows = await db.query<{ channelId: number; hours: number | null }>(sql`
    select distinct on (channel_id) channel_id as "channelId", cool_off_hours as hours
    from routing.plan order by channel_id, version desc`)
  const known = new Map(rows.map(({ channelId, hours }) => [channelId, hours]))
  return (channelId) => known.get(channelId) ?? COOL_OFF_HOURS
}
