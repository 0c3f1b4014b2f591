import { Type, type Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, currency, object, partial, text } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { refuseOldOrArchived } from '../../platform/outcomes.ts'
import type { NetworkBook } from '../book.ts'
import {
  channelKinds,
  insertChannel,
  listChannels,
  listPool,
  listPoolOf,
  lockChannel,
  shortagePolicies,
  updateChannel,
  type Channel,
} from '../store/channels.ts'
import { findBrand } from '../store/owners.ts'
import { canOf, checkCurrency, checkTimeZone, refuseScoped } from '../actions/check.ts'
import { lockPool, setPool, touchMoved } from '../actions/pools.ts'
import { tellChange } from '../actions/tell.ts'

const pool = Type.Array(
  object({ location: code, priority: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }),
  { maxItems: 10_000 },
)
const minutes = Type.Integer({
  minimum: 0,
  maximum: 44_640,
  description: 'How long an order waits before locations are given its work.',
})
const newChannel = object({
  code,
  name: text(),
  brand: code,
  kind: Type.Enum([...channelKinds]),
  currency,
  taxMode: Type.Optional(Type.Enum(['inclusive', 'exclusive'])),
  timeZone: text(60),
  onShortage: Type.Enum([...shortagePolicies]),
  orderPrefix: Type.String({ pattern: '^[A-Z]{1,6}$' }),
  releaseMinutes: Type.Optional(minutes),
  pool: Type.Optional(pool),
})
const change = Type.Union([
  object({
    action: Type.Literal('set'),
    fields: partial({
      name: text(),
      onShortage: Type.Enum([...shortagePolicies]),
      timeZone: text(60),
      releaseMinutes: minutes,
    }),
  }),
  object({ action: Type.Literal('set_pool'), locations: pool }),
  object({ action: Type.Literal('archive') }),
])
const channelAnswer = object({
  id: Type.Integer(),
  code,
  name: Type.String(),
  brand: code,
  kind: Type.Enum([...channelKinds]),
  currency,
  taxMode: Type.Enum(['inclusive', 'exclusive']),
  timeZone: Type.String(),
  onShortage: Type.Enum([...shortagePolicies]),
  orderPrefix: Type.String(),
  releaseMinutes: Type.Integer(),
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})
const tag = 'Network'

type Caused = { actor: string; now: Temporal.Instant }

export function channelRoutes(platform: Platform, book: NetworkBook): Route[] {
  /** The channel, and the locations from which it sells now or no longer, where there are any. */
  const tell = async (
    tx: Tx,
    of: { channel: Channel; moved: readonly { id: number; code: string }[] } & Caused,
  ): Promise<void> => {
    const { channel, moved, ...by } = of
    await tellChange(tx, platform, book, { kind: 'channel', changed: [channel], ...by })
    if (moved.length === 0) return
    await tellChange(tx, platform, book, { kind: 'location', changed: moved, ...by })
  }
  return [
    command(
      {
        path: '/v1/channels',
        access: 'network:write',
        tag,
        summary: 'Create a channel',
        body: newChannel,
        answers: { 201: channelAnswer },
      },
      async (tx, { body, caller, now }) => {
        refuseScoped(caller.scope)
        if (body.pool) await lockPool(tx, body.code, [{ locations: body.pool }])
        const channel = await createChannel(tx, body, now)
        const moved = await touchMoved(tx, channel.code, [])
        await tell(tx, { channel, moved, actor: caller.id, now })
        return { status: 201, body: answerOf(channel, caller.scope) }
      },
    ),
    read(
      {
        path: '/v1/channels',
        access: 'network:read',
        tag,
        summary: 'List channels by code',
        query: object({ q: Type.Optional(text(100, 'Words that begin a word of code or name')) }),
        answers: { 200: object({ items: Type.Array(channelAnswer) }) },
      },
      async (db, { query, caller: { scope } }) => {
        const channels = await listChannels(db, scope, query.q)
        return { items: channels.map((channel) => answerOf(channel, scope)) }
      },
    ),
    command(
      {
        path: '/v1/channels/:code/changes',
        access: 'network:write',
        tag,
        summary: 'Change a channel or its pool',
        params: object({ code }),
        body: object({
          version: Type.Integer(),
          changes: Type.Array(change, { minItems: 1, maxItems: 20 }),
        }),
        answers: { 200: channelAnswer },
      },
      async (tx, { params, body, caller, now }) => {
        refuseScoped(caller.scope)
        const pools = body.changes.flatMap((one) => (one.action === 'set_pool' ? [one] : []))
        if (pools.length > 0) await lockPool(tx, params.code, pools)
        let channel = (await lockChannel(tx, params.code)) ?? refuse('not_found')
        refuseOldOrArchived(body.version, channel)
        const had = await listPoolOf(tx, channel.code)
        for (const [i, one] of body.changes.entries()) {
          channel = await changeChannel(tx, channel, one, `/changes/${i}`)
        }
        const saved = await updateChannel(tx, channel, now)
        const moved = await touchMoved(tx, saved.code, had)
        await tell(tx, { channel: saved, moved, actor: caller.id, now })
        return { status: 200, body: answerOf(saved, caller.scope) }
      },
    ),
    read(
      {
        path: '/v1/channels/:code/pool',
        access: 'network:read',
        tag,
        summary: 'The locations whose stock a channel may sell',
        params: object({ code }),
        answers: { 200: object({ locations: pool }) },
      },
      async (db, { params, caller: { scope } }) => {
        const network = await book.current()
        const channel = network.channelByCode.get(params.code)
        if (!channel || !seesChannel(scope, channel.id)) return refuse('not_found')
        const entries = (await listPool(db)).filter(
          ({ channelId, locationId }) =>
            channelId === channel.id && seesLocation(scope, locationId),
        )
        return {
          locations: entries.map(({ locationId, priority }) => ({
            location: network.locationById.get(locationId)!.code,
            priority,
          })),
        }
      },
    ),
  ]
}

async function createChannel(
  tx: Tx,
  body: Static<typeof newChannel>,
  now: Temporal.Instant,
): Promise<Channel> {
  const brand = await findBrand(tx, body.brand)
  if (!brand || brand.archived) return refuse('brand_unknown', { field: '/brand' })
  checkCurrency(body.currency, '/currency')
  checkTimeZone(body.timeZone, '/timeZone')
  const taxMode = body.taxMode ?? 'inclusive'
  const releaseMinutes = body.releaseMinutes ?? 0
  const wanted = { ...body, brandId: brand.id, taxMode, releaseMinutes }
  const channel = await insertChannel(tx, wanted, now)
  if (!channel) return refuse('code_taken', { detail: 'The code or the order prefix is taken' })
  if (body.pool) await setPool(tx, channel.id, body.pool, '/pool')
  return channel
}

async function changeChannel(
  tx: Tx,
  channel: Channel,
  one: Static<typeof change>,
  field: string,
): Promise<Channel> {
  if (one.action === 'archive') return { ...channel, archived: true }
  if (one.action === 'set_pool') {
    await setPool(tx, channel.id, one.locations, `${field}/locations`)
    return channel
  }
  if (one.fields.timeZone !== undefined)
    checkTimeZone(one.fields.timeZone, `${field}/fields/timeZone`)
  return { ...channel, ...one.fields }
}

function answerOf({ brandId: _brand, ...channel }: Channel, scope: Scope) {
  return { ...channel, can: canOf(scope, channel, ['set', 'set_pool', 'archive']) }
}
