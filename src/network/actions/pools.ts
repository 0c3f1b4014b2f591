import { refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listPoolOf, replacePool } from '../store/channels.ts'
import { listLocationIds } from '../store/locations.ts'
import { lockLocations, touchLocations } from '../store/save-locations.ts'

type Entry = { location: string; priority: number }
type Place = { id: number; code: string }

/**
 * Locks the locations that a channel sells from, and those that it is to, before the channel, as
 * who changes the channels of a location does.
 */
export async function lockPool(
  tx: Tx,
  channelCode: string,
  pools: readonly { locations: readonly Entry[] }[],
): Promise<void> {
  const codes = pools.flatMap(({ locations }) => locations.map(({ location }) => location))
  const [named, had] = [await listLocationIds(tx, codes), await listPoolOf(tx, channelCode)]
  await lockLocations(
    tx,
    [...had, ...named].map(({ id }) => id),
  )
}

/** Sets what a channel sells from; `field` is where the locations stand. */
export async function setPool(
  tx: Tx,
  channelId: number,
  entries: readonly Entry[],
  field: string,
): Promise<void> {
  const codes = entries.map(({ location }) => location)
  const ids = new Map((await listLocationIds(tx, codes)).map((l) => [l.code, l.id]))
  const firstAt = new Map(codes.map((code, i) => [code, i] as const).toReversed())
  const resolved = entries.map(({ location, priority }, i) => {
    const at = `${field}/${i}/location`
    if (firstAt.get(location)! < i) {
      return refuse('field_invalid', { field: at, detail: `${location} is named twice` })
    }
    const locationId = ids.get(location)
    return {
      locationId: locationId ?? refuse('location_unknown', { field: at, detail: location }),
      priority,
    }
  })
  await replacePool(tx, channelId, resolved)
}

/**
 * Locations that have come into the pool or gone out of it since `before`: each has a new version,
 * since its channels are part of what it answers. Who set them meanwhile by an older one is told.
 */
export async function touchMoved(
  tx: Tx,
  channelCode: string,
  before: readonly Place[],
): Promise<Place[]> {
  const after = await listPoolOf(tx, channelCode)
  const [had, has] = [before, after].map((all) => new Set(all.map(({ id }) => id)))
  const moved = [
    ...before.filter(({ id }) => !has!.has(id)),
    ...after.filter(({ id }) => !had!.has(id)),
  ]
  await touchLocations(
    tx,
    moved.map(({ id }) => id),
  )
  return moved
}
