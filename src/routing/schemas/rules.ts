import { Type, type Static } from 'typebox'
import { locationKinds } from '../../network/index.ts'
import {
  code,
  country,
  date,
  instant,
  named,
  nullable,
  object,
  partial,
  tag,
  text,
  uuid,
  versionNo,
} from '../../platform/http/schemas.ts'
import { fallbacks, rankings } from '../domain/rules/rule.ts'
import { condition, some } from './conditions.ts'

const RULES_MAX = 200

const places = partial({
  locations: some(code),
  groups: some(code),
  kinds: some(Type.Enum([...locationKinds])),
  tags: some(tag),
  owners: some(code),
  partners: some(code),
  countries: some(country),
  regions: some(text(60)),
})
const money = Type.Integer({
  minimum: -1e7,
  maximum: 1e7,
  description: '1e-4 of the major unit; below 0 it speaks for a place.',
})
const amount = Type.Integer({ minimum: 0, maximum: 1e12 })

const tier = object(
  {
    places,
    except: Type.Optional(places),
    keeps: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1e6, description: 'Units of each SKU that stay there.' }),
    ),
    opensToSave: Type.Optional({
      ...amount,
      description:
        'Looked at also where the tiers before have all, and taken where it saves at least so ' +
        'much, in 1e-4 of the major unit. Left out: only where they lack something.',
    }),
  },
  'Locations: what is left out is any, one of each list must fit, and all lists must.',
)

const choose = Type.Union([
  object({ by: Type.Literal('least_cost') }),
  object({
    by: Type.Literal('ranking'),
    ranking: Type.Array(Type.Enum([...rankings]), {
      minItems: 1,
      maxItems: rankings.length,
      uniqueItems: true,
      description:
        'The first that is no tie decides. By `soonest` parcels go with the services that arrive ' +
        'first; it counts only where carriage goes by rate cards.',
    }),
    completeFirst: Type.Boolean({ description: 'From the first that has all, where one has.' }),
  }),
])

const weekdays = some(Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday.' }))
const closing = object(
  {
    places,
    except: Type.Optional(places),
    weekdays: Type.Optional(weekdays),
    from: Type.Optional(date),
    until: Type.Optional({ ...date, description: 'With this day.' }),
    yearly: Type.Optional(
      Type.Boolean({
        description:
          'True: from `from` until `until` in every year, whatever year they name; over New Year ' +
          'where `until` is in the next one. Both are said, less than a year apart.',
      }),
    ),
  },
  'Places from which nothing comes whose work would fall on one of these days: on these days ' +
    'of the week, from a day, until a day; all that is said must fit. It is the day, by the ' +
    'clock of the place, on which it would work on it: today, or when it opens next.',
)

const never = partial({
  closed: Type.Array(closing, { minItems: 1, maxItems: 50 }),
  maxKm: Type.Number({ minimum: 0, maximum: 25_000 }),
  sameCountry: Type.Boolean(),
  services: some(code),
  maxParcels: Type.Integer({
    minimum: 1,
    maximum: 100,
    description: 'What one place sends is one, however heavy; of `alone` each category is its own.',
  }),
  wholeLines: Type.Boolean({ description: 'No SKU from two places.' }),
  maxParcelsPerLine: Type.Integer({
    minimum: 2,
    maximum: 100,
    description: 'No SKU in more parcels than this; for one there is `wholeLines`.',
  }),
  shipComplete: Type.Boolean({ description: 'All of it, or nothing.' }),
  noSplitBelow: partial({
    value: { ...amount, description: 'Total of the order in minor units of its currency.' },
    units: Type.Integer({ minimum: 1, maximum: 1e6 }),
  }),
  together: some(text(100)),
  alone: {
    ...some(text(100)),
    description: 'Categories of which no line is in a parcel with others.',
  },
  onTime: Type.Boolean({
    description:
      'Only with what arrives by the day on which it is wanted, where carriage goes by rate cards.',
  }),
  sameDay: Type.Boolean({
    description:
      'Only from places that send on the same day, as long as it can still leave on that day by ' +
      'their hours, handling minutes and, where carriage goes by rate cards, collections.',
  }),
})

const wish = object({
  places,
  except: Type.Optional(places),
  goods: Type.Optional(
    partial({ categories: some(text(100)), skuTags: some(tag), skus: some(code) }),
  ),
  perParcel: Type.Optional(money),
  perUnit: Type.Optional(money),
  perRank: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1e7,
      description:
        'Of a parcel, times the rank of its place in the channel: nothing at the first place of ' +
        'the pool, once at the second, twice at the third. 1e-4 of the major unit.',
    }),
  ),
  byWorkload: Type.Optional(
    Type.Boolean({ description: 'Times the share of its day that is used already: `perParcel`.' }),
  ),
  stockBelow: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description:
        'Times the share of so many whole units that a place lacks of the goods: `perUnit`, in ' +
        'full where it has none left to give, nothing from that many on.',
    }),
  ),
})

