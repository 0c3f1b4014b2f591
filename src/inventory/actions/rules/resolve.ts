import { Refusal } from '../../../lib/refusal.ts'
import { everything, seesChannel, seesLocation, type Scope } from '../../../lib/scope.ts'
import type { SkuBook } from '../../../catalog/index.ts'
import { listGroups, type Network } from '../../../network/index.ts'
import type { Queryable } from '../../../platform/db/index.ts'
import type { RuleFields } from '../../domain/rules/draft.ts'
import {
  always,
  anything,
  type Rule,
  type RuleScope,
  type RuleTerms,
} from '../../domain/rules/rule.ts'
import type { ChangeBody, RuleFieldsBody } from '../../schemas/rules.ts'
import { refusalOfArchived } from '../archived.ts'
import type { GivenWish } from './draft.ts'

/** What codes of rules are looked up in. */
export type RuleNames = { skus: SkuBook; network: Network; groups: ReadonlySet<string> }

/** Loads what the rules of a request name. */
export async function loadNames(
  db: Queryable,
  world: { skus: SkuBook; network: Network },
  changes: readonly ChangeBody[],
): Promise<RuleNames> {
  const fields = changes.map(fieldsOfChange)
  await world.skus.load([...new Set(fields.flatMap((one) => one?.sku ?? []))])
  // Of few things groups are asked for only where one is named.
  const isGrouped = fields.some((one) => typeof one?.group === 'string')
  return { ...world, groups: isGrouped ? await loadGroups(db) : new Set() }
}

/** The codes of groups that a rule may name. */
export async function loadGroups(db: Queryable): Promise<ReadonlySet<string>> {
  const groups = await listGroups(db, everything)
  return new Set(groups.filter(({ archived }) => !archived).map(({ code }) => code))
}

/** A change as it is wanted, with ids for codes; or why it cannot be. */
export function wishOf(
  change: ChangeBody,
  i: number,
  names: RuleNames,
  scope: Scope,
): GivenWish | Refusal {
  const given = fieldsOfChange(change)
  if (!given) return change as GivenWish
  const at = `/changes/${i}/${change.action === 'add' ? 'rule' : 'fields'}`
  const found = fieldsOf(given, names, scope, at)
  if (found instanceof Refusal) return found
  if (change.action === 'change') return { action: 'change', id: change.id, fields: found }
  return { action: 'add', rule: ruleWith(found, change.action === 'add' ? change.rule.name : '') }
}

function fieldsOfChange(change: ChangeBody): RuleFieldsBody | undefined {
  if (change.action === 'add') return change.rule
  return change.action === 'change' ? change.fields : undefined
}

function ruleWith({ scope, times, terms }: RuleFields, name: string): Omit<Rule, 'id'> {
  return { name, scope: { ...anything, ...scope }, times: { ...always, ...times }, terms: terms! }
}

function fieldsOf(
  given: RuleFieldsBody,
  names: RuleNames,
  scope: Scope,
  at: string,
): RuleFields | Refusal {
  const { name, sku, location, channel, group, from, until, weekdays, hours, terms } = given
  const ids = idsOf({ sku, location, channel }, names, scope, at)
  if (ids instanceof Refusal) return ids
  if (typeof group === 'string' && !names.groups.has(group)) {
    return new Refusal('location_group_unknown', { field: `${at}/group` })
  }
  const { category, skuTag, locationTag, locationKind, method } = given
  const about = { category, skuTag, group, locationTag, locationKind, method }
  const when = {
    from: instantOf(from),
    until: instantOf(until),
    weekdays: inOrder(weekdays),
    hours,
  }
  return {
    ...said({ name }),
    scope: { ...said(about), ...ids },
    times: said(when),
    ...(terms !== undefined && { terms: termsOf(terms) }),
  }
}

type Codes = { [Name in 'sku' | 'location' | 'channel']: string | null | undefined }

function idsOf(
  { sku, location, channel }: Codes,
  { skus, network }: RuleNames,
  scope: Scope,
  at: string,
): Partial<RuleScope> | Refusal {
  const ids: Partial<RuleScope> = {}
  if (sku !== undefined) {
    const found = sku === null ? null : skus.byCode(sku)
    if (found === undefined) return new Refusal('sku_unknown', { field: `${at}/sku` })
    const gone = found && refusalOfArchived(found, `${at}/sku`)
    if (gone) return gone
    // Only what it is made of is sold, counted and kept back.
    if (found?.kind === 'bundle') {
      const detail = 'A rule about a bundle would say nothing: name its components.'
      return new Refusal('field_invalid', { field: `${at}/sku`, detail })
    }
    ids.skuId = found?.id ?? null
  }
  if (location !== undefined) {
    const found = location === null ? null : network.locationByCode.get(location)
    if (found === undefined || (found && !seesLocation(scope, found.id))) {
      return new Refusal('location_unknown', { field: `${at}/location` })
    }
    ids.locationId = found?.id ?? null
  }
  if (channel !== undefined) {
    const found = channel === null ? null : network.channelByCode.get(channel)
    if (found === undefined || (found && !seesChannel(scope, found.id))) {
      return new Refusal('channel_unknown', { field: `${at}/channel` })
    }
    ids.channelId = found?.id ?? null
  }
  return ids
}

/** What is given; what is left out stays as it was. */
export function said<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as ReturnType<typeof said<Fields>>
}

function instantOf(text: string | null | undefined): Temporal.Instant | null | undefined {
  return text ? Temporal.Instant.from(text) : (text as null | undefined)
}

function inOrder(days: readonly number[] | null | undefined): number[] | null | undefined {
  return days ? days.toSorted((a, b) => a - b) : (days as null | undefined)
}

/** What may be left out of each kind, and is nothing then. */
const mayLack: { [Kind in RuleTerms['kind']]?: readonly string[] } = {
  safety_stock: ['quantity', 'percent'],
  ring_fence: ['quantity', 'percent'],
  purchase_limit: ['quantity', 'minQuantity', 'days'],
  hold_limit: ['open'],
  pre_order: ['quantity'],
}

function termsOf(given: NonNullable<RuleFieldsBody['terms']>): RuleTerms {
  const lacking = (mayLack[given.kind] ?? []).map((name) => [name, null])
  return { ...Object.fromEntries(lacking), ...given } as RuleTerms
}
