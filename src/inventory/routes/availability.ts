import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { object, text } from '../../platform/http/schemas.ts'
import { explainAvailable, showAvailable, type Asked } from '../actions/availability.ts'
import { sellerOf } from '../actions/selling.ts'
import {
  askedOfMany,
  availabilitiesAnswer,
  availabilityAnswer,
  availabilityQuery,
  type AvailabilityQuery,
} from '../schemas/availability.ts'
import { comingFor } from './coming.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Stock'
const SKUS_MOST = 200

/** Routes that say what a channel can sell now, by its rules. */
export function availabilityRoutes(world: InventoryWorld): Route[] {
  return [oneRoute(world), manyRoute(world)]
}

function oneRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/availability',
      access: 'stock:read',
      tag,
      summary: 'What a channel can sell of a SKU now, in all and by location, and why',
      description:
        'By the rules of availability: what is free, less safety stock, what is held back while ' +
        'feeds are overdue, and the last units of the channel. Of a bundle as many as the ' +
        'component that allows the fewest makes. `available` is null where no stock is kept ' +
        '(`stocked` is false): there is always enough. With `explain` every number is opened ' +
        'into its terms, on rows as they are in the database.',
      query: availabilityQuery,
      answers: { 200: availabilityAnswer },
    },
    async (db, { query, caller: { scope }, now }) => {
      const [found] = await world.skus.load([query.sku])
      const sku = found ?? refuse('not_found', { field: '/sku' })
      const asked = await resolve(db, world, query, { scope, now, sells: [sku] })
      const explain = query.explain ? scope : undefined
      const coming = await comingFor(db, [sku], { seller: asked.seller, now, explain })
      const head = { channel: query.channel, ...coming.get(sku.id) }
      if (!query.explain) return { ...head, ...showAvailable(world, asked, sku) }
      return { ...head, ...(await explainAvailable(db, world, asked, sku)) }
    },
  )
}

function manyRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/availability/skus',
      access: 'stock:read',
      tag,
      summary: 'What a channel can sell of several SKUs now, as for a page of a shop',
      query: object({
        ...askedOfMany,
        skus: text(13_000, `Up to ${SKUS_MOST} codes with commas between`),
      }),
      answers: { 200: availabilitiesAnswer },
    },
    async (db, { query, caller: { scope }, now }) => {
      const codes = [...new Set(query.skus.split(','))]
      if (codes.length > SKUS_MOST) {
        return refuse('field_invalid', { field: '/skus', detail: `More than ${SKUS_MOST} SKUs` })
      }
      const known = await world.skus.load(codes)
      const sells = known.filter((sku) => sku !== undefined)
      const asked = await resolve(db, world, query, { scope, now, sells })
      const coming = await comingFor(db, sells, { seller: asked.seller, now })
      return {
        channel: query.channel,
        items: sells.map((sku) => {
          const { heldBack: _, ...offered } = showAvailable(world, asked, sku)
          return { ...offered, ...coming.get(sku.id) }
        }),
        unknown: codes.filter((_, i) => !known[i]),
      }
    },
  )
}

/** Who sells, and what may be told of which places. */
async function resolve(
  db: Queryable,
  world: InventoryWorld,
  query: Pick<AvailabilityQuery, 'channel' | 'method' | 'location' | 'by'>,
  of: { scope: Scope; now: Temporal.Instant; sells: readonly Sku[] },
): Promise<Asked> {
  const { scope, now, sells } = of
  const network = await world.network.current()
  const channel = network.channelByCode.get(query.channel)
  if (!channel || !seesChannel(scope, channel.id)) return refuse('not_found', { field: '/channel' })
  const method = query.method ?? null
  const seller = await sellerOf(db, world, { network, channelId: channel.id, method, sells }, now)
  const all = query.by === 'location' ? 'all' : undefined
  if (query.location === undefined) return { scope, seller, places: all }
  const location = network.locationByCode.get(query.location)
  if (!location || !seesLocation(scope, location.id)) {
    return refuse('not_found', { field: '/location' })
  }
  return { scope, seller, places: location.id }
}
