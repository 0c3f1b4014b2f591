import type { Refusal } from '../lib/refusal.ts'
import { everything } from '../lib/scope.ts'
import type { Platform } from '../platform/module.ts'
import { decideAuthority } from './domain/authority.ts'
import type { Holiday } from './domain/holidays.ts'
import { decidePause } from './domain/pause.ts'
import { networkChanged } from './events.ts'
import { listAuthorities, type Authority } from './store/authorities.ts'
import { listCalendarDays } from './store/calendars.ts'
import { listChannels, listPool, type Channel } from './store/channels.ts'
import { listAllLocations, type Location } from './store/locations.ts'
import { listSkuPauses } from './store/pauses.ts'

/** The whole network at one moment. */
export type Network = {
  channelByCode: ReadonlyMap<string, Channel>
  channelById: ReadonlyMap<number, Channel>
  locationByCode: ReadonlyMap<string, Location>
  /** Each with its groups and tags; whether it is paused is that of the moment of `current()`. */
  locationById: ReadonlyMap<number, Location>
  /** The days on which a location is closed by its calendar; see `decideOpen`. */
  holidaysOf(location: Pick<Location, 'holidayCalendar'>): readonly Holiday[]
  /** Location → rank in the channel's pool, the first being 0; locations in that order. */
  poolOf(channelId: number): ReadonlyMap<number, number>
  isSkuPaused(skuId: number, locationId: number): boolean
  /** Whether the days of any location have a limit. */
  hasCapacity: boolean
  /** True where some channel sells from the location. */
  isInPool(locationId: number): boolean
  /** Why a system may not write what is on hand at the location; undefined where it may. */
  refuseOthers(locationId: number, system: string | null): Refusal | undefined
  /** Whether what leaves the location stays in its number until its owner has heard of it. */
  awaitsOwner(locationId: number): boolean
  /** Locations of which something was said, and that wait for no owner: since when. */
  decrementsSince: ReadonlyMap<number, Temporal.Instant>
}

export type NetworkBook = {
  /** The network in memory; read anew first where something has changed. */
  current(): Promise<Network>
  /** Reads anew, for a code that is not known here yet: ten times a second, so it may wait. */
  refresh(): Promise<Network>
  markStale(): void
}

/** What the network is made of, as it was read. */
type Parts = {
  channels: readonly Channel[]
  pool: readonly { channelId: number; locationId: number }[]
  locations: readonly Location[]
  pauses: readonly { skuId: number; locationId: number }[]
  holidays: ReadonlyMap<string, readonly Holiday[]>
  authorities: readonly Authority[]
}

const REFRESH_MS = 100

export function createNetworkBook(platform: Platform): NetworkBook {
  const { books: db, clock } = platform
  platform.events.on([networkChanged.type], () => {
    stale = true
  })
  let known: Network | undefined
  let parts: Parts
  /** When the first pause ends by itself: from then on what is known is another network. */
  let resumesAtMs = Infinity
  let stale = true
  let loading: Promise<Network> | undefined
  let refreshing: Promise<Network> | undefined
  let loadedAt = 0

  async function load(): Promise<Network> {
    // Before reading, so that a change during the read marks it stale again.
    stale = false
    loadedAt = performance.now()
    try {
      const [channels, pool, locations, pauses, holidays, authorities] = await Promise.all([
        listChannels(db, everything),
        listPool(db),
        listAllLocations(db, clock.now()),
        listSkuPauses(db),
        listCalendarDays(db),
        listAuthorities(db, everything),
      ])
      return keep({ channels, pool, locations, pauses, holidays, authorities })
    } catch (error) {
      stale = true
      throw error
    } finally {
      loading = undefined
    }
  }

  function keep(read: Parts): Network {
    parts = read
    resumesAtMs = firstResumption(read.locations)
    known = networkOf(read)
    return known
  }

  /** The same, with those at work whose pause is over by now. */
  function resumed(): Network {
    const now = clock.now()
    const locations = parts.locations.map((location) => ({
      ...location,
      ...decidePause(location, now),
    }))
    return keep({ ...parts, locations })
  }

  async function current(): Promise<Network> {
    // One on its way that began before the last change does not have it.
    if (loading && stale) {
      await loading.catch(() => undefined)
      return current()
    }
    if (known && !stale && !loading) return clock.nowMs() < resumesAtMs ? known : resumed()
    loading ??= load()
    return loading
  }

  async function pause(): Promise<void> {
    const early = loadedAt + REFRESH_MS - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
  }

  async function readAgain(): Promise<Network> {
    // Who asks from here on may ask for what is committed only now.
    refreshing = undefined
    stale = true
    return current()
  }

  return {
    current,
    refresh() {
      refreshing ??= pause().then(readAgain)
      return refreshing
    },
    markStale() {
      stale = true
    },
  }
}

function firstResumption(locations: readonly Location[]): number {
  const ends = locations.map(({ pausedUntil }) => pausedUntil?.epochMilliseconds ?? Infinity)
  return ends.reduce((a, b) => Math.min(a, b), Infinity)
}

function networkOf(parts: Parts): Network {
  const { channels, pool, locations, pauses, holidays, authorities } = parts
  const pools = new Map<number, Map<number, number>>()
  for (const { channelId, locationId } of pool) {
    const ranks = pools.get(channelId) ?? new Map<number, number>()
    ranks.set(locationId, ranks.size)
    pools.set(channelId, ranks)
  }
  const pausedAt = new Map<number, Set<number>>()
  for (const { skuId, locationId } of pauses) {
    const places = pausedAt.get(skuId) ?? new Set<number>()
    pausedAt.set(skuId, places.add(locationId))
  }
  const pooled = new Set(pool.map(({ locationId }) => locationId))
  const owners = new Map(authorities.map(({ locationId, owner }) => [locationId, owner]))
  const waiting = new Set(
    authorities.filter((one) => !one.tuttiDecrements).map(({ locationId }) => locationId),
  )
  const empty = new Map<number, number>()
  return {
    channelByCode: new Map(channels.map((channel) => [channel.code, channel])),
    channelById: new Map(channels.map((channel) => [channel.id, channel])),
    locationByCode: new Map(locations.map((location) => [location.code, location])),
    locationById: new Map(locations.map((location) => [location.id, location])),
    holidaysOf: ({ holidayCalendar }) => holidays.get(holidayCalendar ?? '') ?? [],
    poolOf: (channelId) => pools.get(channelId) ?? empty,
    isSkuPaused: (skuId, locationId) => pausedAt.get(skuId)?.has(locationId) ?? false,
    hasCapacity: locations.some(({ capacity }) => capacity !== null),
    isInPool: (locationId) => pooled.has(locationId),
    awaitsOwner: (locationId) => waiting.has(locationId),
    decrementsSince: new Map(
      authorities.filter((one) => one.tuttiDecrements).map((one) => [one.locationId, one.setAt]),
    ),
    refuseOthers: (id, system) => decideAuthority(owners.get(id) ?? null, system),
  }
}
