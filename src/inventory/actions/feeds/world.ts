import type { Scope } from '../../../lib/scope.ts'
import type { SkuBook } from '../../../catalog/index.ts'
import type { NetworkBook } from '../../../network/index.ts'
import type { Platform } from '../../../platform/module.ts'
import type { FeedKind, FeedNumber } from '../../domain/feed.ts'
import type { BadLine, FeedLine } from '../../domain/feed-file.ts'
import type { AvailabilityIndex } from '../../index/availability.ts'

/** What taking a feed works with. */
export type FeedWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  index: AvailabilityIndex
}

/** What a feed says of itself. */
export type FeedHead = {
  source: string
  kind: FeedKind
  number: FeedNumber
  asOf: Temporal.Instant
  containsUpTo: Temporal.Instant
  /** The location of all rows; else each row names its own. */
  location: string | undefined
  /** Above this share of refused rows, in percent, a full feed sets nothing to zero. */
  refusedPercent: number
}

/** Its times as the database holds them, in microseconds: the same feed is the same again. */
export function asKept(head: FeedHead): FeedHead {
  const kept = (at: Temporal.Instant) =>
    at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' })
  return { ...head, asOf: kept(head.asOf), containsUpTo: kept(head.containsUpTo) }
}

/** Who sends it: for what system, and what they may see. */
export type FeedSender = { actor: string; system: string | null; scope: Scope }

/** The rows, some thousand at a time. */
export type FeedChunks = AsyncIterable<(FeedLine | BadLine)[]>
