import type { Platform } from '../platform/module.ts'
import type { CollectionTime } from './domain/collections.ts'
import type { Packaging } from './domain/packaging.ts'
import { ratesOf, type Rates } from './domain/rates.ts'
import type { LiveService } from './domain/service.ts'
import { shippingChanged } from './events.ts'
import { listLiveCards, type StoredCard } from './store/cards.ts'
import { listServices, type Service } from './store/services.ts'

/** Which cards count: those in a currency, of all services or of some. */
export type CardChoice = { currency: string; services?: readonly string[] }

/** All carriers at one moment. */
export type Carriers = {
  /** Of all services that are not archived, whether or not they have a card. */
  serviceCodes: readonly string[]
  /** Those with a card in force. */
  live: readonly LiveService[]
  /** Of these the ones that a choice names. */
  chosen(choice: CardChoice): readonly LiveService[]
  /** The same for the same choice and packaging, so that what it remembers is kept. */
  rates(choice: CardChoice, packaging?: Packaging): Rates
  /** When a service collects at a location; empty: never. */
  timesAt(service: string, locationId: number): readonly CollectionTime[]
}

export type RateBook = {
  /** What is in memory; read anew first where something has changed. */
  current(): Promise<Carriers>
  markStale(): void
}

type Parts = { services: readonly Service[]; cards: readonly StoredCard[] }

export function createRateBook(platform: Platform): RateBook {
  const { books: db, clock } = platform
  platform.events.on([shippingChanged.type], () => {
    stale = true
  })
  let parts: Parts
  let known: Carriers | undefined
  /** When a card begins or ends: from then on what is known is something else. */
  let changesAtMs = Infinity
  let stale = true
  let loading: Promise<Carriers> | undefined

  async function load(): Promise<Carriers> {
    // Before reading, so that a change during the read marks it stale again.
    stale = false
    try {
      const [services, cards] = await Promise.all([
        listServices(db),
        listLiveCards(db, clock.now()),
      ])
      parts = { services, cards }
      return keep()
    } catch (error) {
      stale = true
      throw error
    } finally {
      loading = undefined
    }
  }

  function keep(): Carriers {
    const now = clock.now()
    changesAtMs = nextChange(parts.cards, now)
    known = carriersOf(parts, now)
    return known
  }

  async function current(): Promise<Carriers> {
    // One on its way that began before the last change does not have it.
    if (loading && stale) {
      await loading.catch(() => undefined)
      return current()
    }
    if (known && !stale && !loading) return clock.nowMs() < changesAtMs ? known : keep()
    loading ??= load()
    return loading
  }

  return {
    current,
    markStale() {
      stale = true
    },
  }
}

function nextChange(cards: readonly StoredCard[], now: Temporal.Instant): number {
  return cards
    .flatMap(({ validFrom, validUntil }) => [validFrom, validUntil])
    .filter((at) => at !== null && Temporal.Instant.compare(at, now) > 0)
    .reduce((first, at) => Math.min(first, at!.epochMilliseconds), Infinity)
}

/** Of several cards that are valid the newest counts. */
export function cardAt(
  cards: readonly StoredCard[],
  serviceId: number,
  now: Temporal.Instant,
): StoredCard | undefined {
  return cards.findLast(
    (card) =>
      card.serviceId === serviceId &&
      Temporal.Instant.compare(card.validFrom, now) <= 0 &&
      (card.validUntil === null || Temporal.Instant.compare(now, card.validUntil) < 0),
  )
}

function carriersOf({ services, cards }: Parts, now: Temporal.Instant): Carriers {
  const times = new Map(services.map((one) => [one.code, timesOf(one)]))
  const live = services.flatMap((service): LiveService[] => {
    const card = cardAt(cards, service.id, now)
    if (!card || service.archived) return []
    const at = times.get(service.code)!
    const collectsAt = (id: number) => at(id).length > 0
    const inForce = { ...card.content, version: card.version }
    return [{ ...service, card: inForce, collectsAt, timesAt: at }]
  })
  const known = new Map<string, Rates>()
  const chosen = (choice: CardChoice) => live.filter((one) => isChosen(one, choice))
  return {
    serviceCodes: services.flatMap(({ code, archived }) => (archived ? [] : [code])),
    live,
    chosen,
    rates(choice, packaging = {}) {
      const { currency, services: codes } = choice
      const { gramsPerParcel = 0, airPercent = 0 } = packaging
      const key = JSON.stringify([currency, codes, gramsPerParcel, airPercent])
      const rates = known.get(key) ?? ratesOf(chosen(choice), packaging)
      known.set(key, rates)
      return rates
    },
    timesAt: (code, locationId) => times.get(code)?.(locationId) ?? [],
  }
}

function isChosen({ code, card }: LiveService, { currency, services }: CardChoice): boolean {
  return card.currency === currency && (services?.includes(code) ?? true)
}

function timesOf({ collections }: Service): (locationId: number) => readonly CollectionTime[] {
  const own = new Map(collections.map(({ locationId, times }) => [locationId, times]))
  const everywhere = own.get(null) ?? []
  return (locationId) => own.get(locationId) ?? everywhere
}
