import { refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Card } from '../domain/card.ts'
import { readCards, type CardFiles, type ReadCards } from '../domain/import/cards.ts'
import { insertCard, type StoredCard } from '../store/cards.ts'
import { findServices, lockService } from '../store/services.ts'
import { tellShipping } from './tell.ts'
import type { ShippingWorld } from './world.ts'

/** From when until when a card is valid (null: without an end). */
export type Validity = { validFrom: Temporal.Instant; validUntil: Temporal.Instant | null }

type By = { actor: string; now: Temporal.Instant }

/** Stores the next version of the card of a service, and tells of it. */
export async function saveCard(
  tx: Tx,
  world: ShippingWorld,
  of: Validity & { service: string; content: Card; field: string },
  { actor, now }: By,
): Promise<StoredCard> {
  const { validFrom, validUntil, content, field } = of
  const service = await lockService(tx, of.service)
  if (!service || service.archived) return refuse('carrier_service_unknown', { field })
  if (validUntil !== null && Temporal.Instant.compare(validFrom, validUntil) >= 0) {
    const detail = 'A card ends after it begins.'
    return refuse('field_invalid', { field: '/validUntil', detail })
  }
  const card = { serviceId: service.id, validFrom, validUntil, content, createdBy: actor }
  const stored = await insertCard(tx, card, now)
  await tellShipping(tx, world, { kind: 'card', codes: [service.code] }, { actor, now })
  return stored
}

export type Imported = Pick<ReadCards, 'faults' | 'refused'> & {
  cards: (ReadCards['cards'][number] & { version: number | null })[]
}

/**
 * Reads published lists and stores the cards in them: each whole or not at all. All services must
 * be of the carrier that is named. A dry run stores nothing.
 */
export async function importCards(
  tx: Tx,
  world: ShippingWorld,
  of: Validity & { carrier: string; files: CardFiles; dryRun: boolean },
  by: By,
): Promise<Imported> {
  const read = readCards(of.files)
  const named = read.cards.map(({ service }) => service)
  const known = (await findServices(tx, named)).filter(
    ({ carrier, archived }) => carrier === of.carrier && !archived,
  )
  const isKnown = (code: string) => known.some((service) => service.code === code)
  const cards: Imported['cards'] = []
  // In the order of their codes, as whoever locks several does.
  for (const one of read.cards.toSorted((a, b) => (a.service < b.service ? -1 : 1))) {
    if (!isKnown(one.service)) continue
    const { validFrom, validUntil, dryRun } = of
    const content = one.card
    const stored = dryRun
      ? null
      : await saveCard(
          tx,
          world,
          { service: one.service, content, validFrom, validUntil, field: '/service' },
          by,
        )
    cards.push({ ...one, version: stored?.version ?? null })
  }
  const unknown = named.filter((code) => !isKnown(code))
  const faults = unknown.map((code) => {
    const detail = `${code} is no service of ${of.carrier}: create it first.`
    return { file: 'rates' as const, line: 1, detail }
  })
  return { cards, faults: [...read.faults, ...faults], refused: [...read.refused, ...unknown] }
}
