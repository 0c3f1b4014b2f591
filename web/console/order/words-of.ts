import { plainly } from './goods.ts'
import type { OrderWords } from './words.en.ts'

/** What a hold is for, in words; systems may hold for causes of their own. */
export function causeText(cause: string, { holds }: Pick<OrderWords, 'holds'>): string {
  const causes: Record<string, string> = holds.causes
  return causes[cause] ?? plainly(cause)
}

export function methodText(method: string, { methods }: Pick<OrderWords, 'methods'>): string {
  const known: Record<string, string> = methods
  return known[method] ?? plainly(method)
}

export type DeclineReason = keyof OrderWords['decline']['reasons']

/** Why a location could not send it, within a sentence. */
export function declineText(reason: string, { decline }: Pick<OrderWords, 'decline'>): string {
  const reasons: Record<string, string[]> = decline.reasons
  return reasons[reason]?.[0] ?? plainly(reason)
}
