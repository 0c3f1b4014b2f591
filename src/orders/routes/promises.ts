import { Type } from 'typebox'
import { unitsOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { date, nullable, object, quantity, uuid } from '../../platform/http/schemas.ts'
import { whichReceipt, type ReceiptChange } from '../../inventory/index.ts'
import { foreseePromises } from '../actions/foreseen.ts'
import type { OrdersWorld } from '../actions/world.ts'

/** What would be changed of a receipt. */
const asked = object({
  quantity: Type.Optional(quantity),
  dueOn: Type.Optional(date),
  confidence: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  cancel: Type.Optional(Type.Boolean({ description: 'It would not come at all.' })),
})

const promisesAnswer = object({
  items: Type.Array(
    object({
      order: object({ id: uuid, number: Type.String() }),
      line: Type.Integer(),
      quantity: Type.Number(),
      promisedOn: Type.String({ format: 'date', description: 'What the customer was told.' }),
      outcome: Type.Enum(['kept', 'moved', 'late', 'short'], {
        description:
          '`moved`: to other goods; `late`: they stay, and come after the promised day or nobody ' +
          'knows when; `short`: nothing comes for them, the order waits for stock.',
      }),
      location: nullable(
        Type.String({ description: 'Where they come from then; null: nowhere, or not yours.' }),
      ),
      expectedOn: nullable(Type.String({ format: 'date' })),
      isThere: Type.Boolean({ description: 'On hand already.' }),
    }),
  ),
  more: object(
    { orders: Type.Integer(), quantity: Type.Number() },
    'Promised to orders that are not told: beyond the 50 that lose theirs first, or not yours.',
  ),
})

/** Who was promised goods that are on their way. */
export function promiseRoutes(world: OrdersWorld): Route[] {
  return [
    read(
      {
        path: '/v1/expected-receipts/:sku/:location/:no/promises',
        access: 'orders:read',
        tag: 'Stock',
        summary: 'Which orders were promised goods of a receipt; what a change would do to them',
        description:
          'With `quantity`, `dueOn`, `confidence` or `cancel` it is told what would become of ' +
          'them if the receipt were changed so, on what is there now. Nothing is changed.',
        params: whichReceipt,
        query: asked,
        answers: { 200: promisesAnswer },
      },
      async (db, { params, query, caller, now }) => {
        const [sku] = await world.skus.load([params.sku])
        const location = (await world.network.current()).locationByCode.get(params.location)
        if (!sku || !location) return refuse('not_found')
        const { quantity: units, dueOn, confidence, cancel } = query
        const set = {
          action: 'set' as const,
          quantity: units === undefined ? undefined : knownUnits(units, sku.decimals),
          dueOn: dueOn === undefined ? undefined : Temporal.PlainDate.from(dueOn),
          confidence,
        }
        const isSet = units !== undefined || dueOn !== undefined || confidence !== undefined
        const changes: ReceiptChange[] = [
          ...(isSet ? [set] : []),
          ...(cancel ? [{ action: 'cancel' as const }] : []),
        ]
        const key = { skuId: sku.id, locationId: location.id, supplyNo: Number(params.no) }
        return foreseePromises(db, world, { key, scope: caller.scope, changes }, now)
      },
    ),
  ]
}

function knownUnits(units: number, decimals: number): number {
  return unitsOf(units, decimals) ?? refuse('quantity_invalid', { field: '/quantity' })
}
