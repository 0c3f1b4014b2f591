import { listHazards, listUnusedNames, type SkuBook } from '../../catalog/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { RateBook } from '../../shipping/index.ts'
import {
  isError,
  namesIn,
  problemsOf,
  type Known,
  type RuleProblem,
} from '../domain/rules/problems.ts'
import { plainOf, type RoutingRule } from '../domain/rules/rule.ts'
import { standingIn } from '../domain/rules/standing.ts'
import { listPlans } from '../store.ts'
import { findRuleVersion } from '../store/rules.ts'

/** What rules are checked against. */
export type RulesWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  carriers: RateBook
}

/** Which regions and tags orders name lately; undefined where nothing is known. */
export type FindInOrders = (
  db: Queryable,
  names: Pick<ReturnType<typeof namesIn>, 'regions' | 'customerTags' | 'orderTags'>,
) => Promise<Known['inOrders']>

/**
 * What is wrong with rules, by what the network, the catalogue and the carriers know now; and by
 * what orders say, where that is asked: it keeps no rule from being published.
 */
export async function findProblems(
  { platform, skus, network: book, carriers }: RulesWorld,
  rules: readonly RoutingRule[],
  now: Temporal.Instant,
  findInOrders?: FindInOrders,
): Promise<RuleProblem[]> {
  if (rules.length === 0) return []
  const names = namesIn(rules)
  const isOfOrders = names.regions.length + names.customerTags.length + names.orderTags.length > 0
  const [network, plans, inOrders, { serviceCodes }, unused, classes] = await Promise.all([
    book.current(),
    listPlans(platform.books),
    isOfOrders ? findInOrders?.(platform.books, names) : undefined,
    carriers.current(),
    listUnusedNames(platform.books, names),
    namesHazards(rules) ? listHazards(platform.books) : new Set<string>(),
    skus.load(names.skus),
  ])
  const locations = [...network.locationById.values()]
  const live = locations.filter(({ archived }) => !archived)
  const used = (all: readonly string[], not: ReadonlySet<string>) =>
    new Set(all.filter((one) => !not.has(one)))
  const channels = [...network.channelByCode.values()].filter(({ archived }) => !archived)
  const byCards = new Set(plans.flatMap((one) => (one.tariff.cards ? [one.channelId] : [])))
  const known: Known = {
    channels: new Set(channels.map(({ code }) => code)),
    byCards: new Set(channels.flatMap(({ id, code }) => (byCards.has(id) ? [code] : []))),
    pools: new Map(channels.map(({ id, code }) => [code, new Set(network.poolOf(id).keys())])),
    groups: new Set(live.flatMap(({ groups }) => groups)),
    owners: new Set(live.map(({ legalEntity }) => legalEntity)),
    partners: new Set(live.flatMap(({ partner }) => partner ?? [])),
    locationTags: new Set(live.flatMap(({ tags }) => tags)),
    services: new Set(serviceCodes),
    skus: new Set(names.skus.filter((code) => skus.byCode(code)?.archived === false)),
    categories: used(names.categories, unused.categories),
    skuTags: used(names.tags, unused.tags),
    hazards: classes,
    currencies: new Map(channels.map(({ code, currency }) => [code, currency])),
    locations,
    inOrders,
  }
  return problemsOf(rules, known, now)
}

/** Of some rules those that were published as they are: in the newest version, or in `other`. */
export async function findPublished(
  db: Queryable,
  rules: readonly RoutingRule[],
  other: number | null,
): Promise<Set<string>> {
  const newest = await findRuleVersion(db, 'newest')
  const old = other === null ? undefined : await findRuleVersion(db, other)
  return standingIn(rules, [newest?.rules ?? [], old?.rules ?? []])
}

/** What keeps rules from deciding; `other` is a version of which they are, or that they restore. */
export async function findErrors(
  db: Queryable,
  world: RulesWorld,
  { rules, other }: { rules: readonly RoutingRule[]; other: number | null },
  now: Temporal.Instant,
): Promise<RuleProblem[]> {
  const published = await findPublished(db, rules, other)
  return (await findProblems(world, rules, now)).filter((one) => isError(one, published))
}

function namesHazards(rules: readonly RoutingRule[]): boolean {
  return rules.some(({ when }) => plainOf(when).some(({ of }) => of === 'hazard'))
}
