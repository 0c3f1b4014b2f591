import type { Size } from '../../shipping/index.ts'
import type { NewGroup } from './capture.ts'

/** Methods that lead to a place where nobody lives. */
const NO_HOMES = new Set(['locker', 'pickup_point'])

/** Whether a group goes to a home, which carriers may charge for: no company is named there. */
export function isToHome({ method, shipTo }: Pick<NewGroup, 'method' | 'shipTo'>): boolean {
  return shipTo?.company === undefined && !NO_HOMES.has(method)
}

type Sides = { lengthMm?: number | null; widthMm?: number | null; heightMm?: number | null }

/** The sides of a unit from the longest, where all are known. */
export function sizeOf({ lengthMm, widthMm, heightMm }: Sides): Size | undefined {
  if (!lengthMm || !widthMm || !heightMm) return undefined
  const [longest, second, third] = [lengthMm, widthMm, heightMm].toSorted((a, b) => b - a)
  return [longest!, second!, third!]
}
