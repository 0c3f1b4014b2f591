import type { Decision } from '../decide.ts'
import { lostCost } from '../objective.ts'
import type { DecisionRecord } from '../record.ts'
import {
  changeRowOf,
  countParcel,
  countUnfilled,
  isSame,
  paidIn,
  paidOf,
  spend,
  type ChangeRow,
  type Figures,
  type Side,
} from '../simulation/index.ts'
import type { GroupToRoute } from '../types.ts'
import {
  blocksOf,
  countOrder,
  newBlocks,
  nextBlock,
  storedOf,
  type Blocks,
  type StoredBlocks,
} from './blocks.ts'
import type { GroupDecided, OrderOfDecisions } from './decided.ts'

/** A delivery group with both decisions on it. */
export type BothDecided = Pick<GroupDecided, 'group' | 'objective' | 'live'> & { shadow: Decision }

/** Who decided on a delivery group: a rule, or null for the plan of its channel. */
export type DecidedBy = { id: string; name: string } | null

/** So many delivery groups were decided on by these two. */
export type RulePair = {
  live: DecidedBy
  shadow: DecidedBy
  deliveries: number
  /** Of those, which are decided otherwise. */
  changed: number
}

/** All that is kept of the orders of one currency that were compared: it does not grow. */
export type Sums = {
  blocks: Blocks
  compared: number
  changed: number
  rules: RulePair[]
  /** Delivery groups by the version of the rules in force; 0 where there was none. */
  versions: [version: number, deliveries: number][]
}

/** Rules and versions that are told apart; more would only be for who publishes all day. */
const MOST_PAIRS = 500
const MOST_VERSIONS = 50

export function newSums(): Sums {
  return { blocks: newBlocks(), compared: 0, changed: 0, rules: [], versions: [] }
}

/**
 * Adds an order that both have decided on; answers what changes, where something does: it comes
 * from elsewhere, or costs another sum.
 */
export function addOrder(
  sums: Sums,
  order: OrderOfDecisions,
  both: readonly BothDecided[],
): ChangeRow | undefined {
  const [live, shadow] = [both.map((one) => one.live), both.map((one) => one.shadow)]
  const groups = both.map(({ group }) => group)
  const worth = worthOf(both)
  const change = changeRowOf({
    no: (sums.compared += 1),
    order: { id: order.id, number: order.number, groups, worth },
    at: order.placedAt.epochMilliseconds,
    policy: 1,
    before: { decisions: live, paid: paidOf(groups, live, undefined) },
    after: { decisions: shadow, paid: paidOf(groups, shadow, undefined) },
  })
  const { blocks } = sums
  const block = nextBlock(blocks)
  countOrder(blocks, block)
  count(blocks.live, block, groups, { decisions: live, side: change.before })
  count(blocks.shadow, block, groups, { decisions: shadow, side: change.after })
  for (const one of both) addRules(sums, one)
  if (change.difference === 0 && isSame(live, shadow)) return undefined
  sums.changed += 1
  return change
}

/** By line: what a base unit costs that is not served, whether it was there or not. */
function worthOf(both: readonly BothDecided[]): Map<number, number> {
  const worths = both.flatMap(({ group, objective }) =>
    group.demand.map(({ lineNo, paid, sku, wholePerUnit }): [number, number] => {
      const goods = { ...(paid !== undefined && { paid }), marginPercent: sku?.marginPercent }
      return [lineNo, lostCost(objective, goods) * wholePerUnit]
    }),
  )
  return new Map(worths)
}

function count(
  figures: Figures,
  block: number,
  groups: readonly GroupToRoute[],
  { decisions, side }: { decisions: readonly Decision[]; side: Side },
): void {
  for (const [g, { record, parts }] of decisions.entries()) {
    const { demand } = groups[g]!
    const whole = new Map(demand.map(({ lineNo, wholePerUnit }) => [lineNo, wholePerUnit]))
    for (const { quantity, wholePerUnit, follows } of demand) {
      if (!follows) figures.wantedUnits += quantity * wholePerUnit
    }
    for (const chosen of record.chosen) {
      const here = parts.filter(({ locationId }) => locationId === chosen.locationId)
      const units = here.reduce((sum, { lineNo, quantity }) => {
        return sum + quantity * whole.get(lineNo)!
      }, 0)
      countParcel(figures, block, { chosen, paid: paidIn(chosen) }, units)
    }
    if (record.chosen.length < 2) continue
    figures.splits += 1
    figures.daily.splits[block]! += 1
  }
  countUnfilled(figures, block, side.unfilled)
  // Nothing is played on: what is expected of declining counts, and what was left lying.
  for (const { term, amount } of side.terms) {
    if (term === 'reroute' || term === 'unfilled') spend(figures, block, term, amount)
  }
}

function addRules({ rules, versions }: Sums, { live, shadow }: BothDecided): void {
  const [one, other] = [decidedBy(live.record), decidedBy(shadow.record)]
  const pair = rules.find((known) => isBy(known.live, one) && isBy(known.shadow, other))
  const isOther = isSame([live], [shadow]) ? 0 : 1
  if (pair) {
    pair.deliveries += 1
    pair.changed += isOther
  } else if (rules.length < MOST_PAIRS) {
    rules.push({ live: one, shadow: other, deliveries: 1, changed: isOther })
  }
  const no = live.record.rule?.version ?? 0
  const version = versions.find(([known]) => known === no)
  if (version) version[1] += 1
  else if (versions.length < MOST_VERSIONS) versions.push([no, 1])
}

function decidedBy({ rule }: DecisionRecord): DecidedBy {
  return rule && rule.id !== null ? { id: rule.id, name: rule.name ?? '' } : null
}

/** A rule may have been given another name since. */
function isBy(one: DecidedBy, other: DecidedBy): boolean {
  return one?.id === other?.id
}

export type StoredSums = Omit<Sums, 'blocks'> & { blocks: StoredBlocks }

export function storedSums(sums: Sums): StoredSums {
  return { ...sums, blocks: storedOf(sums.blocks) }
}

export function openSums(sums: StoredSums): Sums {
  return { ...sums, blocks: blocksOf(sums.blocks) }
}
