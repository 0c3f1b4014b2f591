import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import { refuseOldOrArchived } from '../../platform/outcomes.ts'
import { tellShipping } from '../actions/tell.ts'
import { carrierAnswer, carrierChanges, newCarrier } from '../schemas.ts'
import {
  insertCarrier,
  listCarriers,
  lockCarrier,
  updateCarrier,
  type Carrier,
} from '../store/carriers.ts'
import type { ShippingWorld } from '../actions/world.ts'

const tag = 'Carriers'

/** Who carries parcels. */
export function carrierRoutes(world: ShippingWorld): Route[] {
  const tell = (carrier: Carrier) => ({ kind: 'carrier' as const, codes: [carrier.code] })
  return [
    command(
      {
        path: '/v1/carriers',
        access: 'shipping:write',
        tag,
        summary: 'Create a carrier',
        body: newCarrier,
        answers: { 201: carrierAnswer },
      },
      async (tx, { body, now, caller }) => {
        const made = await insertCarrier(tx, body, now)
        if (!made) return refuse('code_taken', { field: '/code' })
        await tellShipping(tx, world, tell(made), { actor: caller.id, now })
        return { status: 201, body: answerOf(made) }
      },
    ),
    read(
      {
        path: '/v1/carriers',
        access: 'shipping:read',
        tag,
        summary: 'List carriers by code',
        answers: { 200: object({ items: Type.Array(carrierAnswer) }) },
      },
      async (db) => ({ items: (await listCarriers(db)).map(answerOf) }),
    ),
    command(
      {
        path: '/v1/carriers/:code/changes',
        access: 'shipping:write',
        tag,
        summary: 'Rename or archive a carrier',
        params: object({ code }),
        body: carrierChanges,
        answers: { 200: carrierAnswer },
      },
      async (tx, { params, body, now, caller }) => {
        const carrier = (await lockCarrier(tx, params.code)) ?? refuse('not_found')
        refuseOldOrArchived(body.version, carrier)
        const changed = body.changes.reduce<Carrier>(
          (so, change) =>
            change.action === 'set' ? { ...so, ...change.fields } : { ...so, archived: true },
          carrier,
        )
        const saved = await updateCarrier(tx, changed, now)
        await tellShipping(tx, world, tell(saved), { actor: caller.id, now })
        return { status: 200, body: answerOf(saved) }
      },
    ),
  ]
}

function answerOf(carrier: Carrier) {
  return { ...carrier, can: carrier.archived ? [] : ['set', 'archive'] }
}
