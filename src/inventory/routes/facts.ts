import { Type } from 'typebox'
import { unitsOf } from '../../lib/quantity.ts'
import { problemOf, Refusal } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { command, type Route } from '../../platform/http/route.ts'
import { object } from '../../platform/http/schemas.ts'
import {
  adjustStock,
  setStock,
  type OvertakenLevel,
  type StockAdjustment,
  type StockLevel,
} from '../actions/facts.ts'
import { stockContextOf } from '../actions/settle.ts'
import { sumOfConditions, type SettableLevels } from '../domain/condition.ts'
import type { StockRow } from '../domain/ledger.ts'
import {
  adjustmentBody,
  levelBody,
  stockOutcomes,
  type AdjustmentBody,
  type LevelBody,
} from '../schemas.ts'
import { uncountedOf } from '../domain/counted.ts'
import { aheadOf } from '../../lib/told.ts'
import { contradictionOf } from '../domain/contradicted.ts'
import { stockOf, type InventoryWorld } from './stock.ts'

const tag = 'Stock'
const MANY_MAX = 5000

/** Routes that record what was counted, told or has happened to stock. */
export function factRoutes(world: InventoryWorld): Route[] {
  const { platform } = world
  const contextOf = (actor: string, now: Temporal.Instant) =>
    stockContextOf(world, { actor, now, nowMs: platform.clock.nowMs() })
  return [
    command(
      {
        path: '/v1/stock/levels',
        access: 'stock:write',
        tag,
        summary: 'Set stock on hand as counted or told by its owner; each row has its own outcome',
        description:
          '`conditions` sets those that it names and leaves the others. A plain `unavailable` is ' +
          'made true through `other`; it is refused where the named conditions hold more. What ' +
          'has left and awaits its owner (`awaiting_owner`) is in none of these numbers and ' +
          'stays. What happened after `occurredAt` counts on top; where a newer count or feed ' +
          'has spoken of what a row says, that stands: the row is `overtaken`, `stock` as it is.',
        body: object({ levels: Type.Array(levelBody, { minItems: 1, maxItems: MANY_MAX }) }),
        answers: { 200: stockOutcomes },
      },
      async (tx, { body, caller, now }) => {
        const rows = await resolve(world, body.levels, { ...caller, now }, levelOf)
        const set = (good: StockLevel[]) => setStock(tx, good, contextOf(caller.id, now))
        return { status: 200, body: await answer('levels', rows, set) }
      },
    ),
    command(
      {
        path: '/v1/stock/adjustments',
        access: 'stock:write',
        tag,
        summary: 'Record receipts, till sales, damage, finds; facts, so never refused for lack',
        description:
          '`change` is what came to or left what is on hand, `unavailableChange` what of it may ' +
          'not be sold any more, or may again, in one `condition`: no more than that has. Units ' +
          'that go from one condition to another are two rows. `receipt`, `found` and ' +
          '`transfer_in` add to what is on hand, `sale`, `damage`, `theft` and `transfer_out` ' +
          'take from it; the others may do either.',
        body: object({
          adjustments: Type.Array(adjustmentBody, { minItems: 1, maxItems: MANY_MAX }),
        }),
        answers: { 200: stockOutcomes },
      },
      async (tx, { body, caller, now }) => {
        const rows = await resolve(world, body.adjustments, { ...caller, now }, adjustmentOf)
        const adjust = (good: StockAdjustment[]) => adjustStock(tx, good, contextOf(caller.id, now))
        return { status: 200, body: await answer('adjustments', rows, adjust) }
      },
    ),
  ]
}

type Named = { sku: string; location: string; occurredAt?: string }
type Ids = { skuId: number; locationId: number }
type Resolved<Row> = { row: Row; at: { sku: string; location: string; decimals: number } } | Refusal

/** Finds SKU and location of every row; a row that has none is refused, the others go on. */
async function resolve<Given extends Named, Row>(
  world: InventoryWorld,
  given: readonly Given[],
  { scope, system, now }: Pick<Caller, 'scope' | 'system'> & { now: Temporal.Instant },
  rowOf: (row: Given, ids: Ids, decimals: number) => Row | Refusal,
): Promise<Resolved<Row>[]> {
  await world.skus.load(given.map(({ sku }) => sku))
  const network = await world.network.current()
  return given.map((one) => {
    const sku = world.skus.byCode(one.sku)
    // Also one that is archived: what is left of it is a fact until it has gone.
    if (!sku) return new Refusal('sku_unknown', { field: 'sku' })
    const uncounted = uncountedOf(sku, 'sku')
    if (uncounted) return uncounted
    const location = network.locationByCode.get(one.location)
    if (!location || !seesLocation(scope, location.id)) {
      return new Refusal('location_unknown', { field: 'location' })
    }
    const elsewhere = network.refuseOthers(location.id, system)
    if (elsewhere) return elsewhere
    const ahead =
      one.occurredAt === undefined
        ? undefined
        : aheadOf(now, Temporal.Instant.from(one.occurredAt), 'occurredAt')
    if (ahead) return ahead
    const row = rowOf(one, { skuId: sku.id, locationId: location.id }, sku.decimals)
    if (row instanceof Refusal) return row
    return { row, at: { sku: sku.code, location: location.code, decimals: sku.decimals } }
  })
}

