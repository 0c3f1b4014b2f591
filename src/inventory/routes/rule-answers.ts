import type { Static } from 'typebox'
import type { SkuBook } from '../../catalog/index.ts'
import type { Network } from '../../network/index.ts'
import type { Rule } from '../domain/rules/rule.ts'
import type { ruleAnswer, versionAnswer } from '../schemas/rules.ts'
import type { RuleVersion } from '../store/rule-versions.ts'

type RuleAnswer = Static<typeof ruleAnswer>

/** Rules in the words of the API: codes for ids. */
export async function answersOf(
  world: { skus: SkuBook; network: Network },
  rules: readonly Rule[],
): Promise<RuleAnswer[]> {
  const { skus, network } = world
  await skus.loadIds([...new Set(rules.flatMap(({ scope }) => scope.skuId ?? []))])
  return rules.map(({ id, name, scope, times, terms }) => {
    const { skuId, locationId, channelId, category, skuTag, group, locationTag } = scope
    return {
      id,
      name,
      sku: skus.byId(skuId ?? 0)?.code ?? null,
      category,
      skuTag,
      location: network.locationById.get(locationId ?? 0)?.code ?? null,
      group,
      locationTag,
      locationKind: scope.locationKind as RuleAnswer['locationKind'],
      channel: network.channelById.get(channelId ?? 0)?.code ?? null,
      method: scope.method as RuleAnswer['method'],
      from: times.from?.toString() ?? null,
      until: times.until?.toString() ?? null,
      weekdays: times.weekdays === null ? null : [...times.weekdays],
      hours: times.hours,
      terms,
    }
  })
}

export function versionOf(of: RuleVersion): Static<typeof versionAnswer> {
  return { ...of, publishedAt: of.publishedAt.toString() }
}
