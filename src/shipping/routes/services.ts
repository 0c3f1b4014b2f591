import { Type, type Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Network } from '../../network/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import { refuseOldOrArchived } from '../../platform/outcomes.ts'
import { tellShipping } from '../actions/tell.ts'
import type { ShippingWorld } from '../actions/world.ts'
import { newService, serviceAnswer, serviceChanges } from '../schemas.ts'
import { findCarrier } from '../store/carriers.ts'
import {
  findServices,
  insertService,
  listServices,
  lockService,
  saveCollection,
  updateService,
  type Service,
} from '../store/services.ts'

const tag = 'Carriers'

/** What carriers offer, and when they collect. */
export function serviceRoutes(world: ShippingWorld): Route[] {
  const { network } = world
  const tell = ({ code: named }: Service) => ({ kind: 'service' as const, codes: [named] })
  return [
    command(
      {
        path: '/v1/carrier-services',
        access: 'shipping:write',
        tag,
        summary: 'Create a service of a carrier',
        body: newService,
        answers: { 201: serviceAnswer },
      },
      async (tx, { body, now, caller }) => {
        const carrier = await findCarrier(tx, body.carrier)
        if (!carrier || carrier.archived) return refuse('carrier_unknown', { field: '/carrier' })
        const made = await insertService(tx, { ...usual, ...body, carrierId: carrier.id }, now)
        if (!made) return refuse('code_taken', { field: '/code' })
        await tellShipping(tx, world, tell(made), { actor: caller.id, now })
        return { status: 201, body: answerOf(made, await network.current()) }
      },
    ),
    read(
      {
        path: '/v1/carrier-services',
        access: 'shipping:read',
        tag,
        summary: 'List services of carriers by code, with when they collect',
        answers: { 200: object({ items: Type.Array(serviceAnswer) }) },
      },
      async (db) => {
        const [services, places] = await Promise.all([listServices(db), network.current()])
        return { items: services.map((service) => answerOf(service, places)) }
      },
    ),
    command(
      {
        path: '/v1/carrier-services/:code/changes',
        access: 'shipping:write',
        tag,
        summary: 'Change or archive a service, or say when it collects at a location',
        params: object({ code }),
        body: serviceChanges,
        answers: { 200: serviceAnswer },
      },
      async (tx, { params, body, now, caller }) => {
        const service = (await lockService(tx, params.code)) ?? refuse('not_found')
        refuseOldOrArchived(body.version, service)
        const places = await network.current()
        let so = service
        for (const [i, change] of body.changes.entries()) {
          so = await changed(tx, so, change, { places, field: `/changes/${i}` })
        }
        await updateService(tx, so, now)
        const [saved] = await findServices(tx, [service.code])
        await tellShipping(tx, world, tell(saved!), { actor: caller.id, now })
        return { status: 200, body: answerOf(saved!, places) }
      },
    ),
  ]
}

const usual = { toHomes: true, countries: null, maxLongestMm: null, maxGirthMm: null }

type Change = Static<typeof serviceChanges>['changes'][number]

/** The service after a change; its collections are written at once. */
async function changed(
  tx: Tx,
  service: Service,
  change: Change,
  { places, field }: { places: Network; field: string },
): Promise<Service> {
  if (change.action === 'set') return { ...service, ...change.fields }
  if (change.action === 'archive') return { ...service, archived: true }
  const { location, times } = change
  const place = location === null ? null : places.locationByCode.get(location)
  if (place === undefined) return refuse('location_unknown', { field: `${field}/location` })
  await saveCollection(tx, service.id, { locationId: place?.id ?? null, times })
  return service
}

function answerOf(service: Service, places: Network) {
  const { id, code: named, name, carrier, version, archived } = service
  const { methods, toHomes, countries, maxG, maxLongestMm, maxGirthMm } = service
  return {
    id,
    code: named,
    name,
    carrier,
    version,
    archived,
    methods,
    toHomes,
    countries,
    maxG,
    maxLongestMm,
    maxGirthMm,
    collections: service.collections.map(({ locationId, times }) => ({
      location: locationId === null ? null : places.locationById.get(locationId)!.code,
      times,
    })),
    can: archived ? [] : ['set', 'collect', 'archive'],
  }
}
