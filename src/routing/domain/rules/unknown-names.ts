import { isCountry } from '../../../lib/countries.ts'
import type { Known, ProblemKind, Tell } from './problems.ts'
import { plainOf, type PlainCondition, type RoutingRule } from './rule.ts'

type Among = (
  names: readonly string[] | undefined,
  all: ReadonlySet<string>,
  as: ProblemKind,
) => void

/** Names of things, by what a rule calls them in, and what is told of one that is not known. */
export function tellUnknown(rule: RoutingRule, known: Known, tell: Tell): void {
  const among: Among = (names, all, as) =>
    names?.filter((name) => !all.has(name)).forEach((name) => tell(as, name))
  for (const condition of plainOf(rule.when)) {
    if (condition.of === 'channel') among(condition.in, known.channels, 'unknown_channel')
    if (condition.of === 'sku') among(condition.in, known.skus, 'unknown_sku')
    if (condition.of === 'category') among(condition.in, known.categories, 'unused_category')
    if (condition.of === 'sku_tag') among(condition.in, known.skuTags, 'unused_tag')
    if (condition.of === 'hazard') tellHazards(condition.in, known, tell)
    if (condition.of === 'country') {
      among(condition.in, new Set(condition.in.filter(isCountry)), 'unknown_country')
    }
    tellNotInOrders(condition, known, among)
  }
  const codes = new Set(known.locations.map(({ code }) => code))
  for (const { places, except } of [...rule.use, ...rule.wishes, ...(rule.never.closed ?? [])]) {
    for (const named of [places, ...(except ? [except] : [])]) {
      among(named.locations, codes, 'unknown_location')
      among(named.groups, known.groups, 'unknown_group')
      among(named.owners, known.owners, 'unknown_owner')
      among(named.partners, known.partners, 'unknown_partner')
      among(named.tags, known.locationTags, 'unused_tag')
    }
  }
  for (const { goods } of rule.wishes) {
    among(goods?.categories, known.categories, 'unused_category')
    among(goods?.skuTags, known.skuTags, 'unused_tag')
    among(goods?.skus, known.skus, 'unknown_sku')
  }
  among(rule.never.services, known.services, 'unknown_service')
  among(rule.never.together, known.categories, 'unused_category')
  among(rule.never.alone, known.categories, 'unused_category')
}

/** Classes that no SKU has; where none is named, any would do. */
function tellHazards(classes: readonly string[], { hazards }: Known, tell: Tell): void {
  if (classes.length === 0 && hazards.size === 0) tell('unused_hazard')
  for (const one of classes) if (!hazards.has(one)) tell('unused_hazard', one)
}

/**
 * Nobody keeps a list of regions and tags of customers and orders: what no order names lately, nor
 * a place, may be written otherwise there.
 */
function tellNotInOrders(
  condition: PlainCondition,
  { inOrders, locations }: Known,
  among: Among,
): void {
  if (!inOrders) return
  if (condition.of === 'customer_tag') {
    among(condition.in, inOrders.customerTags, 'unused_customer_tag')
  }
  if (condition.of === 'order_tag') among(condition.in, inOrders.orderTags, 'unused_order_tag')
  if (condition.of !== 'region') return
  const ofPlaces = new Set(locations.flatMap(({ region }) => region ?? []))
  among(condition.in, inOrders.regions.union(ofPlaces), 'unused_region')
}
