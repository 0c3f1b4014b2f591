import { Type } from 'typebox'
import { digitsOf } from '../../lib/money.ts'
import { refuse } from '../../lib/refusal.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { importCards, saveCard } from '../actions/save-cards.ts'
import type { ShippingWorld } from '../actions/world.ts'
import { cardAt } from '../book.ts'
import { gapsOf, type Card } from '../domain/card.ts'
import { decideCard } from '../domain/fault.ts'
import { cardAnswer, cardImport, cardListed, importAnswer, newCard } from '../schemas.ts'
import { findCarrier } from '../store/carriers.ts'
import { findCard, listCards, listLiveCards, type StoredCard } from '../store/cards.ts'
import { findServices, listServices, type Service } from '../store/services.ts'

const tag = 'Carriers'
/** Lines that an answer tells; a file that is none has thousands. */
const FAULTS_TOLD = 1000

/** What services cost. */
export function cardRoutes(world: ShippingWorld): Route[] {
  return [saveRoute(world), importRoute(world), liveRoute(), listRoute(), findRoute()]
}

function saveRoute(world: ShippingWorld): Route {
  return command(
    {
      path: '/v1/rate-cards',
      access: 'shipping:write',
      tag,
      summary: 'Give a service its next rate card',
      description:
        'A card never changes: of those that are valid the newest counts. Prices are of one ' +
        'parcel, in 1e-4 of the major currency unit.',
      body: newCard,
      answers: { 201: cardAnswer },
    },
    async (tx, { body, now, caller }) => {
      const { service, validFrom, validUntil = null, ...content } = body
      checkCurrency(content.currency)
      const fault = decideCard(content)
      if (fault) return refuse('field_invalid', fault)
      const card = {
        service,
        content,
        field: '/service',
        validFrom: Temporal.Instant.from(validFrom),
        validUntil: validUntil === null ? null : Temporal.Instant.from(validUntil),
      }
      const stored = await saveCard(tx, world, card, { actor: caller.id, now })
      return { status: 201, body: answerOf(service, stored) }
    },
  )
}

function importRoute(world: ShippingWorld): Route {
  return command(
    {
      path: '/v1/rate-cards/import',
      access: 'shipping:write',
      tag,
      summary: 'Give services of a carrier the rate cards of its published lists',
      description:
        'Three CSV files: rates, zones and surcharges. Every bad line is told. A card is taken ' +
        'whole or not at all: a bad line costs the services that it belongs to. Prices that are ' +
        'missing are told as gaps; they are never 0.',
      body: cardImport,
      answers: { 200: importAnswer },
    },
    async (tx, { body, now, caller }) => {
      const { carrier, validFrom, validUntil = null, dryRun = false } = body
      const { rates, zones, surcharges, service, currency, fuelPercent = 0 } = body
      checkCurrency(currency)
      const found = await findCarrier(tx, carrier)
      if (!found || found.archived) return refuse('carrier_unknown', { field: '/carrier' })
      const imported = await importCards(
        tx,
        world,
        {
          carrier,
          dryRun,
          files: { rates, zones, surcharges, service, currency, fuelPercent },
          validFrom: Temporal.Instant.from(validFrom),
          validUntil: validUntil === null ? null : Temporal.Instant.from(validUntil),
        },
        { actor: caller.id, now },
      )
      const cards = imported.cards.map(({ card, ...one }) => ({ ...one, ...countsOf(card) }))
      const faults = imported.faults.slice(0, FAULTS_TOLD)
      return { status: 200, body: { cards, faults, refused: imported.refused } }
    },
  )
}

function liveRoute(): Route {
  return read(
    {
      path: '/v1/rate-cards',
      access: 'shipping:read',
      tag,
      summary: 'List the rate cards of all services that are valid now or will be',
      answers: { 200: object({ items: Type.Array(cardListed) }) },
    },
    async (db, { now }) => {
      const [services, cards] = await Promise.all([listServices(db), listLiveCards(db, now)])
      const of = Map.groupBy(cards, ({ serviceId }) => serviceId)
      return {
        items: services
          .filter(({ archived }) => !archived)
          .flatMap((service) => listed(service, of.get(service.id)?.toReversed() ?? [], now)),
      }
    },
  )
}

function listRoute(): Route {
  return read(
    {
      path: '/v1/carrier-services/:code/rate-cards',
      access: 'shipping:read',
      tag,
      summary: 'List the rate cards of a service, the newest first',
      params: object({ code }),
      answers: { 200: object({ items: Type.Array(cardListed) }) },
    },
    async (db, { params, now }) => {
      const service = await serviceOf(db, params.code)
      const cards = await listCards(db, service.id)
      return { items: listed(service, cards, now) }
    },
  )
}

function findRoute(): Route {
  return read(
    {
      path: '/v1/carrier-services/:code/rate-cards/:version',
      access: 'shipping:read',
      tag,
      summary: 'Read a rate card',
      params: object({ code, version: Type.String({ pattern: '^[0-9]{1,9}$' }) }),
      answers: { 200: cardAnswer },
    },
    async (db, { params }) => {
      const service = await serviceOf(db, params.code)
      const card = (await findCard(db, service.id, Number(params.version))) ?? refuse('not_found')
      return answerOf(service.code, card)
    },
  )
}

/** Cards of one service, the newest first, without their prices. */
function listed(service: Service, cards: readonly StoredCard[], now: Temporal.Instant) {
  const inForce = cardAt(cards.toReversed(), service.id, now)
  return cards.map((card) => ({
    ...headOf(service.code, card),
    ...countsOf(card.content),
    inForce: card === inForce,
    createdAt: card.createdAt,
  }))
}

async function serviceOf(db: Queryable, named: string): Promise<Service> {
  const [service] = await findServices(db, [named])
  return service ?? refuse('not_found')
}

function checkCurrency(currency: string): void {
  if (digitsOf(currency) === undefined) refuse('currency_unknown', { field: '/currency' })
}

function countsOf({ zones, bands }: Card) {
  return { zones: zones.length, bands: bands.length }
}

function headOf(service: string, { version, validFrom, validUntil, content }: StoredCard) {
  const { currency } = content
  return { service, version, validFrom, validUntil, currency, gaps: gapsOf(content) }
}

function answerOf(service: string, card: StoredCard) {
  return { ...card.content, ...headOf(service, card), createdAt: card.createdAt }
}
