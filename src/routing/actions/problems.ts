import { listUnusedNames, type SkuBook } from '../../catalog/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { RateBook } from '../../shipping/index.ts'
import { namesIn, problemsOf, type Known, type RuleProblem } from '../domain/rules/problems.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'

/** What rules are checked against. */
export type RulesWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  carriers: RateBook
}

/** What is wrong with rules, by what the network, the catalogue and the carriers know now. */
export async function findProblems(
  { platform, skus, network: book, carriers }: RulesWorld,
  rules: readonly RoutingRule[],
  now: Temporal.Instant,
): Promise<RuleProblem[]> {
  if (rules.length === 0) return []
  const names = namesIn(rules)
  const [network, { serviceCodes }, unused] = await Promise.all([
    book.current(),
    carriers.current(),
    listUnusedNames(platform.books, names),
    skus.load(names.skus),
  ])
  const locations = [...network.locationById.values()]
  const live = locations.filter(({ archived }) => !archived)
  const used = (all: readonly string[], not: ReadonlySet<string>) =>
    new Set(all.filter((one) => !not.has(one)))
  const known: Known = {
    channels: new Set(
      [...network.channelByCode.values()].flatMap((one) => (one.archived ? [] : [one.code])),
    ),
    groups: new Set(live.flatMap(({ groups }) => groups)),
    owners: new Set(live.map(({ legalEntity }) => legalEntity)),
    partners: new Set(live.flatMap(({ partner }) => partner ?? [])),
    locationTags: new Set(live.flatMap(({ tags }) => tags)),
    services: new Set(serviceCodes),
    skus: new Set(names.skus.filter((code) => skus.byCode(code)?.archived === false)),
    categories: used(names.categories, unused.categories),
    skuTags: used(names.tags, unused.tags),
    locations,
  }
  return problemsOf(rules, known, now)
}
