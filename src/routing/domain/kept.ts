import type { Besides, Reach } from '../../shipping/index.ts'
import type { DecisionRecord } from './record.ts'
import type { RoutingLocation } from './types.ts'

/** By place: the services with which its parcels go, as it was decided; none: any may have them. */
export type KeptServices = ReadonlyMap<number, ReadonlySet<string>>

/** Of decisions in the order in which they were made; of each place the last that sent from it. */
export function keptServices(records: readonly Pick<DecisionRecord, 'chosen'>[]): KeptServices {
  const kept = new Map<number, ReadonlySet<string>>()
  for (const { chosen } of records) {
    for (const [locationId, parcels] of Map.groupBy(chosen, (one) => one.locationId)) {
      const services = parcels.flatMap(({ carriage }) => carriage?.service ?? [])
      kept.set(locationId, new Set(services))
    }
  }
  return kept
}

/**
 * Parcels go with these only. Where none of them goes from a place any more, somebody else has to
 * carry them: then any may.
 */
export function onlyKept(
  kept: KeptServices,
  reach: Reach,
  location: RoutingLocation,
): Besides | undefined {
  const services = kept.get(location.id)
  if (!services || services.size === 0) return undefined
  const only: Besides = (service) => (services.has(service) ? 0 : Infinity)
  return 'why' in reach.from(location, only) ? undefined : only
}
