import { Type } from 'typebox'
import { unitsOf } from '../../lib/quantity.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { command, type Route } from '../../platform/http/route.ts'
import { instant, object, text, uuid } from '../../platform/http/schemas.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import type { By } from '../../inventory/index.ts'
import { listLines, lockHeads, type OrdersWorld } from '../../orders/index.ts'
import { acceptWork, packWork, pickWork, type Outcomes } from '../actions/advance.ts'
import { declineWork, shortPickWork } from '../actions/decline.ts'
import { deliverParcels, shipWork, type Leaving } from '../actions/ship.ts'
import { canOf } from '../domain/work.ts'
import { namedLines, reasons, someLines, stepAnswer } from '../schemas.ts'
import { ordersOfParcels } from '../store/parcel.ts'
import { getWork, type StoredWork } from '../store/work.ts'
import { getInScope } from './read.ts'

const tag = 'Fulfilment'
const which = object({ id: uuid })
const version = Type.Optional(
  Type.Integer({ description: 'Refused where it has another version by now.' }),
)

/** A step of the work at a location, with the lines it names. */
type Given = { version?: number; lines?: readonly { no: number; quantity: number }[] }
type Asked = { params: { id: string }; body: Given; caller: Caller; now: Temporal.Instant }
type Named = { lineNo: number; quantity: number }
type Run = (
  tx: Tx,
  of: { id: string; lines: readonly Named[] | undefined },
  by: By,
) => Promise<Outcomes>

export function workRoutes(world: OrdersWorld): Route[] {
  return [
    ...stepRoutes(world),
    ...awayRoutes(world),
    leavingRoute(world, 'shipment', 'Hand packed units to a carrier: one parcel'),
    leavingRoute(world, 'handover', 'Hand packed units to the customer'),
    deliveryRoute(world),
  ]
}

/** What follows a plain path: accept, pick, pack. */
function stepRoutes(world: OrdersWorld): Route[] {
  const route = (path: string, summary: string, run: Run) =>
    command(
      {
        path: `/v1/fulfilment-orders/:id/${path}`,
        access: 'fulfilment:write',
        tag,
        summary,
        params: which,
        body: object({ version, lines: someLines }),
        answers: { 200: stepAnswer },
      },
      (tx, asked) => step(tx, world, asked, run),
    )
  return [
    command(
      {
        path: '/v1/fulfilment-orders/:id/acceptances',
        access: 'fulfilment:write',
        tag,
        summary: 'Take the work on; who picks has accepted',
        params: which,
        body: object({ version }),
        answers: { 200: stepAnswer },
      },
      (tx, asked) => step(tx, world, asked, (_tx, { id }, by) => acceptWork(tx, [{ id }], by)),
    ),
    route('picks', 'Record units as picked: those named, or all', (tx, item, by) =>
      pickWork(tx, [item], by),
    ),
    route('packings', 'Record picked units as packed, or ready for collection', (tx, item, by) =>
      packWork(tx, [item], by),
    ),
  ]
}

/** What takes units away from a location. */
function awayRoutes(world: OrdersWorld): Route[] {
  return [
    command(
      {
        path: '/v1/fulfilment-orders/:id/rejections',
        access: 'fulfilment:write',
        tag,
        summary: 'Decline units, or all that is not packed; they are found elsewhere at once',
        description:
          '`not_found` sets the stock of the SKUs there to zero, `damaged` makes the units ' +
          'unavailable; the other reasons leave the stock as it is.',
        params: which,
        body: object({ version, lines: someLines, reason: Type.Enum(reasons) }),
        answers: { 200: stepAnswer },
      },
      (tx, asked) =>
        step(tx, world, asked, (_tx, item, by) =>
          declineWork(tx, world, [{ ...item, reason: asked.body.reason }], by),
        ),
    ),
    command(
      {
        path: '/v1/fulfilment-orders/:id/short-picks',
        access: 'fulfilment:write',
        tag,
        summary: 'Units were not found: booked out there, found elsewhere at once',
        params: which,
        body: object({ version, lines: namedLines }),
        answers: { 200: stepAnswer },
      },
      (tx, asked) =>
        step(tx, world, asked, (_tx, { id, lines }, by) =>
          shortPickWork(tx, world, [{ id, missing: lines! }], by),
        ),
    ),
  ]
}

