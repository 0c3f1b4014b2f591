import type { Item } from '../../lib/api.ts'

/** Which system is in charge of what is on hand at a location; version 0: nothing was said yet. */
export type Authority = Pick<
  Item<'/v1/authorities'>,
  'location' | 'owner' | 'tuttiDecrements' | 'version'
> & { setAt: string | null }

/** What people at the console speak for. */
const TUTTI = 'tutti'

export const whos = ['anybody', 'tutti', 'other'] as const
export type Who = (typeof whos)[number]

/** What is typed about it. */
export type Draft = { who: Who; system: string; takesOff: 'tutti' | 'owner' }

/** As it is where nothing was said. */
export function unsaid(location: string): Authority {
  return { location, owner: null, tuttiDecrements: true, version: 0, setAt: null }
}

export function whoOf(owner: string | null): Who {
  if (owner === null) return 'anybody'
  return owner === TUTTI ? 'tutti' : 'other'
}

export function draftOf({ owner, tuttiDecrements }: Authority): Draft {
  const who = whoOf(owner)
  const system = who === 'other' ? owner! : ''
  return { who, system, takesOff: tuttiDecrements ? 'tutti' : 'owner' }
}

/** What the draft says, as the API takes it: only another system can take off what leaves. */
export function saidBy({
  who,
  system,
  takesOff,
}: Draft): Pick<Authority, 'owner' | 'tuttiDecrements'> {
  if (who === 'anybody') return { owner: null, tuttiDecrements: true }
  const owner = who === 'tutti' ? TUTTI : system.trim()
  return { owner, tuttiDecrements: owner === TUTTI || takesOff === 'tutti' }
}

export function isOther(before: Authority, draft: Draft): boolean {
  const { owner, tuttiDecrements } = saidBy(draft)
  return owner !== before.owner || tuttiDecrements !== before.tuttiDecrements
}

/** Whether units that wait for their owner now are taken off here as soon as it is saved. */
export function endsWaiting(before: Authority, draft: Draft): boolean {
  return !before.tuttiDecrements && saidBy(draft).tuttiDecrements
}

const SYSTEM = /^[\p{L}\p{N}][\p{L}\p{N}._:/+-]{0,63}$/u

export function isSound({ who, system }: Draft): boolean {
  return who !== 'other' || SYSTEM.test(system.trim())
}

/** The draft on top of what somebody else saved meanwhile: what was chosen here stays. */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const isSameOwner = draft.who === before.who && draft.system === before.system
  const { who, system } = isSameOwner ? now : draft
  const { takesOff } = draft.takesOff === before.takesOff ? now : draft
  return { who, system, takesOff }
}
