import type { Formats } from '../../lib/format.ts'
import type { Tone } from '../../ui/pill.tsx'
import type { Words } from '../words/index.ts'
import type { Result, Summary } from './use-shadows.ts'

export const STATE_TONES: Record<Summary['state'], Tone> = { running: 'moving', ended: 'neutral' }

/** What its rules are called. */
export function rulesName(
  { rules }: Pick<Summary, 'rules'>,
  said: Words,
  formats: Formats,
): string {
  const { policy } = said.simulator
  return rules.version === null ? policy.draft : policy.version(formats.number(rules.version))
}

/** Both sides as what is compared: the one in force is the first. */
export function outcomesOf({ live, shadow }: Result) {
  return [
    { policy: 0, ...live },
    { policy: 1, ...shadow },
  ]
}
