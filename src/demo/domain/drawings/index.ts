import { clothing } from './clothing.ts'
import { home } from './home.ts'
import { inks, type Drawing, type Style } from './ink.ts'

const drawings: Readonly<Record<string, Drawing>> = { ...clothing, ...home }

/** A flat drawing (SVG) of a kind of thing in a colour; `share` from 0 up to 1 picks its style. */
export function drawingOf(of: { kind: string; colour: string; share: number }): string {
  return drawings[of.kind]!(inks[of.colour]!, Math.floor(of.share * 3) as Style)
}
