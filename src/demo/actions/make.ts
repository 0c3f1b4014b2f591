import { countSkus, insertSkus, savePictures, type NewSku } from '../../catalog/index.ts'
import { setStock, stockContextOf, type By } from '../../inventory/index.ts'
import {
  insertBrand,
  insertChannel,
  insertGroup,
  insertLegalEntity,
  insertLocations,
  listLegalEntities,
  replacePool,
  tellChange,
  type Channel,
} from '../../network/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { pictureOf, type DemoSku } from '../domain/catalog.ts'
import { extrasOf } from '../domain/extras.ts'
import { levelsOf, type Level } from '../domain/levels.ts'
import {
  brand,
  callingOf,
  groups,
  hoursOf,
  legalEntities,
  workOf,
  type DemoChannel,
  type DemoLocation,
} from '../domain/network.ts'
import type { DemoWorld, Retailer } from './plan.ts'

export const ACTOR = 'demo'

/** Whether nothing was made here yet that a retailer works with. */
export async function isEmpty(tx: Tx): Promise<boolean> {
  const [entities, skus] = [await listLegalEntities(tx), await countSkus(tx)]
  return entities.length === 0 && skus === 0
}

/** A retailer, and the day from which on people look at it. */
type MadeNetwork = { retailer: Retailer; opensOn: Temporal.PlainDate }

/** Makes legal entities, locations, channels with their pools, and SKUs. */
export async function makeNetwork(
  tx: Tx,
  world: DemoWorld,
  { retailer: { locations, channels, skus }, opensOn }: MadeNetwork,
  { actor, now }: By,
): Promise<void> {
  const entityIds = new Map<string, number>()
  for (const entity of legalEntities) {
    entityIds.set(entity.code, (await insertLegalEntity(tx, entity, now))!.id)
  }
  const legalEntityId = entityIds.get(brand.legalEntity)!
  const { id: brandId } = (await insertBrand(tx, { ...brand, legalEntityId }, now))!
  for (const group of groups) await insertGroup(tx, group, now)
  const rows = locations.map((location) => {
    const hours = hoursOf(location, opensOn)
    const row = rowOf(location, entityIds.get(location.legalEntity)!)
    return { ...row, ...callingOf(location), ...workOf(location), hours }
  })
  const made = await insertLocations(tx, rows, now)
  const ids = new Map(made.map(({ code, id }) => [code, id]))
  const opened: Channel[] = []
  for (const channel of channels) {
    opened.push(await makeChannel(tx, channel, { brandId, ids }, now))
  }
  await makeSkus(tx, { skus, channels }, now)
  for (const [kind, changed] of [
    ['location', made],
    ['channel', opened],
  ] as const) {
    await tellChange(tx, world.platform, world.network, { kind, changed, actor, now })
  }
}

async function makeSkus(
  tx: Tx,
  { skus, channels }: Pick<Retailer, 'skus' | 'channels'>,
  now: Temporal.Instant,
): Promise<void> {
  const currencies = new Set(channels.map(({ currency }) => currency))
  const drawings = skus.map(pictureOf)
  const different = [...new Set(drawings)]
  const hashes = await savePictures(tx, different, now)
  const hashOf = new Map(different.map((svg, i) => [svg, hashes[i]!]))
  const rows = skus.map(({ price, style: _style, look: _look, ...sku }, i) => ({
    ...sku,
    unit: 'piece',
    decimals: 0,
    taxClass: null,
    prices: [...currencies].map((currency) => ({ currency, amount: price })),
    picture: hashOf.get(drawings[i]!)!,
  }))
  const made = await insertSkus(tx, rows, now)
  await insertSkus(tx, extraRows(skus, { made, currencies: [...currencies] }), now)
}

/** Sets and gift wrap: without measures or a drawing of their own. */
function extraRows(
  skus: readonly DemoSku[],
  { made, currencies }: { made: readonly { id: number; code: string }[]; currencies: string[] },
): NewSku[] {
  const ids = new Map(made.map(({ id, code }) => [code, id]))
  const unknown = { weightG: null, lengthMm: null, widthMm: null, heightMm: null }
  return extrasOf(skus).map(({ parts, price, ...extra }) => ({
    ...extra,
    ...unknown,
    unit: 'piece',
    decimals: 0,
    category: 'Gifts',
    taxClass: null,
    prices: currencies.map((currency) => ({ currency, amount: price })),
    components: parts.map(({ sku, quantity }) => ({ skuId: ids.get(sku)!, code: sku, quantity })),
  }))
}

async function makeChannel(
  tx: Tx,
  { pool, share: _share, countries: _countries, ...channel }: DemoChannel,
  { brandId, ids }: { brandId: number; ids: ReadonlyMap<string, number> },
  now: Temporal.Instant,
): Promise<Channel> {
  const made = (await insertChannel(tx, { ...channel, brandId, taxMode: 'inclusive' }, now))!
  const entries = pool.map(({ location, priority }) => {
    return { locationId: ids.get(location)!, priority }
  })
  await replacePool(tx, made.id, entries)
  return made
}

function rowOf({ town, legalEntity: _owner, ...rest }: DemoLocation, legalEntityId: number) {
  return {
    ...rest,
    legalEntityId,
    country: town.country,
    region: null,
    city: town.name,
    postalCode: town.postalCode,
    point: { lat: town.lat, lon: town.lon },
    ships: true,
  }
}

/** What is in stock at first, in chunks of a transaction each. */
export function levelChunks(seed: number, { skus, locations }: Retailer): Level[][] {
  const levels = levelsOf(seed, skus, locations)
  return Array.from({ length: Math.ceil(levels.length / CHUNK) }, (_, n) =>
    levels.slice(n * CHUNK, (n + 1) * CHUNK),
  )
}

const CHUNK = 4000

export async function makeStock(
  tx: Tx,
  world: DemoWorld,
  levels: readonly Level[],
  by: By,
): Promise<void> {
  const { locationByCode } = await world.network.current()
  await world.skus.load(levels.map(({ sku }) => sku))
  const rows = levels.map(({ sku, location, onHand }) => ({
    skuId: world.skus.byCode(sku)!.id,
    locationId: locationByCode.get(location)!.id,
    onHand,
    reference: 'first count',
  }))
  await setStock(tx, rows, stockContextOf(world, by))
}