/** What became of each row; a refusal names the field at fault in the list that was sent. */
async function answer<Row>(
  list: string,
  rows: readonly Resolved<Row>[],
  write: (good: Row[]) => Promise<(StockRow | OvertakenLevel | Refusal)[]>,
) {
  const good = rows.flatMap((row) => (row instanceof Refusal ? [] : [row.row]))
  const written = (await write(good))[Symbol.iterator]()
  return {
    outcomes: rows.map((row, index) => {
      if (row instanceof Refusal) return refusedIn(list, index, row)
      const done = written.next().value!
      if (done instanceof Refusal) return refusedIn(list, index, done)
      return 'overtaken' in done
        ? { index, outcome: 'overtaken' as const, stock: stockOf(done.overtaken, row.at) }
        : { index, outcome: 'recorded' as const, stock: stockOf(done, row.at) }
    }),
  }
}

function refusedIn(list: string, index: number, refusal: Refusal) {
  const problem = problemIn(`/${list}/${index}`, refusal)
  return { index, outcome: 'refused' as const, problem }
}

function problemIn(row: string, refusal: Refusal) {
  const { field } = refusal
  return { ...problemOf(refusal), ...(field === undefined ? {} : { field: `${row}/${field}` }) }
}

function levelOf(given: LevelBody, ids: Ids, decimals: number): StockLevel | Refusal {
  const onHand = given.onHand === undefined ? undefined : unitsOf(given.onHand, decimals)
  const unavailable =
    given.unavailable === undefined ? undefined : unitsOf(given.unavailable, decimals)
  if (given.onHand !== undefined && onHand === undefined) return tooPrecise('onHand', decimals)
  if (given.unavailable !== undefined && unavailable === undefined)
    return tooPrecise('unavailable', decimals)
  const conditions = conditionsIn(given.conditions, decimals)
  if (conditions instanceof Refusal) return conditions
  if (onHand === undefined && unavailable === undefined && !conditions) {
    const detail = 'Give onHand, unavailable or conditions'
    return new Refusal('field_invalid', { field: 'onHand', detail })
  }
  if (unavailable !== undefined && conditions) {
    if (conditions.other !== undefined) {
      const detail = 'Give unavailable or conditions.other: one follows from the other'
      return new Refusal('field_invalid', { field: 'conditions/other', detail })
    }
    if (sumOfConditions(conditions) > unavailable) {
      return new Refusal('conditions_exceed', { field: 'unavailable' })
    }
  }
  return {
    ...ids,
    ...(onHand === undefined ? {} : { onHand }),
    ...(unavailable === undefined ? {} : { unavailable }),
    ...(conditions && { conditions }),
    ...factOf(given),
  }
}

/** Undefined where no condition is named. */
function conditionsIn(
  given: LevelBody['conditions'],
  decimals: number,
): SettableLevels | Refusal | undefined {
  const named = Object.entries(given ?? {})
  if (named.length === 0) return undefined
  const told = named.map(([condition, units]) => [condition, unitsOf(units, decimals)] as const)
  const wrong = told.find(([, units]) => units === undefined)
  return wrong ? tooPrecise(`conditions/${wrong[0]}`, decimals) : Object.fromEntries(told)
}

function adjustmentOf(given: AdjustmentBody, ids: Ids, decimals: number) {
  const change = unitsOf(given.change ?? 0, decimals)
  if (change === undefined) return tooPrecise('change', decimals)
  const unavailableChange = unitsOf(given.unavailableChange ?? 0, decimals)
  if (unavailableChange === undefined) return tooPrecise('unavailableChange', decimals)
  if (given.change === undefined && given.unavailableChange === undefined) {
    const detail = 'Give change or unavailableChange'
    return new Refusal('field_invalid', { field: 'change', detail })
  }
  if (given.condition !== undefined && given.unavailableChange === undefined) {
    const detail = 'Say how many units of this condition: unavailableChange'
    return new Refusal('field_invalid', { field: 'unavailableChange', detail })
  }
  const { reason } = given
  const contradiction = contradictionOf(reason, change, 'change')
  if (contradiction) return contradiction
  const condition = given.condition ?? (reason === 'damage' ? 'damaged' : 'other')
  return { ...ids, change, unavailableChange, condition, reason, ...factOf(given) } as const
}

function factOf({ reference, occurredAt }: { reference?: string; occurredAt?: string }) {
  return {
    reference: reference ?? null,
    ...(occurredAt === undefined ? {} : { occurredAt: Temporal.Instant.from(occurredAt) }),
  }
}

function tooPrecise(field: string, decimals: number): Refusal {
  const detail = `Too large, or more decimals than the SKU has: ${decimals}`
  return new Refusal('quantity_invalid', { field, detail })
}
