import type { Static } from 'typebox'
import { canonicalJson } from '../lib/json.ts'
import { newId } from '../lib/ids.ts'
import { Refusal, refuse } from '../lib/refusal.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import { saveEvents } from '../platform/events/index.ts'
import { refusedOutcome, refuseOldOrArchived, type Outcome } from '../platform/outcomes.ts'
import { decideComponents, type NewComponent, type SkuKind } from './domain/bundle.ts'
import { bareCard, decideCard, sortedPrices, type Card } from './domain/card.ts'
import { decidePicture } from './domain/picture.ts'
import { skuChanged } from './events.ts'
import type { newSku, skuChanges } from './schemas.ts'
import { listCardsByCode, lockCard, updateSku, type SkuWithCard } from './store/card.ts'
import { insertPictures, listKnownPictures, listPicturesOf } from './store/picture.ts'
import { insertSkus, listSkusByCode, type NewSku, type Sku } from './store/sku.ts'

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

/**
 * Creates what is new, recognises what is there already with the same values, refuses the rest.
 * Bundles come last, since what they are made of may be in the same request.
 */
export async function createSkus(
  tx: Tx,
  given: readonly GivenSku[],
  now: Temporal.Instant,
): Promise<{ outcomes: Outcome[]; created: Sku[] }> {
  const rows = given.map((one, index): Row => ({ index, given: one, sku: wholeOf(one) }))
  const cards = rows.map(({ sku }) => sku)
  const pictures = await listKnownPictures(tx, picturesOf(cards))
  for (const row of rows) row.fault = decideCard(row.sku, { at: `/skus/${row.index}`, pictures })
  // Of several rows of one code the first counts.
  const firsts = new Map(
    rows
      .filter(({ fault }) => !fault)
      .toReversed()
      .map((row) => [row.sku.code, row]),
  )
  const isBundle = ({ sku }: Row) => sku.kind === 'bundle'
  const created = [
    ...(await createRows(
      tx,
      rows.filter((row) => !isBundle(row)),
      firsts,
      now,
    )),
    ...(await createRows(tx, rows.filter(isBundle), firsts, now)),
  ]
  const codes = cards.map(({ code }) => code)
  const known = new Map((await listCardsByCode(tx, codes)).map((sku) => [sku.code, sku]))
  const outcomes = rows.map(({ index, sku, fault, isCreated }): Outcome => {
    if (fault) return refusedOutcome(index, sku.code, fault)
    if (isCreated) return { index, code: sku.code, outcome: 'created' }
    const there = known.get(sku.code)
    if (there && isSame(sku, there)) return { index, code: sku.code, outcome: 'exists' }
    return refusedOutcome(index, sku.code, new Refusal('code_taken', { field: `/skus/${index}` }))
  })
  return { outcomes, created }
}

/** One of the SKUs to create, and what becomes of it. */
type Row = {
  index: number
  given: GivenSku
  sku: WholeSku
  fault?: Refusal | undefined
  isCreated?: boolean
}

async function createRows(
  tx: Tx,
  rows: readonly Row[],
  firsts: ReadonlyMap<string, Row>,
  now: Temporal.Instant,
): Promise<Sku[]> {
  const skuByCode = await partsByCode(
    tx,
    rows.map(({ given }) => given.components),
  )
  for (const row of rows) {
    const { components } = row.given
    const parts = decideComponents(
      { ...row.sku, components },
      { at: `/skus/${row.index}`, skuByCode },
    )
    if (parts instanceof Refusal) row.fault ??= parts
    else row.sku.components = parts
  }
  const good = rows.filter((row) => !row.fault && firsts.get(row.sku.code) === row)
  const created = await insertSkus(
    tx,
    good.map(({ sku }) => sku),
    now,
  )
  for (const { code } of created) firsts.get(code)!.isCreated = true
  return created
}

/** The SKUs that such components name, by code. */
async function partsByCode(
  tx: Tx,
  components: readonly (GivenSku['components'] | undefined)[],
): Promise<Map<string, Sku>> {
  const codes = [...new Set(components.flatMap((some = []) => some.map(({ sku }) => sku)))]
  if (codes.length === 0) return new Map()
  return new Map((await listSkusByCode(tx, codes)).map((sku) => [sku.code, sku]))
}

/** Changes a SKU as a person decided on `version` of it; a dry run only says what would be. */
export async function changeSku(
  tx: Tx,
  code: string,
  of: Static<typeof skuChanges>,
  by: { actor: string; now: Temporal.Instant; nowMs: number },
): Promise<SkuWithCard> {
  const sku = (await lockCard(tx, code)) ?? refuse('not_found')
  refuseOldOrArchived(of.version, sku)
  const fields = of.changes.map((change) =>
    change.action === 'set' ? fieldsOf(change.fields) : {},
  )
  const pictures = await listKnownPictures(tx, picturesOf(fields))
  for (const [index, some] of fields.entries()) {
    const fault = decideCard(some, { at: `/changes/${index}/fields`, pictures })
    if (fault) throw fault
  }
  const archived = of.changes.some(({ action }) => action === 'archive') || sku.archived
  const components = await componentsAfter(tx, sku, of.changes)
  const next: SkuWithCard = Object.assign({}, sku, ...fields, { archived, components })
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

/** What a SKU is made of after these changes, the last of them counting. */
async function componentsAfter(
  tx: Tx,
  sku: SkuWithCard,
  changes: readonly Change[],
): Promise<SkuWithCard['components']> {
  let after = sku.components
  for (const [index, change] of changes.entries()) {
    const given = change.action === 'set' ? change.fields.components : undefined
    if (given === undefined) continue
    const skuByCode = await partsByCode(tx, [given])
    const at = `/changes/${index}/fields`
    const parts = decideComponents({ ...sku, components: given }, { at, skuByCode })
    if (parts instanceof Refusal) throw parts
    after = parts.map((part) => {
      return { ...part, decimals: skuByCode.get(part.code)!.decimals, prices: [] }
    })
  }
  return after
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

/** A SKU as it is to be kept. */
type WholeSku = NewSku &
  Card & { kind: SkuKind; components: readonly NewComponent[]; tags: readonly string[] }

function wholeOf(given: GivenSku): WholeSku {
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
    tags: tagsOf(given.tags ?? []),
    hazard: given.hazard ?? null,
    marginPercent: given.marginPercent ?? null,
    taxClass: given.taxClass ?? null,
    kind: given.kind ?? 'stocked',
    components: [],
    ...bareCard,
    ...cardOf(given),
  }
}

function fieldsOf(fields: Extract<Change, { action: 'set' }>['fields']): Partial<SkuWithCard> {
  const { components: _given, tags, ...rest } = fields
  const sorted = tags === undefined ? {} : { tags: tagsOf(tags) }
  return { ...rest, ...sorted, ...cardOf(fields) } as Partial<SkuWithCard>
}

/** Each once, in order. */
function tagsOf(given: readonly string[]): string[] {
  return [...new Set(given)].toSorted()
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

function isSame(wanted: WholeSku, known: SkuWithCard): boolean {
  const components = known.components.map(({ skuId, code, quantity }): NewComponent => {
    return { skuId, code, quantity }
  })
  const there = { ...known, components }
  return Object.entries(wanted).every(([field, value]) => {
    return canonicalJson(there[field as keyof SkuWithCard]) === canonicalJson(value)
  })
}
