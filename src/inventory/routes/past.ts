import { Type } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, type Scope } from '../../lib/scope.ts'
import type { Network } from '../../network/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, instant, object } from '../../platform/http/schemas.ts'
import type { StockRow } from '../domain/ledger.ts'
import { decidePast, pastViews } from '../domain/past.ts'
import { freeOf } from '../domain/supply.ts'
import { pastAnswer } from '../schemas.ts'
import { listPast } from '../store/past.ts'
import { locationIdOf } from './named.ts'
import { stockOf, type InventoryWorld } from './stock.ts'

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
          'that were told later count from when they happened. With `channel` the locations that ' +
          'are in its pool today are added up. `beginsAt` is when the first movement was ' +
          'recorded: nothing is known of the time before.',
        params: object({ sku: code }),
        query: object({
          at: instant,
          as: Type.Optional(Type.Enum([...pastViews])),
          channel: Type.Optional(code),
          location: Type.Optional(code),
        }),
        answers: { 200: pastAnswer },
      },
      async (db, { params, query, caller, now }) => {
        await world.skus.load([params.sku])
        const sku = world.skus.byCode(params.sku) ?? refuse('not_found')
        const network = await world.network.current()
        const at = Temporal.Instant.from(query.at)
        if (Temporal.Instant.compare(at, now) > 0) {
          return refuse('field_invalid', { field: '/at', detail: 'That moment is still to come' })
        }
        const pool = poolOf(network, caller.scope, query.channel)
        const only = locationIdOf(network, caller.scope, query.location)
        const view = query.as ?? 'recorded'
        // Of bundles nothing is recorded, and of what is not stocked nothing that means anything.
        const isCounted = sku.kind === 'stocked'
        const all = isCounted ? await listPast(db, caller.scope, { skuId: sku.id, at, view }) : []
        const found = all.filter(({ locationId }) => only === undefined || locationId === only)
        const rows = found.flatMap((row) => decidePast(row) ?? [])
        const { code: name, decimals } = sku
        return {
          sku: name,
          at: at.toString(),
          as: view,
          beginsAt: earliestOf(found.map(({ beganAt }) => beganAt))?.toString() ?? null,
          items: rows.map((row) => {
            const { code: location } = network.locationById.get(row.locationId)!
            return stockOf(row, { sku: name, location, decimals })
          }),
          pool: pool && {
            channel: query.channel,
            ...sumOf(
              rows.filter(({ locationId }) => pool.has(locationId)),
              decimals,
            ),
          },
        }
      },
    ),
  ]
}

function poolOf(network: Network, scope: Scope, wanted: string | undefined) {
  if (wanted === undefined) return null
  const channel = network.channelByCode.get(wanted)
  if (channel && seesChannel(scope, channel.id)) return network.poolOf(channel.id)
  return refuse('channel_unknown', { field: '/channel' })
}

/** What one location has too little of does not take away what another has. */
function sumOf(rows: readonly StockRow[], decimals: number) {
  const sum = (of: (row: StockRow) => number) =>
    quantityOf(
      rows.reduce((total, row) => total + of(row), 0),
      decimals,
    )
  return {
    locations: rows.length,
    onHand: sum((row) => row.quantity),
    unavailable: sum((row) => row.unavailable),
    held: sum((row) => row.held),
    allocated: sum((row) => row.allocated),
    uncovered: sum((row) => row.uncovered),
    available: sum((row) => Math.max(0, freeOf(row))),
  }
}

function earliestOf(instants: readonly Temporal.Instant[]): Temporal.Instant | undefined {
  return instants.toSorted(Temporal.Instant.compare)[0]
}
