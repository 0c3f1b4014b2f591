import { Type, type Static } from 'typebox'
import { deliveryMethods } from '../../lib/delivery.ts'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, instant, object } from '../../platform/http/schemas.ts'
import { bundleStock } from '../actions/bundle-stock.ts'
import { offeredThen, readPast, type Past } from '../actions/past.ts'
import type { StockRow } from '../domain/ledger.ts'
import { pastViews } from '../domain/past.ts'
import { freeOf } from '../domain/supply.ts'
import { pastAnswer } from '../schemas/past.ts'
import { locationIdOf } from './named.ts'
import { stockOf, type InventoryWorld } from './stock.ts'

const query = object({
  at: instant,
  as: Type.Optional(Type.Enum([...pastViews])),
  channel: Type.Optional(code),
  method: Type.Optional(Type.Enum([...deliveryMethods])),
  location: Type.Optional(code),
})

/** Stock as it was. */
export function pastRoutes(world: InventoryWorld): Route[] {
  return [
    read(
      {
        path: '/v1/stock/:sku/history',
        access: 'stock:read',
        tag: 'Stock',
        summary: 'Stock of one SKU at every location, as it was at a past moment',
        description:
          '`as=recorded`, also where nothing is said, is what was known then: after the last ' +
          'movement recorded by that moment. `as=happened` is what is known of it today: facts ' +
          'that were told later count from when they happened. With `channel`, `offer` is what ' +
          'it could sell then (by `method`, if one is given): by the rules that were in force, ' +
          'from the pool and without the pauses of then, less what ring-fences had set aside, ' +
          'every number opened into its terms; `pool` adds up the stock of that pool. ' +
          '`beginsAt` is when the first movement was recorded: nothing is known of the time ' +
          'before.',
        params: object({ sku: code }),
        query,
        answers: { 200: pastAnswer },
      },
      async (db, asked) => answerOf(db, world, asked),
    ),
  ]
}

type Query = Static<typeof query>
type Asked = {
  params: { sku: string }
  query: Query
  caller: { scope: Scope }
  now: Temporal.Instant
}

async function answerOf(db: Queryable, world: InventoryWorld, asked: Asked) {
  const { params, query: of, now } = asked
  const { scope } = asked.caller
  const [found] = await world.skus.load([params.sku])
  if (!found) return refuse('not_found')
  const today = await world.network.current()
  const at = Temporal.Instant.from(of.at)
  if (Temporal.Instant.compare(at, now) > 0) {
    return refuse('field_invalid', { field: '/at', detail: 'That moment is still to come' })
  }
  const channelId = channelIdOf(today, scope, of.channel)
  const only = locationIdOf(today, scope, of.location)
  const view = of.as ?? 'recorded'
  const past = await readPast(db, world, { code: params.sku, channelId, at, view })
  const { sku, network } = past
  const isTold = (id: number) => seesLocation(scope, id) && (only === undefined || id === only)
  const told = past.rows.filter(({ locationId }) => isTold(locationId))
  const rows = told.filter(({ skuId }) => skuId === sku.id)
  const began = [...past.beganAt].flatMap(([id, first]) => (isTold(id) ? first : []))
  const seller = channelId !== undefined && {
    scope,
    channelId,
    method: of.method ?? null,
    places: only ?? ('all' as const),
  }
  return {
    sku: sku.code,
    at: at.toString(),
    as: view,
    beginsAt: began.toSorted(Temporal.Instant.compare)[0]?.toString() ?? null,
    items: rows.map((row) => {
      const { code: location } = network.locationById.get(row.locationId)!
      return stockOf(row, { sku: sku.code, location, decimals: sku.decimals })
    }),
    bundle: sku.kind === 'bundle' ? bundleStock(past, sku, told, network) : null,
    pool: seller && sku.kind === 'stocked' ? poolOf(past, seller.channelId, rows) : null,
    offer: seller
      ? { channel: of.channel!, ...(await offeredThen(db, world, past, seller)) }
      : null,
  }
}

function channelIdOf(
  network: Network,
  scope: Scope,
  wanted: string | undefined,
): number | undefined {
  if (wanted === undefined) return undefined
  const channel = network.channelByCode.get(wanted)
  if (channel && seesChannel(scope, channel.id)) return channel.id
  return refuse('channel_unknown', { field: '/channel' })
}

/** What one location has too little of does not take away what another has. */
function poolOf(
  { network, sku: { decimals } }: Past,
  channelId: number,
  told: readonly StockRow[],
) {
  const pool = network.poolOf(channelId)
  const rows = told.filter(({ locationId }) => pool.has(locationId))
  const sum = (of: (row: StockRow) => number) =>
    quantityOf(
      rows.reduce((total, row) => total + of(row), 0),
      decimals,
    )
  return {
    channel: network.channelById.get(channelId)!.code,
    locations: rows.length,
    onHand: sum((row) => row.quantity),
    unavailable: sum((row) => row.unavailable),
    held: sum((row) => row.held),
    allocated: sum((row) => row.allocated),
    uncovered: sum((row) => row.uncovered),
    free: sum((row) => Math.max(0, freeOf(row))),
  }
}