const said = {
  name: text(100),
  off: Type.Boolean({ description: 'It stands in the list and decides nothing.' }),
  from: nullable(instant),
  until: nullable(instant),
  when: Type.Array(condition, { maxItems: 20, description: 'All must hold; none: any delivery.' }),
  use: Type.Array(tier, {
    minItems: 1,
    maxItems: 10,
    description: 'Tiers of places, one after the other.',
  }),
  choose,
  never,
  wishes: Type.Array(wish, { maxItems: 50 }),
  otherwise: Type.Enum([...fallbacks], {
    description:
      'Where something is short: the next rule that fits is asked, or what the channel says of ' +
      'shortages counts, or that is overruled.',
  }),
}

/** One sentence of how deliveries are routed. */
export const routingRule = named('RoutingRule', object({ id: uuid, ...said }))
const newSaid = {
  name: said.name,
  off: Type.Optional(said.off),
  from: Type.Optional(said.from),
  until: Type.Optional(said.until),
  when: Type.Optional(said.when),
  use: said.use,
  choose: said.choose,
  never: Type.Optional(never),
  wishes: Type.Optional(said.wishes),
  otherwise: Type.Optional(said.otherwise),
}
const newRule = object(newSaid)
/** A list of them as somebody wrote it down, with ids or without. */
export const writtenRules = object({
  rules: Type.Array(object({ id: Type.Optional(uuid), ...newSaid }), { maxItems: RULES_MAX }),
})
export type WrittenRules = Static<typeof writtenRules>
const fields = partial(said)
export type NewRuleBody = Static<typeof newRule>
export type RuleFieldsBody = Static<typeof fields>

const position = Type.Integer({
  minimum: 1,
  maximum: RULES_MAX,
  description: 'In the list, from 1; beyond its end is the end.',
})

const change = Type.Union([
  object({
    action: Type.Literal('add'),
    rule: newRule,
    position: Type.Optional(position),
  }),
  object({ action: Type.Literal('change'), id: uuid, fields }),
  object({ action: Type.Literal('move'), id: uuid, position }),
  object({ action: Type.Literal('remove'), id: uuid }),
  object(
    { action: Type.Literal('undo'), id: uuid },
    'Takes what the draft does to a rule out of it.',
  ),
])
export type ChangeBody = Static<typeof change>

export const draftVersion = Type.Integer({
  minimum: 0,
  description: 'Of the draft, as it was read.',
})
export const draftChangesBody = object({
  version: draftVersion,
  changes: Type.Array(change, { minItems: 1, maxItems: 500 }),
})
export const discardBody = object({ version: draftVersion })
export const rollbackBody = object({
  version: draftVersion,
  restores: { ...versionNo, description: 'The version whose rules it brings back.' },
})
/** Conditions, and the rule of the draft whose place they are asked about. */
export const matchesBody = object({
  when: said.when,
  id: Type.Optional({
    ...uuid,
    description: 'Of the rule in the draft that they are to be of; left out: below all others.',
  }),
})
const counted = (description: string) => Type.Integer({ minimum: 0, description })
export const matchesAnswer = object({
  deliveries: counted('Deliveries that were looked at.'),
  from: nullable({ ...instant, description: 'When the first of them was ordered.' }),
  matched: counted('Of those, which the conditions fit.'),
  first: counted('Of those that fit, which no rule above fits.'),
  after: counted(
    'Of those that fit, which only rules above fit that ask the next where they lack something.',
  ),
})
