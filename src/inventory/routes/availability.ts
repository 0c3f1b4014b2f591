import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { object, text } from '../../platform/http/schemas.ts'
import { explainAvailable, showAvailable, type Asked } from '../actions/availability.ts'
import { quotasLeft } from '../actions/counted.ts'
import { offeringOf } from '../actions/offering.ts'
import {
  askedOfMany,
  availabilitiesAnswer,
  availabilityAnswer,
  availabilityQuery,
  type AvailabilityQuery,
} from '../schemas/availability.ts'
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
      await world.skus.load([query.sku])
      const sku = world.skus.byCode(query.sku) ?? refuse('not_found', { field: '/sku' })
      const asked = await withQuotas(db, world, await resolve(world, query, scope, now), [sku], now)
      const head = { channel: query.channel }
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
      await world.skus.load(codes)
      const known = codes.map((code) => world.skus.byCode(code))
      const skus = known.filter((sku) => sku !== undefined)
      const plain = await resolve(world, query, scope, now)
      const asked = await withQuotas(db, world, plain, skus, now)
      return {
        channel: query.channel,
        items: known
          .filter((sku) => sku !== undefined)
          .map((sku) => {
            const { heldBack: _, ...offered } = showAvailable(world, asked, sku)
            return offered
          }),
        unknown: codes.filter((_, i) => !known[i]),
      }
    },
  )
}

/** The same with what quotas leave of the SKUs, and of what bundles among them are made of. */
async function withQuotas(
  db: Queryable,
  { skus: book, rules }: InventoryWorld,
  asked: Asked,
  skus: readonly Sku[],
  now: Temporal.Instant,
): Promise<Asked> {
  const counted = skus.flatMap((sku) => {
    return sku.kind === 'bundle' ? sku.components.map(({ skuId }) => book.byId(skuId)!) : [sku]
  })
  const { channelId, method } = asked.seller
  const asking = { channelId, method, now }
  const quotas = await quotasLeft(db, await rules.current(), counted, asking)
  return quotas.size === 0 ? asked : { ...asked, seller: { ...asked.seller, quotas } }
}

/** Who sells, and what may be told of which places. */
async function resolve(
  world: InventoryWorld,
  query: Pick<AvailabilityQuery, 'channel' | 'method' | 'location' | 'by'>,
  scope: Scope,
  now: Temporal.Instant,
): Promise<Asked> {
  const network = await world.network.current()
  const channel = network.channelByCode.get(query.channel)
  if (!channel || !seesChannel(scope, channel.id)) return refuse('not_found', { field: '/channel' })
  const method = query.method ?? null
  const offer = (await offeringOf(world, now)).to(channel.id, method)
  const seller = { network, channelId: channel.id, method, offer }
  const all = query.by === 'location' ? 'all' : undefined
  if (query.location === undefined) return { scope, seller, places: all }
  const location = network.locationByCode.get(query.location)
  if (!location || !seesLocation(scope, location.id)) {
    return refuse('not_found', { field: '/location' })
  }
  return { scope, seller, places: location.id }
}
