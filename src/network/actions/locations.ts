import type { Static } from 'typebox'
import { Refusal } from '../../lib/refusal.ts'
import { everything } from '../../lib/scope.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { refusedOutcome, type Outcome } from '../../platform/outcomes.ts'
import { decideAbilities } from '../domain/abilities.ts'
import type { newLocation } from '../schemas.ts'
import { joinPools, listChannels, touchChannels, type Channel } from '../store/channels.ts'
import type { Location } from '../store/locations.ts'
import type { Named } from '../store/named.ts'
import { listLegalEntities } from '../store/owners.ts'
import { insertLocations, type NewLocation } from '../store/save-locations.ts'
import { checkCountry, checkTimeZone, costOf } from './check.ts'
import { capacityOf, findNamedIn, hoursOf, namedChannels, namesOf, pointOf } from './naming.ts'

/** Two hours to accept, two days until the goods have left, where nothing else is said. */
const ACCEPT_MINUTES = 120
const SHIP_MINUTES = 2880

type Given = Static<typeof newLocation>
type Sold = { id: number; code: string }
type World = {
  entities: ReadonlyMap<string, number>
  named: Named
  channels: readonly Channel[]
}

/**
 * Creates what is new; what is not valid or taken is refused, the others go on. Answers the
 * channels too that sell from some of them.
 */
export async function createLocations(
  tx: Tx,
  given: readonly Given[],
  now: Temporal.Instant,
): Promise<{ outcomes: Outcome[]; created: Location[]; channels: Sold[] }> {
  const world = {
    entities: await openEntities(tx),
    named: await findNamedIn(tx, given),
    channels: given.some(({ channels }) => channels) ? await listChannels(tx, everything) : [],
  }
  const decided = given.map((location, i) => decideLocation(location, world, i))
  const good = decided.filter((one): one is Decided => !(one instanceof Refusal))
  const firsts = [...new Map(good.toReversed().map((one) => [one.location.code, one])).values()]
  const created = await insertLocations(
    tx,
    firsts.map(({ location }) => location),
    now,
  )
  const channels = await sellFrom(tx, created, firsts)
  const open = new Set(created.map((l) => l.code))
  const outcomes = decided.map((one, index): Outcome => {
    const itemCode = given[index]!.code
    if (one instanceof Refusal) return refusedOutcome(index, itemCode, one)
    if (open.delete(itemCode)) return { index, code: itemCode, outcome: 'created' }
    const field = `/locations/${index}/code`
    return refusedOutcome(index, itemCode, new Refusal('code_taken', { field }))
  })
  return { outcomes, created, channels }
}

/** Companies that may be named, by code. */
export async function openEntities(db: Queryable): Promise<Map<string, number>> {
  const open = (await listLegalEntities(db)).filter(({ archived }) => !archived)
  return new Map(open.map(({ code, id }) => [code, id]))
}

/** Puts what was created into the pools of the channels that it names; answers those. */
async function sellFrom(
  tx: Tx,
  created: readonly Location[],
  decided: readonly Decided[],
): Promise<Sold[]> {
  const ids = new Map(created.map(({ code, id }) => [code, id]))
  const sold = decided.filter(({ location }) => ids.has(location.code))
  const channels = [...new Map(sold.flatMap((one) => one.channels).map((c) => [c.id, c])).values()]
  if (channels.length === 0) return []
  await touchChannels(
    tx,
    channels.map(({ id }) => id),
  )
  const entries = sold.flatMap((one) => {
    const locationId = ids.get(one.location.code)!
    return one.channels.map(({ id }) => ({ channelId: id, locationId }))
  })
  await joinPools(tx, entries)
  return channels
}

type Decided = { location: NewLocation; channels: Sold[] }

function decideLocation(
  given: Given,
  { entities, named, channels }: World,
  index: number,
): Decided | Refusal {
  const field = `/locations/${index}`
  const { ships, pickup, receivesReturns, sameDay, curbside, holdsParcels } = given
  const said = { ships, pickup, receivesReturns, sameDay, curbside, holdsParcels }
  const legalEntityId = entities.get(given.legalEntity)
  if (legalEntityId === undefined) {
    return new Refusal('legal_entity_unknown', { field: `${field}/legalEntity` })
  }
  try {
    const location = {
      code: given.code,
      name: given.name,
      kind: given.kind,
      legalEntityId,
      country: checkCountry(given.country, `${field}/country`),
      region: given.region ?? null,
      city: given.city ?? null,
      postalCode: given.postalCode ?? null,
      point: pointOf(given, field),
      timeZone: checkTimeZone(given.timeZone, `${field}/timeZone`),
      ...decideAbilities(given.kind, said),
      ...namesOf(given, named, field),
      handlingCost: costOf(given.handlingCost ?? '0'),
      parcelCost: costOf(given.parcelCost ?? '0'),
      acceptMinutes: given.acceptMinutes ?? ACCEPT_MINUTES,
      shipMinutes: given.shipMinutes ?? SHIP_MINUTES,
      hours: hoursOf(given.hours ?? null, `${field}/hours`),
      handlingMinutes: given.handlingMinutes ?? null,
      capacity: capacityOf(given.capacity ?? null, `${field}/capacity`),
    }
    const sold = namedChannels(given.channels ?? [], channels, `${field}/channels`)
    return { location, channels: sold }
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
