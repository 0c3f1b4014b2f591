/** What of its work a location does not do any more. */
export type Closed = { sends: boolean; hands: boolean }

type Able = {
  archived: boolean
  paused: boolean
  keepsWork: boolean
  ships: boolean
  pickup: boolean
}

/** Nothing is done there any more. */
export function isShut({ archived, paused, keepsWork }: Able): boolean {
  return archived || (paused && !keepsWork)
}

/**
 * Whether a location still sends, and still hands over, what it was given: not where it was
 * archived, is paused and does not finish its work, or cannot do so any more. Undefined where it
 * does both.
 */
export function decideClosed(location: Able): Closed | undefined {
  const goesOn = !isShut(location)
  const sends = location.ships && goesOn
  const hands = location.pickup && goesOn
  return sends && hands ? undefined : { sends, hands }
}

/** Units of a delivery group that are to leave from one location. */
export type GroupHere = {
  isCollected: boolean
  units: number
  /** Those of them that somebody has picked. */
  inHand: number
}

/**
 * What becomes of a group at a location that is closed: it goes elsewhere; who collects it is asked
 * first; what somebody has begun to pick stays, and is finished there.
 */
export function decideGroupHere(
  closed: Closed,
  { isCollected, units, inHand }: GroupHere,
): 'stays' | 'goes' | 'asks' {
  if (units === 0 || inHand > 0) return 'stays'
  if (isCollected) return closed.hands ? 'stays' : 'asks'
  return closed.sends ? 'stays' : 'goes'
}
