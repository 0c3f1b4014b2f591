import { sha256, canonicalJson } from '../../lib/json.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Batcher } from '../../platform/batch.ts'
import type { RequestKey } from '../../platform/idempotency.ts'
import { decideCapture } from '../domain/capture.ts'
import { decideWishes } from '../domain/limits.ts'
import type { OrderBody } from '../schemas.ts'
import type { Placement, PlaceOutcome } from './place/index.ts'
import { promisingOf } from './coming.ts'
import type { OrdersWorld } from './world.ts'

export type Placing = Batcher<Placement, PlaceOutcome>

/** Captures an order as it was sent and hands it to the batch; answers its outcome. */
export async function submitOrder(
  world: OrdersWorld,
  placing: Placing,
  body: OrderBody,
  by: { request: RequestKey; actor: string },
): Promise<PlaceOutcome> {
  const captured = await captureOrder(world, body, by)
  return captured instanceof Refusal ? captured : placing.submit(captured)
}

/** Checks an order and resolves what it names: ready to be placed. */
export async function captureOrder(
  world: OrdersWorld,
  body: OrderBody,
  by: { request: RequestKey; actor: string },
): Promise<Placement | Refusal> {
  let network = await world.network.current()
  // Another process may have made it a moment ago.
  if (!network.channelByCode.has(body.channel)) network = await world.network.refresh()
  const found = network.channelByCode.get(body.channel)
  const channel = found && !found.archived ? found : undefined
  await world.skus.load(body.lines.map(({ sku }) => sku))
  const now = world.platform.clock.now()
  const order = decideCapture(body, {
    channel,
    skuByCode: world.skus.byCode,
    skuById: world.skus.byId,
    locationByCode: (code) => network.locationByCode.get(code),
    isInPool: (id) => channel !== undefined && network.poolOf(channel.id).has(id),
    now,
  })
  if (order instanceof Refusal) return order
  const rules = await world.rules.current()
  const plan = await world.plans.of(channel!.id, { ...order, capturedAt: now })
  const wishes = decideWishes(order, rules, now)
  return {
    request: by.request,
    order,
    ...promisingOf({ network, rules, plan, now }, channel!),
    bodyHash: sha256(canonicalJson(body)),
    capturedAt: now,
    actor: by.actor,
    ...(wishes instanceof Refusal ? { limited: wishes } : wishes.length > 0 && { wishes }),
    ...(body.hold !== undefined && { hold: body.hold.toLowerCase() }),
    since: performance.now(),
    attempts: 0,
  }
}
