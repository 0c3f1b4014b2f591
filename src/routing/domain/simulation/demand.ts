import type { Decision } from '../decide.ts'
import type { Demand, Part } from '../types.ts'

/** What a decision lacks of what was wanted. */
export function lackOf(wanted: readonly Demand[], { short }: Decision): Demand[] {
  return short.map(({ lineNo, wanted: all, available }) => {
    return { ...wanted.find((one) => one.lineNo === lineNo)!, quantity: all - available }
  })
}

/** What of that its rule cancels. */
export function cancelledOf(wanted: readonly Demand[], { record }: Decision): Demand[] {
  return (record.cancelled ?? []).map(([lineNo, quantity]) => {
    return { ...wanted.find((one) => one.lineNo === lineNo)!, quantity }
  })
}

/** What is left of lines without some units of them; what goes along is left with others alone. */
export function without(demand: readonly Demand[], gone: readonly Demand[]): Demand[] {
  const left = demand
    .map((one) => {
      const units = gone.reduce((sum, { lineNo, quantity }) => {
        return lineNo === one.lineNo ? sum + quantity : sum
      }, 0)
      return { ...one, quantity: one.quantity - units }
    })
    .filter(({ quantity }) => quantity > 0)
  return gone.length > 0 && left.every(({ follows }) => follows) ? [] : left
}

/** Of a line that lacks something after several tries all of that. */
export function joined(demand: readonly Demand[]): Demand[] {
  const byLine = new Map<number, Demand>()
  for (const one of demand) {
    const before = byLine.get(one.lineNo)?.quantity ?? 0
    byLine.set(one.lineNo, { ...one, quantity: before + one.quantity })
  }
  return [...byLine.values()]
}

/** So much of lines as these parts are. */
export function demandOf(wanted: readonly Demand[], parts: readonly Part[]): Demand[] {
  return wanted.flatMap((one) => {
    const quantity = parts.reduce((sum, part) => {
      return part.lineNo === one.lineNo ? sum + part.quantity : sum
    }, 0)
    return quantity > 0 ? [{ ...one, quantity }] : []
  })
}

/** Whole units of goods; what goes along with them is none. */
export function unitsOf(demand: readonly Demand[]): number {
  return demand.reduce((sum, { quantity, wholePerUnit, follows }) => {
    return follows ? sum : sum + quantity * wholePerUnit
  }, 0)
}