/** Goods leave: with a carrier, or into the hands of the customer. */
function leavingRoute(world: OrdersWorld, kind: Leaving['kind'], summary: string): Route {
  const withCarrier = {
    carrier: Type.Optional(text(60)),
    trackingNumber: Type.Optional(text(100)),
  }
  return command(
    {
      path: `/v1/fulfilment-orders/:id/${kind}s`,
      access: 'fulfilment:write',
      tag,
      summary,
      params: which,
      body: object({
        version,
        lines: someLines,
        ...(kind === 'shipment' ? withCarrier : {}),
        occurredAt: Type.Optional(instant),
      }),
      answers: { 200: stepAnswer },
    },
    async (tx, asked) => {
      const body = asked.body as Given & {
        carrier?: string
        trackingNumber?: string
        occurredAt?: string
      }
      const leaving: Leaving = {
        kind,
        carrier: body.carrier ?? null,
        trackingNumber: body.trackingNumber ?? null,
        occurredAt: body.occurredAt ? Temporal.Instant.from(body.occurredAt) : null,
      }
      let parcelId: string | undefined
      const answer = await step(tx, world, asked, async (_tx, item, by) => {
        const { refusals, parcels } = await shipWork(tx, world, [{ ...item, ...leaving }], by)
        parcelId = parcels.get(item.id)
        return refusals
      })
      return { ...answer, body: { ...answer.body, parcelId } }
    },
  )
}

function deliveryRoute(world: OrdersWorld): Route {
  return command(
    {
      path: '/v1/parcels/:id/deliveries',
      access: 'fulfilment:write',
      tag,
      summary: 'Record that a parcel has arrived',
      params: which,
      body: object({ occurredAt: Type.Optional(instant) }),
      answers: { 200: object({ id: uuid }) },
    },
    async (tx, { params, body, caller, now }) => {
      const [parcel] = await ordersOfParcels(tx, [params.id])
      if (!parcel) return refuse('not_found')
      await getInScope(tx, { id: parcel.workId, caller, toWork: true })
      const occurredAt = body.occurredAt ? Temporal.Instant.from(body.occurredAt) : null
      const arrival = { id: params.id, occurredAt }
      const [refusal] = await deliverParcels(tx, world, [arrival], byOf(world, { caller, now }))
      if (refusal) throw refusal
      return { status: 200, body: { id: params.id } }
    },
  )
}

/** Runs a step on one fulfilment order and answers it as it is afterwards. */
async function step(tx: Tx, world: OrdersWorld, asked: Asked, run: Run) {
  const { params, body, caller } = asked
  const work = await getInScope(tx, { id: params.id, caller, toWork: true })
  if (body.version !== undefined) {
    // Whoever works on it holds its order, so that this version stays the current one.
    await lockHeads(tx, [work.orderId])
    const [current] = await getWork(tx, [work.id])
    refuseOtherVersion(body.version, current!.version)
  }
  const lines = body.lines && (await namedOf(tx, work, body.lines))
  const [refusal] = await run(tx, { id: work.id, lines }, byOf(world, asked))
  if (refusal) throw await inUnits(tx, work, refusal)
  tx.onCommit(world.platform.wake.committed)
  const [after] = await getWork(tx, [work.id])
  const { id, state, request, version: current } = after!
  const can = canOf(after!).filter((one) => one !== 'withdraw' && one !== 'deliver')
  return { status: 200, body: { id, state, request, version: current, can } }
}

function byOf(world: OrdersWorld, { caller, now }: { caller: Caller; now: Temporal.Instant }): By {
  return { actor: caller.id, now, nowMs: world.platform.clock.nowMs() }
}

/** The named units in base units. */
async function namedOf(
  tx: Tx,
  work: StoredWork,
  lines: readonly { no: number; quantity: number }[],
): Promise<Named[]> {
  const ordered = await listLines(tx, [work.orderId])
  return lines.map(({ no, quantity: asked }, i) => {
    const line = ordered.find((candidate) => candidate.no === no)
    if (!line) return refuse('line_unknown', { field: `/lines/${i}/no` })
    const units = unitsOf(asked, line.decimals)
    if (units === undefined) return refuse('quantity_invalid', { field: `/lines/${i}/quantity` })
    return { lineNo: no, quantity: units }
  })
}

/** The facts of a refusal in the units of the API. */
async function inUnits(tx: Tx, work: StoredWork, refusal: Refusal): Promise<Refusal> {
  const facts = refusal.facts as { line?: number; wanted?: number; possible?: number }
  if (facts.line === undefined || facts.possible === undefined) return refusal
  const line = (await listLines(tx, [work.orderId])).find(({ no }) => no === facts.line)!
  const show = (units: number) => units / 10 ** line.decimals
  return new Refusal(refusal.code, {
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
    facts: { line: line.no, wanted: show(facts.wanted!), possible: show(facts.possible) },
  })
}
