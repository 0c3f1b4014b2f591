import type { ReactNode } from 'react'
import css from './pill.module.css'

/**
 * What a status means, the same everywhere: neutral = not started, closed, cancelled; moving =
 * under way; waiting = on the customer; attention = held, short, due soon; critical = late,
 * failed, no stock; done = shipped, collected, delivered.
 */
export type Tone = 'neutral' | 'moving' | 'waiting' | 'attention' | 'critical' | 'done'

/** A status: always in words, its shape differs by tone, so that colour is never alone. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={css['pill']} data-tone={tone}>
      <svg className={css['mark']} viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
        <path d={MARKS[tone]} />
      </svg>
      {children}
    </span>
  )
}

const MARKS: Record<Tone, string> = {
  neutral: 'M4 1a3 3 0 1 0 0 6a3 3 0 1 0 0-6zM4 2.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6z',
  moving: 'M4 1a3 3 0 1 0 0 6a3 3 0 1 0 0-6z',
  waiting: 'M1.2 1.2h5.6v5.6H1.2z',
  attention: 'M4 .8L7.6 7H.4z',
  critical: 'M4 .4L7.6 4L4 7.6L.4 4z',
  done: 'M3.2 6.8L.6 4.2l1-1l1.6 1.6L6.4 1.4l1 1z',
}
