import { answerOf, api, Problem } from '../../lib/api.ts'
import type { changesOf } from './draft.ts'
import type { Channel } from './list.tsx'
import type { Pool } from './places.ts'

/** What the form of a new channel holds. */
export type Given = Pick<
  Channel,
  | 'code'
  | 'name'
  | 'kind'
  | 'currency'
  | 'taxMode'
  | 'timeZone'
  | 'onShortage'
  | 'orderPrefix'
  | 'brand'
> & { releaseMinutes: string; pool: Pool }

/** A channel and its pool. */
export type Whole = { channel: Channel; pool: Pool }

type Header = { 'idempotency-key': string }

export function createChannel(given: Given, header: Header) {
  const pool = given.pool.map((one) => ({ ...one }))
  const releaseMinutes = Number(given.releaseMinutes)
  const body = { ...given, name: given.name.trim(), releaseMinutes, pool }
  return answerOf(api.POST('/v1/channels', { params: { header }, body }))
}

export function changeChannel(
  { channel: { code, version } }: Whole,
  changes: ReturnType<typeof changesOf>,
  header: Header,
) {
  const params = { path: { code }, header }
  return answerOf(api.POST('/v1/channels/{code}/changes', { params, body: { version, changes } }))
}

/**
 * The channel first and then its pool, never the other way round: who changes the pool in between
 * makes the version old, and saving on it is refused instead of undoing what they did.
 */
export async function readChannel(code: string): Promise<Whole> {
  const channels = await answerOf(api.GET('/v1/channels'))
  const channel = channels.items.find((one) => one.code === code)
  if (!channel) throw new Problem(404)
  const pool = await answerOf(api.GET('/v1/channels/{code}/pool', { params: { path: { code } } }))
  return { channel, pool: pool.locations }
}
