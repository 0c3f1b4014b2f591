/**
 * What a caller may see: everything, or only what belongs to these channels and locations. Every
 * `listX` and `findX` takes it; what lies outside is not found.
 */
export type Scope = 'all' | { channels: readonly number[]; locations: readonly number[] }

export const everything: Scope = 'all'

export function seesChannel(scope: Scope, channelId: number): boolean {
  return scope === 'all' || scope.channels.includes(channelId)
}

export function seesLocation(scope: Scope, locationId: number): boolean {
  return scope === 'all' || scope.locations.includes(locationId)
}
