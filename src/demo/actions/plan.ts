import type { OrdersWorld } from '../../orders/index.ts'
import { skusOf, type DemoSku } from '../domain/catalog.ts'
import { channelsOf, locationsOf, type DemoChannel, type DemoLocation } from '../domain/network.ts'
import type { Shop } from '../domain/shoppers.ts'
import type { DemoState } from '../store.ts'

/** The retailer of a demo as its seed says, with what is in stock now. */
export type Retailer = {
  skus: DemoSku[]
  locations: DemoLocation[]
  channels: DemoChannel[]
  shop: Shop
}

export type DemoWorld = OrdersWorld

/** The shop without what somebody has archived since it was made. */
export async function shopNow(world: DemoWorld, shop: Shop): Promise<Shop> {
  const { channelByCode, locationByCode } = await world.network.current()
  const skus = await world.skus.load(shop.skus.map(({ code }) => code))
  const isThere = (found: { archived: boolean } | undefined) => found?.archived === false
  return {
    ...shop,
    channels: shop.channels.filter(({ code }) => isThere(channelByCode.get(code))),
    stores: shop.stores.filter(({ code }) => isThere(locationByCode.get(code))),
    skus: shop.skus.filter((_sku, i) => isThere(skus[i])),
  }
}

/** Knows everything it needs of the world in memory; draw it after the network was made. */
export async function openRetailer(
  world: DemoWorld,
  { seed, scale }: Pick<DemoState, 'seed' | 'scale'>,
): Promise<Retailer> {
  const skus = skusOf(seed, scale.skus)
  const locations = locationsOf(scale)
  const channels = channelsOf(locations)
  const network = await world.network.current()
  await world.skus.load(skus.map(({ code }) => code))
  const poolOf = (code: string) => network.poolOf(network.channelByCode.get(code)?.id ?? 0)
  const shop: Shop = {
    channels,
    skus: skus.toSorted((a, b) => a.style - b.style),
    stores: locations.filter(({ kind }) => kind === 'store'),
    available(code, at) {
      const sku = world.skus.byCode(code)
      if (!sku) return 0
      if ('location' in at) {
        const location = network.locationByCode.get(at.location)
        return location ? world.index.available(sku.id, location.id) : 0
      }
      const pool = poolOf(at.channel)
      let units = 0
      world.index.forEach(sku.id, (locationId, available) => {
        if (pool.has(locationId)) units += Math.max(0, available)
      })
      return units
    },
  }
  return { skus, locations, channels, shop }
}
