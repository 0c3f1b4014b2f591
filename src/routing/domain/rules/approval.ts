import { Refusal } from '../../../lib/refusal.ts'

/** Somebody asked that another approves the draft, in one version of it. */
export type Asked = { requestedBy: string; outcome: 'approved' | 'declined' | null }

/** A draft, as far as it goes whether it may be published. */
export type ToApprove = {
  /** Whether a second person is needed at all. */
  isNeeded: boolean
  /** Who has changed it. */
  authors: readonly string[]
  /** The last that was asked about it as it is. */
  asked: Asked | undefined
}

/** Undefined where it may be published: by anybody who may publish. */
export function decidePublishable({ isNeeded, asked }: ToApprove): Refusal | undefined {
  const isApproved = asked?.outcome === 'approved'
  return isNeeded && !isApproved ? new Refusal('approval_needed') : undefined
}

/**
 * Undefined where a canary may be promoted: what was approved before it began is so still; else,
 * where a second person was asked for only since, its rules are approved as a draft first.
 */
export function decidePromotable(of: { isNeeded: boolean; isApproved: boolean }) {
  if (!of.isNeeded || of.isApproved) return undefined
  const detail =
    'It began when no second person was needed. Return it, bring its rules back into the draft, ' +
    'and ask for approval of that.'
  return new Refusal('approval_needed', { detail })
}

/** Undefined where it may be asked about: not while an answer is awaited, or one was a yes. */
export function decideAskable({ isNeeded, asked }: ToApprove): Refusal | undefined {
  if (!isNeeded) return new Refusal('approval_not_needed')
  return asked && asked.outcome !== 'declined' ? new Refusal('approval_asked') : undefined
}

/** Undefined where somebody may approve it: who changed anything in it or asked may not. */
export function decideApprovable(
  { authors, asked }: ToApprove,
  actor: string,
): Refusal | undefined {
  if (asked?.outcome !== null) return new Refusal('approval_not_open')
  const isOwn = asked.requestedBy === actor || authors.includes(actor)
  return isOwn ? new Refusal('approval_own') : undefined
}

/** Undefined where it may be declined: by anybody, also by who asked. */
export function decideDeclinable({ asked }: ToApprove): Refusal | undefined {
  return asked?.outcome === null ? undefined : new Refusal('approval_not_open')
}
