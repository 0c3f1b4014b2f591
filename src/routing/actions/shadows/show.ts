import type { Static } from 'typebox'
import type { NetworkBook } from '../../../network/index.ts'
import type { Queryable } from '../../../platform/db/index.ts'
import { findUnread } from '../../../platform/events/cursor.ts'
import { misses, openSums, reportOf, type StoredSums } from '../../domain/shadow/index.ts'
import type { PolicyReport } from '../../domain/simulation/index.ts'
import type { shadowAnswer, shadowHead } from '../../schemas/shadows.ts'
import { listSums, type Shadow, type ShadowHead } from '../../store/shadows.ts'
import { toldAgainst } from '../told-against.ts'
import { FOLLOWED } from './follow.ts'

type Answer = Static<typeof shadowAnswer>

export function headOf(shadow: ShadowHead): Static<typeof shadowHead> {
  const { id, name, state, why, version, percent, perMinute } = shadow
  const { placed, compared, changed, startedBy, endedBy } = shadow
  return {
    id,
    name,
    rules: { of: version === null ? 'draft' : 'version', version },
    state,
    why,
    until: shadow.until?.toString() ?? null,
    orders: shadow.ordersMost,
    percent,
    perMinute,
    placed,
    compared,
    changed,
    startedAt: shadow.startedAt.toString(),
    startedBy,
    endedAt: shadow.endedAt?.toString() ?? null,
    endedBy,
    can: state === 'running' ? ['stop'] : ['remove'],
  }
}

/** One with all that it has counted. */
export async function showShadow(db: Queryable, network: NetworkBook, shadow: Shadow) {
  const sums = await listSums(db, shadow.id)
  const { locationById } = await network.current()
  const nameOf = (id: number) => locationById.get(id) ?? { code: `#${id}`, name: `#${id}` }
  const isRunning = shadow.state === 'running'
  return {
    ...headOf(shadow),
    missed: misses.flatMap((why) => {
      const orders = shadow.missed[why] ?? 0
      return orders > 0 ? [{ why, orders }] : []
    }),
    seenTo: shadow.seenTo?.toString() ?? null,
    secondsBehind: isRunning ? ((await findUnread(db, FOLLOWED))?.secondsBehind ?? 0) : null,
    list: shadow.rules,
    results: sums.map((one) => resultOf(one, nameOf)),
  }
}

function resultOf(
  { currency, sums: stored }: { currency: string; sums: StoredSums },
  nameOf: (id: number) => { code: string; name: string },
): Answer['results'][number] {
  const sums = openSums(stored)
  const { live, shadow } = reportOf(sums)
  const outcomeOf = (report: PolicyReport) => ({
    cost: report.cost,
    parcels: report.parcels,
    splits: report.splits,
    km: report.km,
    co2eG: report.co2eG,
    onTime: report.onTime,
    timedParcels: report.timedParcels,
    wantedUnits: report.wantedUnits,
    unfilledUnits: report.unfilledUnits,
    against: report.against && toldAgainst(report.against),
    load: report.load.map(({ locationId, parcels, units }) => {
      const { code, name } = nameOf(locationId)
      return { location: code, name, parcels, units }
    }),
  })
  return {
    currency,
    orders: sums.compared,
    blockSize: sums.blocks.size,
    live: outcomeOf(live),
    shadow: outcomeOf(shadow),
    rules: sums.rules.toSorted((a, b) => b.deliveries - a.deliveries),
    versions: sums.versions.map(([version, deliveries]) => ({ version, deliveries })),
  }
}
