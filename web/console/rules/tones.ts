import type { Tone } from '../../ui/pill.tsx'
import type { DraftChange } from './use-rules.ts'

export const ACTION_TONES: Record<DraftChange['action'], Tone> = {
  add: 'moving',
  change: 'attention',
  remove: 'neutral',
}
