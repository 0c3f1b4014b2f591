import type { Network } from '../../../network/index.ts'
import type { Queryable } from '../../../platform/db/index.ts'
import { decideGuards } from '../../domain/canary/guards.ts'
import { decidePromotable } from '../../domain/rules/approval.ts'
import { findPublishing } from '../../store/approvals.ts'
import { readSums, type CanaryWhy, type StoredCanary } from '../../store/canaries.ts'
import { headingsOf } from '../../store/rules.ts'

/** Canaries with the figures of both sides, as the API tells them. */
export async function answersOf(
  db: Queryable,
  network: Network,
  canaries: readonly StoredCanary[],
) {
  const sums = await readSums(
    db,
    canaries.map(({ id }) => id),
  )
  const headings = await headingsOf(
    db,
    canaries.map(({ version }) => version),
  )
  const { secondPerson: isNeeded } = await findPublishing(db)
  return canaries.map((canary) => {
    const { id, version, control, outcome, sharePermille, currency, minimumOrders } = canary
    const { startedBy, endedAt, endedBy, cause } = canary
    const { note, isApproved } = headings.get(version)!
    const isPromotable = !decidePromotable({ isNeeded, isApproved })
    return {
      id,
      version,
      control,
      state: outcome ?? ('running' as const),
      sharePermille,
      channels: canary.channelIds.map((one) => network.channelById.get(one)!.code),
      currency,
      minimumOrders,
      startsAt: canary.startsAt.toString(),
      until: canary.until.toString(),
      note,
      startedBy,
      endedAt: endedAt?.toString() ?? null,
      endedBy,
      endNote: canary.note,
      cause,
      why: canary.why && whyOf(canary.why),
      figures: decideGuards(sums.get(id)!, canary),
      can: outcome ? [] : [...(isPromotable ? ['promote'] : []), 'return'],
    }
  })
}

function whyOf(why: CanaryWhy) {
  const none = { guard: null, most: null, canary: null, control: null, low: null, high: null }
  return 'error' in why ? { ...none, error: why.error } : { ...why, error: null }
}
