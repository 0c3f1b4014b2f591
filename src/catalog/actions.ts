import type { Static } from 'typebox'
import { canonicalJson } from '../lib/json.ts'
import { newId } from '../lib/ids.ts'
import { Refusal, refuse } from '../lib/refusal.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import { saveEvents } from '../platform/events/index.ts'
import { refusedOutcome, refuseOtherVersion, type Outcome } from '../platform/outcomes.ts'
import { bareCard, decideCard, sortedPrices, type Card } from './domain/card.ts'
import { decidePicture } from './domain/picture.ts'
import { skuChanged } from './events.ts'
import type { newSku, skuChanges } from './schemas.ts'
import { listCardsByCode, lockCard, updateSku, type SkuWithCard } from './store/card.ts'
import { insertPictures, listKnownPictures, listPicturesOf } from './store/picture.ts'
import { insertSkus, type NewSku } from './store/sku.ts'

type GivenSku = Static<typeof newSku>
type Change = Static<typeof skuChanges>['changes'][number]

const ADDRESS = '/v1/pictures/'

export function addressOf(hash: string): string {
  return `${ADDRESS}${hash}`
}

/** Where the pictures of SKUs are, by their ids; those without one are left out. */
export async function listPictureAddresses(
  db: Queryable,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const found = await listPicturesOf(db, ids)
  return new Map(found.map(({ id, hash }) => [id, addressOf(hash)]))
}

/** Creates what is new, recognises what is there already with the same values, refuses the rest. */
export async function createSkus(
  tx: Tx,
  given: readonly GivenSku[],
  now: Temporal.Instant,
): Promise<Outcome[]> {
  const skus = given.map(wholeOf)
  const pictures = await listKnownPictures(tx, picturesOf(skus))
  const faults = skus.map((sku, index) => decideCard(sku, { at: `/skus/${index}`, pictures }))
  const good = skus.filter((_, index) => faults[index] === undefined)
  const firsts = [...new Map(good.toReversed().map((sku) => [sku.code, sku])).values()]
  const created = new Set((await insertSkus(tx, firsts, now)).map((sku) => sku.code))
  const codes = good.map((sku) => sku.code)
  const known = new Map((await listCardsByCode(tx, codes)).map((sku) => [sku.code, sku]))
  return skus.map((sku, index) => {
    const fault = faults[index]
    if (fault) return refusedOutcome(index, sku.code, fault)
    if (created.delete(sku.code)) return { index, code: sku.code, outcome: 'created' }
    if (isSame(sku, known.get(sku.code)!)) return { index, code: sku.code, outcome: 'exists' }
    return refusedOutcome(index, sku.code, new Refusal('code_taken', { field: `/skus/${index}` }))
  })
}

/** Changes a SKU as a person decided on `version` of it; a dry run only says what would be. */
export async function changeSku(
  tx: Tx,
  code: string,
  of: Static<typeof skuChanges>,
  by: { actor: string; now: Temporal.Instant; nowMs: number },
): Promise<SkuWithCard> {
  const sku = (await lockCard(tx, code)) ?? refuse('not_found')
  refuseOtherVersion(of.version, sku.version)
  const fields = of.changes.map((change) =>
    change.action === 'set' ? fieldsOf(change.fields) : {},
  )
  const pictures = await listKnownPictures(tx, picturesOf(fields))
  for (const [index, some] of fields.entries()) {
    const fault = decideCard(some, { at: `/changes/${index}/fields`, pictures })
    if (fault) throw fault
  }
  const archived = of.changes.some(({ action }) => action === 'archive') || sku.archived
  const next: SkuWithCard = Object.assign({}, sku, ...fields, { archived })
  if (of.dryRun) return next
  const saved = await updateSku(tx, next, by.now)
  await saveEvents(tx, skuChanged, [
    {
      id: newId(by.nowMs),
      subject: null,
      actor: by.actor,
      data: { id: saved.id, code: saved.code, version: saved.version },
      occurredAt: by.now,
    },
  ])
  return saved
}

/** Keeps drawings; answers their hashes in hexadecimal. Refuses with `picture_invalid`. */
export async function savePictures(
  tx: Tx,
  svgs: readonly string[],
  now: Temporal.Instant,
): Promise<string[]> {
  const pictures = svgs.map((svg) => {
    const decided = decidePicture(svg)
    if (decided instanceof Refusal) throw decided
    return decided
  })
  await insertPictures(tx, pictures, now)
  return pictures.map(({ hash }) => hash.toString('hex'))
}

function wholeOf(given: GivenSku): NewSku & Card {
  return {
    code: given.code,
    name: given.name,
    unit: given.unit ?? 'piece',
    decimals: given.decimals ?? 0,
    weightG: given.weightG ?? null,
    lengthMm: given.lengthMm ?? null,
    widthMm: given.widthMm ?? null,
    heightMm: given.heightMm ?? null,
    category: given.category ?? null,
    taxClass: given.taxClass ?? null,
    ...bareCard,
    ...cardOf(given),
  }
}

function fieldsOf(fields: Extract<Change, { action: 'set' }>['fields']): Partial<SkuWithCard> {
  return { ...fields, ...cardOf(fields) } as Partial<SkuWithCard>
}

/** What is given of a card, as it is kept. */
function cardOf({ product, options, prices, picture }: Partial<GivenSku>): Partial<Card> {
  return {
    ...(product !== undefined && { product }),
    ...(options !== undefined && { options }),
    ...(prices !== undefined && { prices: sortedPrices(prices) }),
    ...(picture !== undefined && { picture: picture?.slice(ADDRESS.length) ?? null }),
  }
}

function picturesOf(cards: readonly Partial<Card>[]): string[] {
  return cards.flatMap(({ picture }) => picture ?? [])
}

function isSame(wanted: NewSku & Card, known: SkuWithCard): boolean {
  return Object.entries(wanted).every(([field, value]) => {
    return canonicalJson(known[field as keyof SkuWithCard]) === canonicalJson(value)
  })
}
