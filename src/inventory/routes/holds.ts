import { Type } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import { seesChannel, type Scope } from '../../lib/scope.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, nullable, object, uuid } from '../../platform/http/schemas.ts'
import { extendHold, viewHold, type HoldView } from '../actions/hold-life.ts'
import { holdStates } from '../domain/hold-terms.ts'
import { stockContextOf } from '../actions/settle.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Stock'
const path = '/v1/stock-holds/:id'
const params = object({ id: uuid })

const holdAnswer = object({
  id: uuid,
  version: Type.Integer(),
  channel: nullable(code),
  method: nullable(Type.String()),
  pickupLocation: nullable(code),
  state: Type.Enum([...holdStates], {
    description:
      'lost: none of its units are there any more; converted: an order was placed against it.',
  }),
  placedAt: Type.String(),
  expiresAt: Type.String(),
  extensionsLeft: Type.Integer({ description: 'How often it may still be extended.' }),
  order: nullable(uuid),
  lines: Type.Array(object({ sku: code, quantity: Type.Number() }), {
    description: 'What it keeps now; of a bundle its components. A count may have taken some.',
  }),
  can: Type.Array(Type.String()),
})

/** Routes of one hold: what it keeps, and that it counts for longer. */
export function holdRoutes(world: InventoryWorld): Route[] {
  const { platform } = world
  return [
    read(
      {
        path,
        access: 'stock:read',
        tag,
        summary: 'Get a hold: what it keeps, until when, and what became of it',
        params,
        answers: { 200: holdAnswer },
      },
      async (db, { params: { id }, caller, now }) => {
        const view = await viewHold(db, id, now)
        return view ? answerOf(world, view, caller.scope) : refuse('not_found')
      },
    ),
    command(
      {
        path: `${path}/extensions`,
        access: 'stock:write',
        tag,
        summary: 'Let a hold count for its time again, from now on',
        description: 'As often as the rules allow, once where none says otherwise.',
        params,
        body: object({}),
        answers: { 200: holdAnswer },
      },
      async (tx, { params: { id }, caller, now }) => {
        const by = { actor: caller.id, now, nowMs: platform.clock.nowMs() }
        const view = await extendHold(tx, id, stockContextOf(world, by))
        if (view instanceof Refusal) throw view
        return { status: 200, body: await answerOf(world, view, caller.scope) }
      },
    ),
  ]
}

async function answerOf(world: InventoryWorld, { hold, state, claims }: HoldView, scope: Scope) {
  const network = await world.network.current()
  const sees = hold.channelId === null ? scope === 'all' : seesChannel(scope, hold.channelId)
  if (!sees) return refuse('not_found')
  const units = new Map<number, number>()
  for (const { skuId, quantity } of claims) units.set(skuId, (units.get(skuId) ?? 0) + quantity)
  await world.skus.loadIds([...units.keys()])
  const left = hold.extensionsMost - hold.extensions
  const isOpen = state === 'open'
  const pickup = hold.pickupLocationId
  return {
    id: hold.id,
    version: 1 + hold.extensions + (hold.closedAs ? 1 : 0),
    channel: hold.channelId === null ? null : network.channelById.get(hold.channelId)!.code,
    method: hold.method,
    pickupLocation: pickup === null ? null : network.locationById.get(pickup)!.code,
    state,
    placedAt: hold.placedAt.toString(),
    expiresAt: hold.expiresAt.toString(),
    extensionsLeft: isOpen ? left : 0,
    order: hold.orderId,
    lines: [...units].map(([skuId, quantity]) => {
      const { code: sku, decimals } = world.skus.byId(skuId)!
      return { sku, quantity: quantityOf(quantity, decimals) }
    }),
    can: isOpen ? [...(left > 0 ? ['extend'] : []), 'release'] : [],
  }
}
