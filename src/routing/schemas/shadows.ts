import { Type, type Static } from 'typebox'
import {
  currency,
  instant,
  nullable,
  object,
  pageOf,
  text,
  uuid,
  versionNo,
} from '../../platform/http/schemas.ts'
import { misses } from '../domain/shadow/index.ts'
import { shadowEnds } from '../store/shadows.ts'
import { againstWith, count, loadHere, outcomeSums } from './compared.ts'
import { routingRule } from './rules.ts'

const percent = Type.Integer({
  minimum: 1,
  maximum: 100,
  description: 'Of 100 orders so many are looked at, chosen by their ids.',
})
const perMinute = Type.Integer({
  minimum: 1,
  maximum: 60_000,
  description: 'Of the orders placed in a minute at most so many are looked at.',
})
const until = { ...instant, description: 'Orders placed before it count; at most 92 days ahead.' }
const ordersMost = Type.Integer({
  minimum: 1,
  maximum: 10_000_000,
  description: 'It ends once so many are compared.',
})

export const shadowBody = object({
  name: text(100, 'What people call it.'),
  rules: Type.Union([
    object({ of: Type.Literal('draft') }, 'The draft as it stands now.'),
    object({ of: Type.Literal('version'), version: versionNo }, 'A published version.'),
  ]),
  until: Type.Optional(until),
  orders: Type.Optional(ordersMost),
  percent: Type.Optional({ ...percent, default: 100 }),
  perMinute: Type.Optional({ ...perMinute, default: 600 }),
})
export type ShadowBody = Static<typeof shadowBody>

const head = {
  id: uuid,
  name: Type.String(),
  rules: object({
    of: Type.Enum(['draft', 'version']),
    version: nullable(Type.Integer({ description: 'Null for a draft.' })),
  }),
  state: Type.Enum(['running', 'ended']),
  why: nullable(
    Type.Enum([...shadowEnds], {
      description:
        'Why it has ended: its time is over, it has compared all that it was to, or was stopped.',
    }),
  ),
  until: nullable(until),
  orders: nullable(ordersMost),
  percent,
  perMinute,
  placed: {
    ...count,
    description: 'Orders placed while it ran: compared, or counted in `missed`.',
  },
  compared: count,
  changed: { ...count, description: 'Orders that it decides otherwise.' },
  startedAt: instant,
  startedBy: Type.String(),
  endedAt: nullable(instant),
  endedBy: nullable(Type.String()),
  can: Type.Array(Type.Enum(['stop', 'remove'])),
}

export const shadowHead = object(head)
export const shadowsAnswer = pageOf(shadowHead)

const missed = object({
  why: Type.Enum([...misses], {
    description:
      '`not_in_share`, `over_cap`: it was not to look at them; `canary`: the rules of a canary ' +
      'decided on them. Of the others what live went by cannot be put together as ' +
      'it was: `declines_counted_anew`, `prices_made_anew`, `stock_differs` (also days that are ' +
      'fuller since), `otherwise_differs` (the network, a rate card or a rule of availability ' +
      'has changed); `promised`: units still to come were decided on; `undecided`: no decision ' +
      'is kept; `failed`: an error of ours, which is in the log.',
  }),
  orders: count,
})

const outcome = object({
  ...outcomeSums,
  against: againstWith({}),
  load: Type.Array(object(loadHere), { description: 'By location, the busiest first.' }),
})

const decidedBy = nullable(object({ id: uuid, name: Type.String() }))

const result = object({
  currency,
  orders: count,
  blockSize: Type.Integer({ description: 'Orders of a batch, by which intervals are found.' }),
  live: outcome,
  shadow: outcome,
  rules: Type.Array(
    object({
      live: { ...decidedBy, description: 'The rule in force that decided; null: the plan did.' },
      shadow: { ...decidedBy, description: 'The one of the shadow.' },
      deliveries: Type.Integer({ description: 'Delivery groups that both decided on.' }),
      changed: Type.Integer({ description: 'Of those, which come from elsewhere.' }),
    }),
    { description: 'Most deliveries first.' },
  ),
  versions: Type.Array(
    object({
      version: Type.Integer({ description: 'Of the rules in force; 0 where there were none.' }),
      deliveries: count,
    }),
  ),
})

export const shadowAnswer = object({
  ...head,
  missed: Type.Array(missed),
  seenTo: nullable({ ...instant, description: 'When the newest order was placed that it saw.' }),
  secondsBehind: nullable(
    Type.Number({ description: 'For how long the oldest order waits that is not read yet.' }),
  ),
  list: Type.Array(routingRule, { description: 'Its rules, as they were when it started.' }),
  results: Type.Array(result, { description: 'By currency, most orders first.' }),
})

export const shadowStartedAnswer = object({ id: uuid })
export const shadowRemoved = object({ id: uuid })
