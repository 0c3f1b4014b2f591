import { compareServed, type Precedence } from '../../lib/priority.ts'

/** Units of one order line that rest on a supply row with less than it has promised. */
export type ClaimHere = Precedence & {
  orderId: string
  lineNo: number
  /** Units that nobody has in hand there: what is picked is there, whatever a count says. */
  quantity: number
}

/** Who loses its units first: of the lowest priority the order that was placed last. */
export function losingFirst<Claim extends ClaimHere>(claims: readonly Claim[]): Claim[] {
  return claims.toSorted(
    (a, b) =>
      compareServed(b, a) ||
      (a.orderId === b.orderId ? b.lineNo - a.lineNo : a.orderId < b.orderId ? 1 : -1),
  )
}

/**
 * Which order lines lose the units that are missing, who loses first before the others. `canLose`
 * says how many of so many units one can do without (where they are found elsewhere, it takes
 * them): what it cannot, the next ones are asked for. Left out, all can.
 */
export function decideUncovered<Claim extends ClaimHere>(
  claims: readonly Claim[],
  missing: number,
  canLose: (claim: Claim, units: number) => number = (_, units) => units,
): { claim: Claim; units: number }[] {
  const losing: { claim: Claim; units: number }[] = []
  let left = missing
  for (const claim of losingFirst(claims)) {
    if (left <= 0) break
    if (claim.quantity <= 0) continue
    const units = canLose(claim, Math.min(left, claim.quantity))
    if (units <= 0) continue
    losing.push({ claim, units })
    left -= units
  }
  return losing
}

/** A line of a delivery group as it stands at one location. */
export type LineHere = {
  /** It goes along with the rest, like gift wrap. */
  follows: boolean
  /** Units that are to leave from there. */
  promised: number
  /** Those of them that somebody has picked. */
  inHand: number
}

/**
 * Which units would be left alone at a location once `going` units of the rest of their group leave
 * it: of lines that only go along, as far as nobody has picked them. None while any of the rest is
 * still to be sent from there.
 */
export function decideLeftAlone<Line extends LineHere & { line: unknown }>(
  lines: readonly Line[],
  going: number,
): { line: Line['line']; quantity: number }[] {
  const rest = lines.reduce((sum, one) => (one.follows ? sum : sum + one.promised), 0)
  if (rest > going) return []
  return lines
    .filter((one) => one.follows && one.promised > one.inHand)
    .map(({ line, promised, inHand }) => ({ line, quantity: promised - inHand }))
}
