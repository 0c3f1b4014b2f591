import { refuse } from '../../lib/refusal.ts'
import { seesLocation, type Scope } from '../../lib/scope.ts'
import type { Network } from '../../network/index.ts'

/** The location asked for, if any; refuses one that the caller may not see. */
export function locationIdOf(
  network: Network,
  scope: Scope,
  wanted: string | undefined,
): number | undefined {
  if (wanted === undefined) return undefined
  const location = network.locationByCode.get(wanted)
  if (location && seesLocation(scope, location.id)) return location.id
  return refuse('location_unknown', { field: '/location' })
}
