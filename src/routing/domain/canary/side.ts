import { sha256 } from '../../../lib/json.ts'

/** By whose rules an order is decided while a canary runs. */
export const sides = ['canary', 'control'] as const
export type Side = (typeof sides)[number]

/** What an order is known by before it is written: the same each time it is decided. */
export type OrderKey = { channelId: number; externalId: string; capturedAt: Temporal.Instant }

/** Who it decides for, and from when until when. */
export type Sharing = {
  id: string
  sharePermille: number
  channelIds: readonly number[]
  startsAt: Temporal.Instant
  until: Temporal.Instant
}

/**
 * The side of an order: the same in every process, and each time it is decided again. Undefined
 * where the canary has nothing to do with it: another channel, captured before it began, or it is
 * over. The id of the canary is part of what is hashed, so that the next one takes other orders.
 */
export function decideSide(
  { id, sharePermille, channelIds, startsAt, until }: Sharing,
  { channelId, externalId, capturedAt }: OrderKey,
  now: Temporal.Instant,
): Side | undefined {
  const { compare } = Temporal.Instant
  if (compare(capturedAt, startsAt) < 0 || compare(now, until) >= 0) return undefined
  if (!channelIds.includes(channelId)) return undefined
  const drawn = sha256(`${id} ${channelId} ${externalId}`).readUIntBE(0, 6) / 2 ** 48
  return drawn < sharePermille / 1000 ? 'canary' : 'control'
}
