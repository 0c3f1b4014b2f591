import { Type, type Static } from 'typebox'
import { problemOf, Refusal, type RefusalCode } from '../../lib/refusal.ts'
import type { Network } from '../../network/index.ts'
import { code, instant, nullable, object, uuid } from '../../platform/http/schemas.ts'
import { feedKinds, feedNumbers, REFUSED_PERCENT } from '../domain/feed.ts'
import { feedStates, type Feed, type FeedRefusal } from '../store/feeds.ts'

/** What a feed says of itself: in the body, or for a file in the query. */
const head = {
  source: code,
  kind: Type.Enum([...feedKinds], {
    description: '`full`: all that the location has; `delta`: only what it names.',
  }),
  number: Type.Enum([...feedNumbers], {
    description:
      '`on_hand`: what lies there; `available`: that less what the source has reserved or holds ' +
      'back itself.',
  }),
  asOf: Type.String({ ...instant, description: 'When the numbers were true.' }),
}
const further = {
  containsUpTo: Type.Optional(
    Type.String({
      ...instant,
      description: 'Up to when what happened here is in the numbers already; else `asOf`.',
    }),
  ),
  location: Type.Optional(code),
  refusedPercent: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 100,
      default: REFUSED_PERCENT,
      description: 'Above this share of refused rows a full feed sets nothing to zero.',
    }),
  ),
  dryRun: Type.Optional(Type.Boolean({ description: 'Say what would change, write nothing.' })),
}

const row = Type.Unknown({
  description:
    '`{ "sku": "SHIRT-M", "location": "PARIS", "quantity": 4 }`, `location` only where the feed ' +
    'names none. Each is read by itself: a bad one comes back in `refusals`, the others count.',
})

export const feedBody = object({
  ...head,
  ...further,
  rows: Type.Array(row, { maxItems: 100_000 }),
})
export type FeedBody = Static<typeof feedBody>

/** All of it may be missing in the query, where a JSON body says it. */
export const feedQuery = object({
  source: Type.Optional(head.source),
  kind: Type.Optional(head.kind),
  number: Type.Optional(head.number),
  asOf: Type.Optional(head.asOf),
  ...further,
})

/** The same for a file, where the query must say it. */
export const feedHead = object({ ...head, ...further })
export type FeedHeadGiven = Static<typeof feedHead>

const units = Type.Number()
const counts = {
  rows: Type.Integer({ description: 'That were sent.' }),
  changed: Type.Integer({ description: 'Numbers that are another now.' }),
  zeroed: Type.Integer({ description: 'Not mentioned by a full feed, and so none there.' }),
  refused: Type.Integer(),
  overtaken: Type.Integer({ description: 'Of which a newer feed has spoken.' }),
}

export const feedAnswer = object({
  id: uuid,
  source: code,
  kind: Type.Enum([...feedKinds]),
  number: Type.Enum([...feedNumbers]),
  location: nullable(code),
  asOf: instant,
  containsUpTo: instant,
  receivedAt: instant,
  actor: Type.String(),
  ...counts,
  state: Type.Enum([...feedStates], {
    description:
      '`partial`: too many bad rows, so that nothing was set to zero; `stopped`: cut short.',
  }),
  finishedAt: nullable(instant),
})

export const refusedRow = object({
  row: Type.Integer({ description: 'Its line in the file, or its place in `rows` from 1.' }),
  sku: nullable(Type.String()),
  location: nullable(Type.String()),
  code: Type.String(),
  detail: Type.String(),
  do: Type.String(),
})

const previewRow = object({
  sku: code,
  location: code,
  told: Type.Number({ description: 'What the feed says.' }),
  since: Type.Number({ description: 'What happened after that was true, and counts on top.' }),
  onHand: units,
  after: units,
  change: units,
  allocated: units,
})

export const previewAnswer = object({
  ...counts,
  more: Type.Number({ description: 'Units that there would be more, in all rows.' }),
  less: Type.Number({ description: 'Units that there would be less.' }),
  largest: Type.Array(previewRow, { description: 'The 100 largest changes.' }),
  uncoveredOrders: Type.Array(uuid, { description: 'Orders left without cover, up to 100.' }),
  uncovered: Type.Integer({ description: 'How many orders that are.' }),
  zeroes: Type.Boolean({ description: 'Whether what is not mentioned would be set to zero.' }),
})

export const takenAnswer = object({
  feed: nullable(feedAnswer),
  preview: nullable(previewAnswer),
  refusals: Type.Array(refusedRow, { description: 'The first 1,000 rows that were not taken.' }),
})

export function feedOf(network: Network, { locationId, ...feed }: Feed) {
  return {
    ...feed,
    location: locationId === null ? null : network.locationById.get(locationId)!.code,
    asOf: feed.asOf.toString(),
    containsUpTo: feed.containsUpTo.toString(),
    receivedAt: feed.receivedAt.toString(),
    finishedAt: feed.finishedAt?.toString() ?? null,
  }
}

export function refusedOf({ no, ...refusal }: FeedRefusal) {
  const { do: remedy } = problemOf(new Refusal(refusal.code as RefusalCode))
  return { row: no, ...refusal, do: remedy }
}
