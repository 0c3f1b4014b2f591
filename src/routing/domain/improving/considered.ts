import { costOfParts, type PlaceCost } from '../by-hand.ts'
import type { Decision, Plan } from '../decide.ts'
import { keptServices, type KeptServices } from '../kept.ts'
import type { GroupToRoute, NetworkView, Part, StockView } from '../types.ts'
import type { Considered } from './improved.ts'

/** Where a delivery is, with which services, and what was decided on it anew. */
type Anew = { parts: readonly Part[]; kept: KeptServices; decision: Decision; moves: number }

/**
 * A delivery as it is and as it would be, both counted alike: with the services that carry it,
 * which a rule may have chosen for something else than what they cost, and without wishes. Those
 * decide, but saving them saves nobody money.
 */
export function consideredOf(
  views: { group: GroupToRoute; plan: Plan; network: NetworkView; stock: StockView },
  { parts, kept, decision, moves }: Anew,
): Considered {
  const { group, plan, network, stock } = views
  const { record } = decision
  const now = costOfParts(group, plan, network, parts, stock, kept)
  const then = costOfParts(group, plan, network, decision.parts, stock, keptServices([record]))
  return {
    before: { parts, cost: costIn(now), arrivals: now.map(({ arrivesOn }) => arrivesOn) },
    after: {
      parts: decision.parts,
      cost: costIn(then),
      arrivals: record.chosen.map(({ time }) => time?.arrivesOn),
    },
    wantedBy: group.wantedBy,
    moves,
    guards: plan.improving ?? { leastSaving: Infinity, mostMoves: 0 },
  }
}

function costIn(places: readonly PlaceCost[]): number {
  return places.reduce((sum, { cost }) => sum + cost.total, 0)
}
