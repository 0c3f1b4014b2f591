import { Refusal } from '../../lib/refusal.ts'

/** What a system can be in charge of. */
export const concerns = ['stock_on_hand'] as const
export type Concern = (typeof concerns)[number]

/** The system that people at the console speak for. */
export const TUTTI = 'tutti'

/**
 * Whether a system may write what another is in charge of: undefined where it may, else why not.
 * Where nobody is named (null) everybody may who has the permission.
 */
export function decideAuthority(owner: string | null, system: string | null): Refusal | undefined {
  if (owner === null || owner === system) return undefined
  return new Refusal('authority_elsewhere', {
    detail: `${owner} is in charge of the stock of this location`,
    facts: { owner },
  })
}
