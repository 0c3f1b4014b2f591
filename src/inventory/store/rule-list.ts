import type { Scope } from '../../lib/scope.ts'
import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { matchesWords } from '../../platform/db/words.ts'
import type { Touched } from '../domain/rules/problems.ts'
import type { Rule, RuleKind } from '../domain/rules/rule.ts'
import { isSeen } from './rule-draft.ts'
import { createRuleReader, ruleColumns, standsIn, type RuleRow } from './rules.ts'

/** Which rules: those in force, of a version, or as they would be if the draft was published. */
export type RulesOf = { version: number } | 'live' | 'draft'

export type RuleFilter = {
  kind?: RuleKind | undefined
  skuId?: number | undefined
  locationId?: number | undefined
  channelId?: number | undefined
  /** Words of the name. */
  q?: string | undefined
}

/** A page of rules, the newest first. */
export async function listRules(
  db: Queryable,
  scope: Scope,
  of: RulesOf,
  page: RuleFilter & { before: string | undefined; limit: number },
): Promise<Rule[]> {
  const conditions = [isSeen(scope), ...filterOf(page)]
  if (page.before !== undefined) conditions.push(sql`id < ${page.before}`)
  const rows = await db.query<RuleRow>(sql`
    select ${ruleColumns} from ${tableOf(of)} as r
    where ${allOf(conditions)} order by id desc limit ${page.limit}`)
  return rows.map(createRuleReader())
}

/** All rules that may say something of a SKU: those that name it, and those that name none. */
export async function listRulesFor(db: Queryable, of: RulesOf, skuId: number): Promise<Rule[]> {
  const rows = await db.query<RuleRow>(sql`
    select ${ruleColumns} from ${tableOf(of)} as r where sku_id = ${skuId} or sku_id is null`)
  return rows.map(createRuleReader())
}

function tableOf(of: RulesOf): Sql {
  // Of many versions those in force are found at once: they have an index of their own.
  if (of === 'live') return sql`(select * from inventory.rule where until_version is null)`
  if (of !== 'draft') return sql`(select * from inventory.rule where ${standsIn(of.version)})`
  return sql`(
    select id, kind, name, sku_id, category, sku_tag, location_id, location_group, location_tag,
      location_kind, channel_id, method, starts_at, ends_at, weekdays, hours_from, hours_until,
      terms
    from inventory.rule as live where until_version is null
      and not exists (select from inventory.rule_draft_change as d where d.id = live.id)
    union all
    select id, kind, name, sku_id, category, sku_tag, location_id, location_group, location_tag,
      location_kind, channel_id, method, starts_at, ends_at, weekdays, hours_from, hours_until,
      terms
    from inventory.rule_draft_change where action <> 'remove')`
}

function filterOf({ kind, skuId, locationId, channelId, q }: RuleFilter): Sql[] {
  return [
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(skuId === undefined ? [] : [sql`sku_id = ${skuId}`]),
    ...(locationId === undefined ? [] : [sql`location_id = ${locationId}`]),
    ...(channelId === undefined ? [] : [sql`channel_id = ${channelId}`]),
    ...(q === undefined ? [] : [matchesWords(q, sql`name`)]),
  ]
}

/** Hints are given of no more rules than this, of those first that the draft touches. */
const COMPARED = 5000
/** What may keep a draft from being published is looked for among all but absurdly many. */
const CONTENDING = 50_000

/**
 * What the draft touches and what may stand in its way: rules as they would be, of those that say
 * the same of the SKU as a rule that the draft adds or changes, where there are several. Those that
 * may contradict each other come first: they are as narrow and of the same places, but say several
 * things.
 */
export async function listRivals(db: Queryable): Promise<Rule[]> {
  const rows = await db.query<RuleRow>(sql`
    with touched as materialized (
      select distinct kind, sku_id, category, sku_tag from inventory.rule_draft_change
      where action <> 'remove'),
    r as materialized (select d.*, exists (select from inventory.rule_draft_change as c
        where c.id = d.id) as is_touched from ${tableOf('draft')} as d
      where exists (select from touched where (touched.kind, coalesce(touched.sku_id, 0),
          coalesce(touched.category, ''), coalesce(touched.sku_tag, ''))
        = (d.kind, coalesce(d.sku_id, 0), coalesce(d.category, ''), coalesce(d.sku_tag, '')))),
    counted as (
      select *, count(*) over (partition by kind, sku_id, category, sku_tag) as many from r),
    weighed as (
      select *, bool_or(is_touched) over place
          and min(terms::text) over place <> max(terms::text) over place as contends
      from counted where many > 1
      window place as (partition by kind, sku_id, category, sku_tag, location_id, location_group,
        location_tag, location_kind, channel_id, method, coalesce(starts_at, ends_at) is null,
        weekdays is null, hours_from is null, terms->>'per'))
    (select ${ruleColumns} from weighed where contends
      order by sku_id, location_id, channel_id, id limit ${CONTENDING})
    union all
    (select ${ruleColumns} from weighed where not contends
      order by is_touched desc, id limit ${COMPARED})`)
  return rows.map(createRuleReader())
}

/** What the draft adds or changes names, each once. */
export type DraftNames = { skuIds: number[]; categories: string[]; tags: string[] }

export async function findDraftNames(db: Queryable): Promise<DraftNames> {
  const [names] = await db.query<DraftNames>(sql`
    select coalesce(array_agg(distinct sku_id) filter (where sku_id is not null), '{}')
        as "skuIds",
      coalesce(array_agg(distinct category) filter (where category is not null), '{}')
        as categories,
      coalesce(array_agg(distinct sku_tag) filter (where sku_tag is not null), '{}') as tags
    from inventory.rule_draft_change where action <> 'remove'`)
  return names!
}

/**
 * What of the draft may be wrong by itself, as it would be: `decideNamed` says whether it is. What
 * names something archived comes first, since it keeps the draft from being published.
 */
export async function listSuspects(
  db: Queryable,
  of: Omit<Touched, 'rules'>,
  now: Temporal.Instant,
): Promise<Rule[]> {
  const rows = await db.query<RuleRow>(sql`
    select ${ruleColumns} from inventory.rule_draft_change, lateral (select
        (sku_id = any (${[...of.archivedSkus]}::int[])
          or location_id = any (${[...of.archivedLocations]}::int[])
          or channel_id = any (${[...of.archivedChannels]}::int[])) is true as is_archived) as named
    where action <> 'remove' and (
      is_archived or ends_at <= ${now}
      or category = any (${[...of.unusedCategories]}::text[])
      or sku_tag = any (${[...of.unusedTags]}::text[])
      or coalesce(location_group, location_tag, location_kind) is not null)
    order by is_archived desc, id limit ${COMPARED}`)
  return rows.map(createRuleReader())
}

/** Of these rules those that the draft adds or changes. */
export async function listTouchedIds(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(sql`
    select id from inventory.rule_draft_change
    where action <> 'remove' and id = any (${ids}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}
