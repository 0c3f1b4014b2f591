import type { OrderBody } from '../../orders/index.ts'
import type { DemoSku } from './catalog.ts'
import type { DemoChannel, DemoLocation } from './network.ts'
import type { Random } from './random.ts'
import { towns, type Town } from './towns.ts'

/** What a shopper sees of the retailer. */
export type Shop = {
  channels: readonly DemoChannel[]
  stores: readonly DemoLocation[]
  /** The best-selling first. */
  skus: readonly DemoSku[]
  /** Units that can be had: anywhere in the channel's pool, or at one location. */
  available(sku: string, at: { channel: string } | { location: string }): number
}

const COLLECTED = 0.14
const EXPRESS = 0.12
/** Of those who find their wish sold out, how many order all the same and wait. */
const WAITS = 0.25
const FREE_SHIPPING_FROM = 8000
const SHIPPING = 490

/** Share of a day's orders by the hour of the shopper's place. */
const BY_HOUR = [
  1, 0.5, 0.3, 0.3, 0.4, 0.8, 1.8, 3, 4, 5, 5.5, 6, 7, 6, 5, 5, 5.5, 6, 7, 8, 9, 8, 4.5, 2,
]
const MEAN = BY_HOUR.reduce((sum, share) => sum + share, 0) / BY_HOUR.length

/** How busy an hour is beside the average one; by night still a third, so that a demo lives. */
export function busyAt(hour: number): number {
  return Math.max(0.33, BY_HOUR[hour % 24]! / MEAN)
}

/** One shopper's order, or undefined where nothing is sold, or all that was wished for is gone. */
export function orderOf(
  random: Random,
  shop: Shop,
  of: { externalId: string; placedAt?: Temporal.Instant },
): OrderBody | undefined {
  if (shop.channels.length === 0 || shop.skus.length === 0) return undefined
  const channel = channelFor(random, shop.channels)
  const town = townFor(random, towns[random.pick(channel.countries)])
  const person = personOf(random, town)
  const store = storeFor(random, shop, channel, town)
  const skus = wishesOf(random, shop, channel, store)
  if (skus.length === 0) return undefined
  const { currency } = channel
  const lines = skus.map((sku, i): OrderBody['lines'][number] => {
    const quantity = random.isOne(0.12) ? 2 : 1
    const total = { amount: sku.price * quantity, currency }
    const unitPrice = (sku.price / 100).toFixed(2)
    return { no: i + 1, group: 1, sku: sku.code, quantity, unitPrice, total }
  })
  const goods = lines.reduce((sum, { total }) => sum + total.amount, 0)
  const shipping = store || goods >= FREE_SHIPPING_FROM ? 0 : SHIPPING
  const method = random.isOne(EXPRESS) ? 'express' : 'standard'
  const group = store
    ? { no: 1, method: 'click_and_collect' as const, pickupLocation: store.code }
    : { no: 1, method: method as 'express' | 'standard', shipTo: person.shipTo }
  return {
    channel: channel.code,
    externalId: of.externalId,
    ...(of.placedAt && { placedAt: of.placedAt.toString() }),
    currency,
    contact: { name: person.name, email: person.email },
    groups: [group],
    lines,
    shipping: { total: { amount: shipping, currency } },
    payments: [{ method: 'card', amount: { amount: goods + shipping, currency } }],
    total: { amount: goods + shipping, currency },
  }
}

/** A SKU, the more likely the better it sells. */
export function popular(random: Random, skus: readonly DemoSku[]): DemoSku {
  return skus[Math.floor(skus.length * random.next() ** 1.9)]!
}

function channelFor(random: Random, channels: readonly DemoChannel[]): DemoChannel {
  let left = random.next() * channels.reduce((sum, { share }) => sum + share, 0)
  return channels.find(({ share }) => (left -= share) < 0) ?? channels[0]!
}

/** Large towns come first and have more shoppers. */
function townFor(random: Random, from: readonly Town[]): Town {
  return from[Math.floor(from.length * random.next() ** 1.6)]!
}

/** The store where it is collected: in the shopper's own town, if there is one. */
function storeFor(
  random: Random,
  { stores }: Shop,
  channel: DemoChannel,
  town: Town,
): DemoLocation | undefined {
  if (channel.kind === 'marketplace' || !random.isOne(COLLECTED)) return undefined
  return stores.find((store) => store.town === town)
}

const MOST_LINES = 4
const TRIES = 12

function wishesOf(
  random: Random,
  shop: Shop,
  channel: DemoChannel,
  store: DemoLocation | undefined,
): DemoSku[] {
  let wanted = 1
  while (wanted < MOST_LINES && random.isOne(0.42)) wanted += 1
  const found = new Map<string, DemoSku>()
  for (let tries = 0; tries < TRIES && found.size < wanted; tries += 1) {
    const sku = popular(random, shop.skus)
    const at = store ? { location: store.code } : { channel: channel.code }
    // Twice as many as one may want: others shop at the same time.
    const isThere = shop.available(sku.code, at) >= 4 || (store && shop.available(sku.code, at) > 1)
    if (isThere || (!store && random.isOne(WAITS))) found.set(sku.code, sku)
  }
  return [...found.values()]
}

const given = {
  FR: 'Camille,Yannick,Élodie,Mehdi,Inès,Lucie,Paul,Nora,Hugo,Jeanne,Karim,Louise,Théo,Zoé',
  DE: 'Anna,Jonas,Lena,Emre,Greta,Felix,Mia,Paula,Till,Frieda,Leyla,Moritz,Klara,Oskar',
  CH: 'Reto,Nina,Luca,Seraina,Urs,Mathilde,Beat,Chiara,Loïc,Flurina,Noé,Sandro',
}
const family = {
  FR: 'Roussel,Le Goff,Benali,Marchetti,Fernandes,Lambert,Etcheverry,Charpentier,Girard,Moreau',
  DE: 'Krüger,Yılmaz,Hoffmann,Petersen,Wagner,Lehmann,Schuster,Brandt,Vogel,Engel',
  CH: 'Zürcher,Favre,Bernasconi,Keller,Rochat,Caduff,Meier,Aebi,Monnier,Graf',
}
const streets = {
  FR: 'rue des Écouffes,quai de la Fosse,rue Nationale,cours Julien,boulevard Gambetta,rue Haute',
  DE: 'Gartenstraße,Lindenallee,Am Markt,Schillerstraße,Bergweg,Hafenstraße',
  CH: 'Seestrasse,Rue du Lac,Bahnhofstrasse,Gartenweg,Chemin des Vignes',
}

/** A made-up person near the middle of a town. */
function personOf(random: Random, town: Town) {
  const country = town.country as keyof typeof given
  const first = random.pick(given[country].split(','))
  const last = random.pick(family[country].split(','))
  const name = `${first} ${last}`
  const mail = name
    .normalize('NFD')
    .replaceAll('ı', 'i')
    .replaceAll(/[^A-Za-z ]/g, '')
  const no = random.between(1, 120)
  const street = random.pick(streets[country].split(','))
  const spread = () => (random.next() - 0.5) * 0.12
  const shipTo = {
    name,
    line1: country === 'FR' ? `${no} ${street}` : `${street} ${no}`,
    postalCode: town.postalCode,
    city: town.name,
    country,
    lat: Math.round((town.lat + spread()) * 1e4) / 1e4,
    lon: Math.round((town.lon + spread()) * 1e4) / 1e4,
  }
  return { name, email: `${mail.toLowerCase().replaceAll(' ', '.')}@example.com`, shipTo }
}
