import type { Rule, RuleScope, RuleTerms } from '../domain/rules/rule.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** A rule as its row has it. */
export type RuleRow = RuleScope & {
  id: string
  name: string
  startsAt: Temporal.Instant | null
  endsAt: Temporal.Instant | null
  weekdays: number[] | null
  hoursFrom: string | null
  hoursUntil: string | null
  /** JSON: many rules say the same, and are the same object then. */
  terms: string
}

/** Of `inventory.rule` and of `inventory.rule_draft_change`. */
export const ruleColumns = sql`id, name, sku_id as "skuId", category, sku_tag as "skuTag",
  location_id as "locationId", location_group as "group", location_tag as "locationTag",
  location_kind as "locationKind", channel_id as "channelId", method, starts_at as "startsAt",
  ends_at as "endsAt", weekdays, hours_from as "hoursFrom", hours_until as "hoursUntil",
  terms::text as terms`

const always = { from: null, until: null, weekdays: null, hours: null }

/** Makes rules of rows; those that say the same share it, since there may be very many. */
export function createRuleReader(): (row: RuleRow) => Rule {
  const names = new Map<string, string>()
  const terms = new Map<string, RuleTerms>()
  return (row) => {
    const { id, startsAt: from, endsAt: until, weekdays, hoursFrom, hoursUntil } = row
    if (!names.has(row.name)) names.set(row.name, row.name)
    if (!terms.has(row.terms)) terms.set(row.terms, JSON.parse(row.terms) as RuleTerms)
    const hours = hoursFrom === null ? null : { from: hoursFrom, to: hoursUntil! }
    const isAlways = from === null && until === null && weekdays === null && hours === null
    return {
      id,
      name: names.get(row.name)!,
      scope: scopeOfRow(row),
      times: isAlways ? always : { from, until, weekdays, hours },
      terms: terms.get(row.terms)!,
    }
  }
}

function scopeOfRow(row: RuleRow): RuleScope {
  const { skuId, category, skuTag, locationId, group, locationTag, locationKind } = row
  const { channelId, method } = row
  return {
    skuId,
    category,
    skuTag,
    locationId,
    group,
    locationTag,
    locationKind,
    channelId,
    method,
  }
}

/** The version in force; 0 before anything was published. */
export async function findLiveVersion(db: Queryable): Promise<number> {
  const [row] = await db.query<{ version: number | null }>(
    sql`select max(version) as version from inventory.rule_version`,
  )
  return row!.version ?? 0
}

/** The version that was in force at a moment; 0 before anything was published. */
export async function findVersionAt(db: Queryable, at: Temporal.Instant): Promise<number> {
  const [row] = await db.query<{ version: number | null }>(
    sql`select max(version) as version from inventory.rule_version where published_at <= ${at}`,
  )
  return row!.version ?? 0
}

/** What stands in a version; what of it stands there may change no more. */
export function standsIn(version: number): Sql {
  return sql`from_version <= ${version}
    and (until_version is null or until_version > ${version})`
}

/** Calls back with the rules of a version, some thousand at a time: all, or those of some SKUs. */
export async function readRules(
  db: Queryable,
  version: number,
  take: (rules: readonly Rule[]) => void,
  skuIds?: readonly number[],
): Promise<void> {
  const isAbout = skuIds ? sql`(sku_id is null or sku_id = any (${skuIds}::int[]))` : sql`true`
  const read = createRuleReader()
  let after = FIRST
  for (;;) {
    const rows = await db.query<RuleRow>(sql`
      select ${ruleColumns} from inventory.rule where id > ${after} and ${standsIn(version)}
        and ${isAbout}
      order by id limit ${CHUNK}`)
    take(rows.map(read))
    if (rows.length < CHUNK) return
    after = rows.at(-1)!.id
  }
}

/** The same for what has gone and what has come between two versions. */
export async function readChangedRules(
  db: Queryable,
  { from, to }: { from: number; to: number },
  take: { gone(rules: readonly Rule[]): void; come(rules: readonly Rule[]): void },
): Promise<void> {
  const read = createRuleReader()
  const walk = async (page: (after: readonly [number, string]) => Sql, call: typeof take.gone) => {
    let after: readonly [number, string] = [from, LAST]
    for (;;) {
      const rows = await db.query<RuleRow & { at: number }>(page(after))
      call(rows.map(read))
      if (rows.length < CHUNK) return
      after = [rows.at(-1)!.at, rows.at(-1)!.id]
    }
  }
  await walk(
    ([version, id]) => sql`
      select until_version as at, ${ruleColumns} from inventory.rule
      where (until_version, id) > (${version}, ${id}) and until_version <= ${to}
        and from_version <= ${from}
      order by until_version, id limit ${CHUNK}`,
    take.gone,
  )
  await walk(
    ([version, id]) => sql`
      select from_version as at, ${ruleColumns} from inventory.rule
      where (from_version, id) > (${version}, ${id}) and ${standsIn(to)}
      order by from_version, id limit ${CHUNK}`,
    take.come,
  )
}

const CHUNK = 2000
const FIRST = '00000000-0000-0000-0000-000000000000'
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
