import type { Static } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation, type Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { refusalOfArchived } from '../actions/archived.ts'
import { loadGroups, said } from '../actions/rules/resolve.ts'
import { levelFor, type AlertRule, type AlertTerms } from '../domain/alerts.ts'
import type { AlertRuleFields } from '../schemas/alerts.ts'
import type { aboutStock } from '../schemas/rules.ts'
import type { ListedAlert } from '../store/alerts.ts'
import type { InventoryWorld } from './stock.ts'

type Place = { [Name in 'sku' | 'location']?: string | null | undefined }

/** Ids of the codes that are given; null stays, and what is left out is left out. */
export async function placeOf(world: InventoryWorld, given: Place, scope: Scope, at: string) {
  const ids: { skuId?: number | null; locationId?: number | null } = {}
  if (given.sku !== undefined) ids.skuId = null
  if (given.location !== undefined) ids.locationId = null
  if (typeof given.sku === 'string') {
    const [found] = await world.skus.load([given.sku])
    const sku = found ?? refuse('sku_unknown', { field: `${at}/sku` })
    ids.skuId = sku.id
  }
  if (typeof given.location === 'string') {
    const location = (await world.network.current()).locationByCode.get(given.location)
    if (!location || !seesLocation(scope, location.id)) {
      return refuse('location_unknown', { field: `${at}/location` })
    }
    ids.locationId = location.id
  }
  return ids
}

/** What is given of a rule, with ids for codes; what is left out is left out. */
export async function termsOf(
  db: Queryable,
  world: InventoryWorld,
  { sku, location, validFrom, validUntil, ...same }: AlertRuleFields,
  { scope, at }: { scope: Scope; at: string },
): Promise<Partial<Omit<AlertTerms, 'kind'>>> {
  const { name, threshold, category, skuTag, group, locationTag, locationKind, raisesTask } = same
  if (typeof group === 'string' && !(await loadGroups(db)).has(group)) {
    refuse('location_group_unknown', { field: `${at}/group` })
  }
  const place = await placeOf(world, { sku, location }, scope, at)
  const about = place.skuId && world.skus.byId(place.skuId)
  const gone = about && refusalOfArchived(about, `${at}/sku`)
  if (gone) throw gone
  return {
    ...place,
    ...said({ name, threshold, category, skuTag, group, locationTag, locationKind, raisesTask }),
    ...(validFrom !== undefined && { validFrom: Temporal.Instant.from(validFrom) }),
    ...(validUntil !== undefined && {
      validUntil: validUntil === null ? null : Temporal.Instant.from(validUntil),
    }),
  }
}

export async function ruleOf({ skus, network }: InventoryWorld, rule: AlertRule) {
  const { skuId, locationId, validFrom, validUntil, ...same } = rule
  if (skuId !== null) await skus.loadIds([skuId])
  const { locationById } = await network.current()
  return {
    ...same,
    sku: skuId === null ? null : (skus.byId(skuId)?.code ?? null),
    location: locationId === null ? null : (locationById.get(locationId)?.code ?? null),
    locationKind: rule.locationKind as Static<typeof aboutStock.locationKind>,
    validFrom: validFrom.toString(),
    validUntil: validUntil?.toString() ?? null,
    can: rule.archived ? [] : ['change', 'archive'],
  }
}

export async function alertsOf({ skus, network }: InventoryWorld, rows: readonly ListedAlert[]) {
  const { locationById } = await network.current()
  await skus.loadIds([...new Set(rows.flatMap(({ skuId }) => skuId ?? []))])
  return rows.map((row) => {
    const { id, kind, locationId, ruleId, rule, raisedAt, clearedAt } = row
    return {
      id,
      kind,
      ...aboutOf(skus, row),
      location: locationById.get(locationId)!.code,
      rule: { id: ruleId, name: rule },
      raisedAt: raisedAt.toString(),
      clearedAt: clearedAt?.toString() ?? null,
    }
  })
}

/** What it is about, and the numbers of that. */
function aboutOf(skus: InventoryWorld['skus'], row: ListedAlert) {
  const { raisedLevel } = row
  if (row.kind === 'overdue_feed') {
    const { source, minutes } = row
    return { sku: null, name: null, source, level: minutes ?? 0, raisedLevel }
  }
  const { code: sku, name, decimals } = skus.byId(row.skuId)!
  return {
    sku,
    name,
    source: null,
    level: quantityOf(levelFor(row.kind, row), decimals),
    raisedLevel: quantityOf(raisedLevel, decimals),
  }
}
