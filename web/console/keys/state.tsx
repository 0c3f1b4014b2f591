import type { Item } from '../../lib/api.ts'
import { Pill, type Tone } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'

export type Key = Item<'/v1/api-keys'>

export type KeyState = 'active' | 'expired' | 'revoked'

const TONES: Record<KeyState, Tone> = { active: 'done', expired: 'neutral', revoked: 'neutral' }

export function stateOf({ revokedAt, expiresAt }: Key): KeyState {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active'
}

export function KeyPill({ state }: { state: KeyState }) {
  const { keys: said } = useWords()
  return <Pill tone={TONES[state]}>{said.states[state]}</Pill>
}
